// docent/qt/element_name.h: the stable names by which Docent knows the widgets of an application.
//
// A name is the path of object names from the window to the widget, such as "MainWindow/toolbar/bold"; ancestors without an object name, and those
// that Qt makes for itself ("qt_…"), are left out. Nothing in it is what the user sees, types or opens: no text, no title, no file name. A widget
// without an object name is called by its class and its place among its siblings ("QPushButton#2"), which changes when the window does: give names
// to what people use. The dynamic property "docentName" of a widget or action takes the place of its object name, "docentIgnore" = true leaves a
// widget and all in it out of capture.
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
