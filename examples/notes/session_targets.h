// session_targets.h: finds what a line of a session means among the widgets on the screen. Looks only, changes nothing but the place of scroll bars.
// GUI thread.
#pragma once

#include <QModelIndex>
#include <QString>

class QAbstractItemView;
class QAction;
class QMenu;
class QMenuBar;
class QPoint;
class QWidget;
class QWindow;

namespace notes {

/// The visible widget of this object name in the topmost window that has one.
QWidget* visibleWidget(const QString& name);
/// The visible, enabled button with this text, object name or accessible name, in what is shown last.
QWidget* visibleButton(const QString& name);
/// The button in `question` for the degree or choice `value`; the field for words.
QWidget* answerButton(QWidget* question, const QString& value);
QWidget* textField(QWidget* question);
/// What a label, field or text shows.
QString shownText(const QWidget* widget);

QAction* actionNamed(const QString& name);
/// The button of a toolbar that stands for the action and can be seen.
QWidget* buttonOf(QAction* action);
QMenu* openMenuWith(QAction* action);
QMenuBar* menuBarWith(QAction* action);
/// The action whose menu has `action`.
QAction* actionThatOpens(QAction* action);

QModelIndex entryOf(QAbstractItemView* view, const QString& value);
/// Where clicks on the contents of a scroll area go; null for other widgets.
QWidget* viewportOf(QWidget* widget);
void scrollTo(QWidget* widget);
/// The widget that lies over this place of `widget`, or the dialog that blocks its window; null: a click arrives.
QWidget* coverOf(QWidget* widget, const QPoint& position);
/// The window that gets the keys.
QWindow* keyWindow();

}  // namespace notes
