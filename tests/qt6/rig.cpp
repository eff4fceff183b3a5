#include "rig.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>
#include <algorithm>
#include <stdexcept>

namespace docent::qt::testing {

bool until(const std::function<bool()>& condition, int timeoutMs) { return QTest::qWaitFor(condition, timeoutMs); }

void settle(int ms) { QTest::qWait(ms); }

namespace {

QPalette palette(const QColor& window, const QColor& base, const QColor& text, const QColor& highlight) {
  QPalette p(window);
  for (const auto group : {QPalette::Active, QPalette::Inactive}) {
    p.setColor(group, QPalette::Window, window);
    p.setColor(group, QPalette::Base, base);
    p.setColor(group, QPalette::AlternateBase, window);
    p.setColor(group, QPalette::Button, window);
    p.setColor(group, QPalette::Text, text);
    p.setColor(group, QPalette::WindowText, text);
    p.setColor(group, QPalette::ButtonText, text);
    p.setColor(group, QPalette::Highlight, highlight);
    p.setColor(group, QPalette::HighlightedText, Qt::white);
  }
  return p;
}

}  // namespace

QPalette lightPalette() { return palette({0xf3, 0xf4, 0xf6}, Qt::white, {0x1c, 0x1e, 0x21}, {0x1f, 0x6f, 0xd6}); }
QPalette darkPalette() { return palette({0x2a, 0x2c, 0x30}, {0x1e, 0x1f, 0x22}, {0xe8, 0xea, 0xed}, {0x4c, 0x9a, 0xff}); }
QPalette highContrastPalette() { return palette(Qt::black, Qt::black, Qt::white, {0xff, 0xd8, 0x00}); }

QByteArray strategyWith(const QByteArray& campaigns, const QByteArray& policies, int version) {
  return R"({"schemaVersion": 1, "product": "test", "version": )" + QByteArray::number(version) + R"(, "locales": {"default": "en"}, "policies": )" +
         policies + R"(, "campaigns": )" + campaigns + "}";
}

Rig::Rig(const QByteArray& strategy, const char* locale, const char* endpoint) {
  Options options("test-key");
  options.data_dir(folder_.path().toStdString()).app("kit-test", "1.0.0").locale(locale).endpoint(endpoint).consent(Consent::all());
  if (!strategy.isEmpty()) options.strategy(std::string_view(strategy.constData(), strategy.size()));
  auto opened = Client::open(options);
  if (!opened) throw std::runtime_error(opened.status().message());
  client_ = std::make_unique<Client>(std::move(*opened));
}

QJsonArray Rig::recorded() {
  (void)client_->flush(Flush::durable, Milliseconds(5000));
  const auto text = client_->recorded();
  if (!text) throw std::runtime_error(text.status().message());
  const QJsonArray newestFirst = QJsonDocument::fromJson(QByteArray::fromStdString(*text)).array();
  QJsonArray out;
  for (qsizetype i = newestFirst.size(); i-- > 0;) out.append(newestFirst[i]);
  return out;
}

QList<QJsonObject> Rig::events(const QString& name) {
  QList<QJsonObject> out;
  const QJsonArray all = recorded();
  for (const QJsonValue& value : all) {
    const QJsonObject event = value.toObject().contains("event") && value["event"].isObject() ? value["event"].toObject() : value.toObject();
    if (event["event"].toString() == name || (event["type"].toString() == "screen" && name == "screen:" + event["name"].toString())) {
      out.push_back(event["properties"].toObject());
    }
  }
  return out;
}

QList<QJsonObject> Rig::interactions(const QString& kind) {
  QList<QJsonObject> out = events("interaction");
  out.erase(std::remove_if(out.begin(), out.end(), [&](const QJsonObject& o) { return o["kind"].toString() != kind; }), out.end());
  return out;
}

}  // namespace docent::qt::testing
