// commands.h: everything one can do in Notes, as actions with stable names, so that menus, toolbars, shortcuts, tests and tips mean the same thing.
// Owned by the main window. GUI thread.
#pragma once

#include <QHash>
#include <QObject>

class QAction;
class QMenu;
class QMenuBar;

namespace notes {

class Commands {
 public:
  explicit Commands(QObject* parent);
  /// The action of this name; there is one, or the program is wrong.
  QAction* operator[](const char* name) const;
  QList<QAction*> all() const { return actions_; }
  /// Another's action under this name, for the menus; null leaves its place empty.
  void adopt(const char* name, QAction* action);

  /// Puts them into the menus File, Edit, Format, Insert, View, Help. `recent` and `templates` are menus that others fill.
  void fill(QMenuBar* bar, QMenu* recent, QMenu* templates) const;

 private:
  QList<QAction*> actions_;
  QHash<QString, QAction*> byName_;
};

}  // namespace notes
