// A small application for the presenter's tests: a window with a toolbar, an editor, tabs and a scrolled page; and a presenter that waits for
// nothing, where nothing else is said.
#pragma once

#include <docent/qt/presenter.h>

#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QTextEdit>
#include <QToolBar>

#include "cards/banner.h"
#include "cards/callout.h"
#include "cards/spotlight.h"
#include "look/button.h"
#include "rig.h"

namespace docent::qt::testing {

class Scene {
 public:
  explicit Scene(const QByteArray& campaigns, const QByteArray& policies = R"({"frequency": {"maxConcurrent": 9}})")
      : rig(strategyWith(campaigns, policies)), presenter(rig.client()) {
    window.setObjectName("main");
    window.resize(700, 500);
    bar = window.addToolBar("format");
    bar->setObjectName("toolbar.format");
    bar->addAction("Bold")->setObjectName("bold");
    tabs = new QTabWidget;
    editor = new QTextEdit;
    editor->setObjectName("editor");
    tabs->addTab(editor, "Edit");
    area = new QScrollArea;
    auto* const page = new QWidget;
    page->resize(600, 2000);
    button = new QPushButton("Deep", page);
    button->setObjectName("deep");
    button->setGeometry(200, 150, 100, 30);
    area->setWidget(page);
    tabs->addTab(area, "Page");
    window.setCentralWidget(tabs);
    window.show();
    window.activateWindow();
    editor->setFocus();
    (void)QTest::qWaitForWindowActive(&window);
    Courtesy none;
    none.startMs = 0;
    none.typingPauseMs = 0;
    presenter.setCourtesy(none);
  }

  bool shows(const QString& campaign) { return presenter.onScreen().contains(campaign); }
  bool waitFor(const QString& campaign) {
    return until([&] { return shows(campaign); });
  }
  bool waitGone(const QString& campaign) {
    return until([&] { return !shows(campaign); });
  }
  Callout* callout() {
    for (auto* const c : window.findChildren<Callout*>()) {
      if (c->isVisible()) return c;
    }
    return nullptr;
  }
  QPushButton* action(const char* name) {
    Callout* const c = callout();
    return c == nullptr ? nullptr : c->findChild<QPushButton*>(name);
  }
  void click(const char* name) { QTest::mouseClick(action(name), Qt::LeftButton); }
  /// `detail` of every event of this name.
  QStringList details(const char* event) {
    QStringList out;
    for (const QJsonObject& o : rig.events(event)) out << o["detail"].toString();
    return out;
  }
  bool waitForEvent(const char* event, qsizetype count = 1) {
    return until([&] { return rig.events(event).size() >= count; });
  }

  Rig rig;
  QMainWindow window;
  QToolBar* bar;
  QTabWidget* tabs;
  QTextEdit* editor;
  QScrollArea* area;
  QPushButton* button;
  Presenter presenter;
};

/// An anchor, "small", with no room for a callout inside.
class SmallWindow : public QWidget {
 public:
  SmallWindow() {
    setObjectName("small");
    setGeometry(100, 100, 160, 80);
    show();
  }
  /// The callout, a window beside this one, once it is there; else null.
  Callout* pointedAt(Scene& scene) {
    scene.rig.client().track("go");
    if (!scene.waitFor("tip.a")) return nullptr;
    auto* const callout = findChild<Callout*>();
    return callout != nullptr && callout->isWindow() ? callout : nullptr;
  }
};

inline QByteArray tipAt(const char* anchor, const char* id = "tip.a", const char* event = "go", const QByteArray& more = {}) {
  return QByteArray(R"({"id": ")") + id + R"(", "type": "tip", "triggers": [{"event": ")" + event + R"("}], "minVisible": "PT0.05S"
    )" + more +
         R"(, "content": {"anchor": ")" + anchor + R"(", "placement": "bottom-start", "text": {"en": {"title": "T", "body": "B"}},
    "actions": [{"id": "try", "action": "focus:bold", "text": {"en": "Try"}}, {"id": "own", "action": "host:do", "text": {"en": "Own"}},
                {"id": "web", "action": "open:https://example.com/x", "text": {"en": "Web"}},
                {"id": "evil", "action": "open:ftp://example.com", "text": {"en": "Evil"}},
                {"id": "later", "action": "snooze:P1D", "text": {"en": "Later"}}]}})";
}

}  // namespace docent::qt::testing
