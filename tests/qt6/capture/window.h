// capture/window.h: what the tests of capture share: a client with capture installed, and clicks as a hand makes them.
#pragma once

#include <gmock/gmock.h>

#include <docent/qt/autocapture.h>
#include <docent/qt/element_name.h>

#include <QJsonDocument>
#include <QtTest/QtTest>
#include <QtWidgets/QtWidgets>

#include "rig.h"

// So that a failure can be read.
inline void PrintTo(const QString& text, std::ostream* out) { *out << text.toStdString(); }
inline void PrintTo(const QStringList& texts, std::ostream* out) { *out << '[' << texts.join(", ").toStdString() << ']'; }
inline void PrintTo(const QJsonObject& object, std::ostream* out) { *out << QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString(); }

namespace docent::qt::testing {

/// A client with capture installed.
struct Captured {
  Rig rig;
  std::unique_ptr<Autocapture> capture = std::make_unique<Autocapture>(rig.client());

  /// "click save" for every interaction, in order: kind and target.
  QStringList told() {
    QStringList out;
    for (const QJsonObject& o : rig.events("interaction")) out << o["kind"].toString() + ' ' + o["target"].toString();
    return out;
  }
  /// Those of one kind.
  QStringList told(const QString& kind) { return told().filter(QRegularExpression("^" + kind + " ")); }
  QStringList screens() {
    QStringList out;
    const QJsonArray all = rig.recorded();
    for (const QJsonValue& value : all) {
      const QJsonObject event = value["event"].isObject() ? value["event"].toObject() : value.toObject();
      if (event["type"].toString() == "screen") out << event["name"].toString();
    }
    return out;
  }
  QString everything() { return QString::fromUtf8(QJsonDocument(rig.recorded()).toJson()); }
};

/// Shown, active, painted, and past what showing it causes.
inline void present(QWidget& window) {
  window.show();
  window.activateWindow();
  EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
  settle(20);
}

/// The button is down for as long as the program needs to paint what that changes, as under a finger.
inline void press(QWidget* widget, QPoint at = {}) {
  if (at.isNull()) at = widget->rect().center();
  QPointer<QWidget> guard(widget);
  QTest::mousePress(widget, Qt::LeftButton, {}, at);
  settle(20);
  if (guard) QTest::mouseRelease(widget, Qt::LeftButton, {}, at);
  QCoreApplication::processEvents();
}

}  // namespace docent::qt::testing
