// capture/clicks.h: clicks on elements, by mouse and by key, each recorded before what it causes: on release where the toolkit acts on release, on
// press where it acts on press. Owned by Autocapture; GUI thread. Events come before their receiver gets them, and are left as they are.
#pragma once

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPointer>
#include <QShortcutEvent>
#include <QWidget>

#include "capture/commands.h"
#include "capture/dialogs.h"
#include "capture/recorder.h"
#include "capture/responses.h"

namespace docent::qt {

class Clicks {
 public:
  Clicks(Recorder& recorder, Commands& commands, Dialogs& dialogs, Responses& responses)
      : recorder_(recorder), commands_(commands), dialogs_(dialogs), responses_(responses) {}

  void press(QWidget* receiver, const Element& element, const QMouseEvent& event);
  void release(QWidget* receiver, const Element& element, const QMouseEvent& event);
  /// True when the key is a click on something.
  bool keyPress(QWidget* receiver, const Element& element, const QKeyEvent& event);
  bool keyRelease(QWidget* receiver, const Element& element, const QKeyEvent& event);
  /// Enter reached a dialog, since no field took it: its default button is clicked.
  void enterInDialog(const QWidget* dialog, const QKeyEvent& event);
  /// A mnemonic ("&Save"), which is delivered as a shortcut.
  void mnemonic(QWidget* receiver, const QShortcutEvent& event);

 private:
  void click(const Element& element, QWidget* receiver, std::optional<QPoint> place, const QString& suffix = {});
  void chooseTab(const Element& element, QWidget* tabs, int index, std::optional<QPoint> place);
  void chooseAction(QWidget* menu, QAction* action, std::optional<QPoint> place);
  bool menuKey(QWidget* menu, const QKeyEvent& event);

  Recorder& recorder_;
  Commands& commands_;
  Dialogs& dialogs_;
  Responses& responses_;
  QPointer<QWidget> pressed_;  // what waits for the release
};

}  // namespace docent::qt
