// capture/element_name.cpp: docent/qt/element_name.h: names are made when they are asked for and not cached, so a renamed or moved widget needs no
// care. GUI thread.
#include <docent/qt/element_name.h>

#include <QAbstractButton>
#include <QAction>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMenu>
#include <QMetaEnum>
#include <QToolButton>
#include <QWidget>

#include "capture/own_name.h"

namespace docent::qt {
namespace {

constexpr int maxMenuDepth = 8;

// 1 for the first child of its class.
int placeAmongSiblings(const QWidget* widget) {
  int place = 1;
  const QObjectList& siblings = widget->parentWidget()->children();
  for (const QObject* sibling : siblings) {
    if (sibling == widget) break;
    if (sibling->isWidgetType() && sibling->metaObject() == widget->metaObject()) place++;
  }
  return place;
}

// "Save" for the Save button of a button box, which Qt makes without a name; "" for others. The enumerator, never the text.
QString standardButtonName(const QWidget* widget) {
  const auto* const box = qobject_cast<const QDialogButtonBox*>(widget->parentWidget());
  auto* const button =
      box == nullptr ? nullptr : qobject_cast<QAbstractButton*>(const_cast<QWidget*>(widget));  // Qt asks for it, and keeps it as it is
  if (button == nullptr) return {};
  const auto standard = box->standardButton(button);
  if (standard == QDialogButtonBox::NoButton) return {};
  return QString::fromLatin1(QMetaEnum::fromType<QDialogButtonBox::StandardButtons>().valueToKey(static_cast<int>(standard)));
}

// The name of a widget that has none of its own.
QString placeName(const QWidget* widget) {
  const QString type = QString::fromLatin1(widget->metaObject()->className());
  if (widget->isWindow() || widget->parentWidget() == nullptr) return type;
  if (const auto* const header = qobject_cast<const QHeaderView*>(widget)) {
    return header->orientation() == Qt::Horizontal ? QStringLiteral("horizontalHeader") : QStringLiteral("verticalHeader");
  }
  if (const auto* const button = qobject_cast<const QToolButton*>(widget); button != nullptr && button->defaultAction() != nullptr) {
    const QString action = ownName(button->defaultAction());
    if (!action.isEmpty()) return action;
  }
  const QString standard = standardButtonName(widget);
  return standard.isEmpty() ? type + u'#' + QString::number(placeAmongSiblings(widget)) : standard;
}

// In a path, a dialog without a name stands by its class, so that the buttons of two dialogs differ.
QString ancestorName(const QWidget* widget) {
  QString name = ownName(widget);
  if (name.isEmpty() && qobject_cast<const QDialog*>(widget) != nullptr) name = QString::fromLatin1(widget->metaObject()->className());
  return name;
}

QString nameOf(const QAction* action, int depth);

QString nameOf(const QMenu* menu, int depth) {
  const QString own = ownName(menu);
  if (!own.isEmpty() || depth == maxMenuDepth || menu->menuAction()->associatedObjects().isEmpty()) return own.isEmpty() ? "QMenu" : own;
  return nameOf(menu->menuAction(), depth + 1);
}

QString nameOf(const QAction* action, int depth) {
  const QString own = ownName(action);
  if (!own.isEmpty()) return clippedName(own);
  const QList<QObject*> places = action->associatedObjects();
  for (const QObject* place : places) {
    const auto* const widget = qobject_cast<const QWidget*>(place);
    if (widget == nullptr || qobject_cast<const QToolButton*>(widget) != nullptr) continue;  // its button stands for it, it is not in it
    const auto* const menu = qobject_cast<const QMenu*>(widget);
    const QString position = QString::number(widget->actions().indexOf(const_cast<QAction*>(action)) + 1);
    return clippedName((menu != nullptr ? nameOf(menu, depth) : elementName(widget)) + QStringLiteral("/#") + position);
  }
  return QStringLiteral("QAction");
}

}  // namespace

QString elementName(const QWidget* widget) {
  if (widget == nullptr) return {};
  while (isQtInternal(widget) && !widget->isWindow() && widget->parentWidget() != nullptr && ownName(widget).isEmpty())
    widget = widget->parentWidget();
  const QString own = ownName(widget);
  QString path = clippedName(own.isEmpty() ? placeName(widget) : own);
  qsizetype bytes = utf8Size(path);
  while (!widget->isWindow() && widget->parentWidget() != nullptr) {
    widget = widget->parentWidget();
    const QString name = ancestorName(widget);
    if (name.isEmpty()) continue;
    bytes += utf8Size(name) + 1;
    if (bytes > maxNameBytes) break;
    path.prepend(u'/').prepend(name);
  }
  return path;
}

QString elementName(const QAction* action) { return action == nullptr ? QString() : nameOf(action, 0); }

bool isIgnored(const QWidget* widget) {
  for (; widget != nullptr; widget = widget->parentWidget()) {
    if (isFlagged(widget, "docentIgnore")) return true;
  }
  return false;
}

}  // namespace docent::qt
