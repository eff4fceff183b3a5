// What the kit's tests share: a client of its own for each test, waiting with the event loop running, and palettes.
#pragma once

#include <docent/docent.hpp>

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QPalette>
#include <QTemporaryDir>
#include <functional>
#include <memory>

namespace docent::qt::testing {

/// Runs the event loop until `condition` holds; false when that took longer than `timeoutMs`.
bool until(const std::function<bool()>& condition, int timeoutMs = 5000);
/// Runs the event loop for a moment, for things that must not happen.
void settle(int ms = 50);

QPalette lightPalette();
QPalette darkPalette();
QPalette highContrastPalette();

/// A strategy document around these campaigns (JSON array as text), with the members of `policies`, no cooldown.
QByteArray strategyWith(const QByteArray& campaigns, const QByteArray& policies = "{}", int version = 1);

/// An endpoint that nobody listens at.
inline constexpr const char* nowhere = "http://127.0.0.1:9";

/// A client in a folder of its own, with consent for everything and no backend, speaking the language of `locale`.
class Rig {
 public:
  explicit Rig(const QByteArray& strategy = {}, const char* locale = "en", const char* endpoint = "");
  Client& client() { return *client_; }
  void close() { (void)client_->close(Milliseconds(2000)); }
  /// What was recorded, oldest first, as docent_recorded gives it.
  QJsonArray recorded();
  /// Recorded `interaction` events' properties of this kind, oldest first.
  QList<QJsonObject> interactions(const QString& kind);
  /// Events of this name, oldest first: their properties.
  QList<QJsonObject> events(const QString& name);

 private:
  QTemporaryDir folder_;
  std::unique_ptr<Client> client_;
};

}  // namespace docent::qt::testing
