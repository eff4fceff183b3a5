#include "commands.h"

#include <QAction>
#include <QMenuBar>

#include "icons.h"
#include "words.h"

namespace notes {

namespace {

struct Entry {
  const char* name;
  const char* icon;
  const char* text;
  const char* keys;
  bool checkable = false;
};

constexpr Entry entries[] = {
    {"notes.new", "new", "&New Note", "Ctrl+N"},
    {"notes.pin", "pin", "&Pin Note", "Ctrl+Shift+P", true},
    {"notes.delete", "trash", "&Delete Note", "Ctrl+Shift+Delete"},
    {"notes.undoDelete", "undo", "Undo Dele&te", "Ctrl+Shift+U"},
    {"file.save", "save", "&Save", "Ctrl+S"},
    {"menu.export", "export", "&Export…", "Ctrl+E"},
    {"file.print", "print", "&Print…", "Ctrl+P"},
    {"file.preview", "note", "Print Pre&view…", ""},
    {"file.merge", "letter", "&Mail Merge…", ""},
    {"file.preferences", "settings", "P&references…", "Ctrl+,"},
    {"file.quit", "", "&Quit", "Ctrl+Q"},
    {"edit.undo", "undo", "&Undo", "Ctrl+Z"},
    {"edit.redo", "redo", "&Redo", "Ctrl+Shift+Z"},
    {"edit.cut", "", "Cu&t", "Ctrl+X"},
    {"edit.copy", "", "&Copy", "Ctrl+C"},
    {"edit.paste", "", "&Paste", "Ctrl+V"},
    {"edit.selectAll", "", "Select &All", "Ctrl+A"},
    {"edit.find", "search", "&Find and Replace…", "Ctrl+F"},
    {"edit.search", "search", "&Search All Notes", "Ctrl+Shift+F"},
    {"format.body", "", "&Text", "Ctrl+Alt+0"},
    {"format.heading1", "", "Heading &1", "Ctrl+Alt+1"},
    {"format.heading2", "", "Heading &2", "Ctrl+Alt+2"},
    {"format.heading3", "", "Heading &3", "Ctrl+Alt+3"},
    {"format.quote", "quote", "&Quote", "Ctrl+Alt+Q", true},
    {"format.bold", "bold", "&Bold", "Ctrl+B", true},
    {"format.italic", "italic", "&Italic", "Ctrl+I", true},
    {"format.underline", "underline", "&Underline", "Ctrl+U", true},
    {"format.strike", "strike", "&Strikethrough", "Ctrl+Shift+X", true},
    {"format.bullets", "bullets", "B&ulleted List", "Ctrl+Shift+8", true},
    {"format.numbers", "numbers", "&Numbered List", "Ctrl+Shift+7", true},
    {"editor.link", "link", "&Link…", "Ctrl+K"},
    {"editor.table", "table", "&Table", ""},
    {"table.rowAbove", "", "Row &Above", ""},
    {"table.rowBelow", "", "Row &Below", "Ctrl+Shift+Return"},
    {"table.columnBefore", "", "Column Be&fore", ""},
    {"table.columnAfter", "", "Column &After", ""},
    {"table.removeRow", "", "Remove &Row", ""},
    {"table.removeColumn", "", "Remove &Column", ""},
    {"table.remove", "", "Remove &Table", ""},
    {"view.home", "home", "&Home", "Ctrl+Shift+H"},
    {"view.list", "sidebar", "&List of Notes", "Ctrl+\\", true},
    {"view.toolbar", "", "&Format Toolbar", "Ctrl+Shift+T", true},
    {"view.zoomIn", "", "Zoom &In", "Ctrl++"},
    {"view.zoomOut", "", "Zoom &Out", "Ctrl+-"},
    {"view.zoomReset", "", "&Actual Size", "Ctrl+0"},
    {"view.fullScreen", "", "F&ull Screen", "F11", true},
    {"help.tour", "tour", "&Take the Tour", ""},
    {"help.keys", "keyboard", "&Keyboard Shortcuts", "F1"},
    {"help.feedback", "feedback", "Give &Feedback…", ""},
    {"help.privacy", "privacy", "&Privacy…", ""},
    {"help.about", "", "&About Notes", ""},
};

struct Menu {
  const char* name;
  const char* text;
  QList<const char*> actions;  // "" is a separator; "recent" and "templates" are the menus of others
};

const QList<Menu>& menus() {
  static const QList<Menu> list = {
      {"menu.file",
       "&File",
       {"notes.new", "templates", "recent", "", "file.save", "menu.export", "file.merge", "", "file.preview", "file.print", "", "notes.pin",
        "notes.delete", "", "file.preferences", "file.quit"}},
      {"menu.edit",
       "&Edit",
       {"edit.undo", "edit.redo", "notes.undoDelete", "", "edit.cut", "edit.copy", "edit.paste", "edit.selectAll", "", "edit.find", "edit.search"}},
      {"menu.format",
       "F&ormat",
       {"format.body", "format.heading1", "format.heading2", "format.heading3", "format.quote", "", "format.bold", "format.italic",
        "format.underline", "format.strike", "", "format.bullets", "format.numbers"}},
      {"menu.insert",
       "&Insert",
       {"editor.table", "editor.link", "", "table.rowAbove", "table.rowBelow", "table.columnBefore", "table.columnAfter", "", "table.removeRow",
        "table.removeColumn", "table.remove"}},
      {"menu.view", "&View", {"view.home", "view.list", "view.toolbar", "", "view.zoomIn", "view.zoomOut", "view.zoomReset", "", "view.fullScreen"}},
      {"menu.help", "&Help", {"help.tour", "help.history", "help.keys", "", "help.feedback", "help.privacy", "", "help.about"}},
  };
  return list;
}

}  // namespace

Commands::Commands(QObject* parent) {
  for (const Entry& entry : entries) {
    auto* const action = new QAction(icon(entry.icon), words(entry.text), parent);
    action->setObjectName(entry.name);
    action->setCheckable(entry.checkable);
    if (*entry.keys != 0) action->setShortcut(QKeySequence(entry.keys));
    const QString plain = withoutMnemonic(action->text());
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? plain : QString("%1 (%2)").arg(plain, keys));
    actions_.append(action);
    byName_.insert(entry.name, action);
  }
  byName_["file.quit"]->setMenuRole(QAction::QuitRole);
  byName_["file.preferences"]->setMenuRole(QAction::PreferencesRole);
  byName_["help.about"]->setMenuRole(QAction::AboutRole);
}

QAction* Commands::operator[](const char* name) const {
  QAction* const action = byName_.value(name);
  Q_ASSERT_X(action != nullptr, "Commands", name);
  return action;
}

void Commands::adopt(const char* name, QAction* action) {
  if (action == nullptr) return;
  if (action->objectName().isEmpty()) action->setObjectName(name);
  byName_.insert(name, action);
}

void Commands::fill(QMenuBar* bar, QMenu* recent, QMenu* templates) const {
  for (const Menu& menu : menus()) {
    QMenu* const made = bar->addMenu(words(menu.text));
    made->setObjectName(menu.name);
    made->menuAction()->setObjectName(menu.name);
    made->setToolTipsVisible(false);
    for (const char* name : menu.actions) {
      if (*name == 0) made->addSeparator()->setObjectName(QString("%1.line%2").arg(menu.name).arg(made->actions().size()));
      else if (qstrcmp(name, "recent") == 0) made->addMenu(recent);
      else if (qstrcmp(name, "templates") == 0) made->addMenu(templates);
      else if (byName_.contains(name)) made->addAction(byName_.value(name));
    }
  }
}

}  // namespace notes
