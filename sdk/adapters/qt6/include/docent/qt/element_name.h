// docent/qt/element_name.h: the stable names by which Docent knows the widgets of an application.
//
// A name is the path of object names from the window to the widget, such as "MainWindow/toolbar/bold"; ancestors without an object name, and those
// that Qt makes for itself ("qt_…"), are left out. Nothing in it is what the user sees, types or opens: no text, no title, no file name. A widget
// without an object name is called by its class and its place among its siblings of that class ("QPushButton#2"), which changes when the window does:
// give names to what people use. Without one, a window is called by its class ("QMessageBox"), a dialog in a path too, a button of a button box by
// its part in it ("QMessageBox/Save"), and a button of a toolbar as its action.
//
// Dynamic properties of a widget, and the first two also of an action, say more:
//   docentName    takes the place of the object name
//   docentIgnore  true: the widget and all in it are left out of capture
//   docentRole    what it is to the user, for widgets of your own: a role of docs/signals.md, such as "button"
//   docentForm    true: the widget is a form, as a dialog is; it opens when shown and closes when hidden
//   docentCommit  true: this button accepts its form, as those of a button box that accept or apply do
// Threads: the GUI thread only.
#ifndef DOCENT_QT_ELEMENT_NAME_H
#define DOCENT_QT_ELEMENT_NAME_H

#include <docent/qt/export.h>

#include <QtCore/QStringList>

class QAction;
class QWidget;

namespace docent::qt {

/// The path of `widget`, at most 128 bytes of UTF-8 (what is too long loses whole segments at its beginning); "" for null.
DOCENT_QT_API QString elementName(const QWidget* widget);
/// The name of `action`: its object name, else the menu or toolbar that has it and its place there ("menuFile/#3"), never its text. "" for null.
DOCENT_QT_API QString elementName(const QAction* action);
/// True when `widget` or one of its parents has the property "docentIgnore".
DOCENT_QT_API bool isIgnored(const QWidget* widget);

/// The linter: names of the interactive widgets and the actions below `root` (null: all windows) that have no object name, so that reports and
/// anchors could lose them; two siblings of the same name are listed too.
DOCENT_QT_API QStringList unnamedElements(const QWidget* root = nullptr);

}  // namespace docent::qt

#endif
