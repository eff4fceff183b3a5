// capture/commands.h: every action that is triggered is a command: `execute`, or `undo` and `redo`. An action's own signal comes after what the
// application does with it, so whoever sees the user choose one says so before: expect(). Owned by Autocapture; GUI thread.
#pragma once

#include <QAction>
#include <QObject>
#include <QPointer>

#include "capture/edits.h"
#include "capture/recorder.h"

namespace docent::qt {

/// undo, redo or execute: by shortcut, by object name ("undo", "actionUndo"), or by how QUndoStack and Qt's editors make theirs.
Kind kindOf(const QAction* action);

class Commands : public QObject {
  Q_OBJECT
 public:
  Commands(Recorder& recorder, Edits& edits) : recorder_(recorder), edits_(edits) {}

  /// Once for each action, however often it is called.
  void watch(QAction* action);
  /// Those of all widgets there are.
  void watchAll();
  /// The user's click or key is about to trigger `action`; recorded now.
  void expect(QAction* action);
  /// A new click or key: what was expected did not come.
  void expectNone() { expected_.clear(); }
  /// Shortcuts of the application that are no action are commands when they have a name.
  void shortcut(const QObject* shortcut);

 private slots:
  void triggered();

 private:
  void record(const QAction* action);

  Recorder& recorder_;
  Edits& edits_;
  QPointer<QAction> expected_;
};

}  // namespace docent::qt
