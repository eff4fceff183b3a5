#include "anchors/anchor_lookup.h"

#include <docent/qt/element_name.h>

#include <QAction>
#include <QApplication>
#include <QMenuBar>
#include <QToolBar>
#include <algorithm>

#include "capture/own_name.h"

namespace docent::qt {

namespace {

bool named(const QObject* object, const QString& name) { return object->objectName() == name || object->property("docentName").toString() == name; }

// Whether the parents of `object` have the names before the last one of `path`, nearest last.
bool hasParents(const QObject* object, const QStringList& path) {
  qsizetype wanted = path.size() - 2;
  for (const QObject* parent = object->parent(); parent != nullptr && wanted >= 0; parent = parent->parent()) {
    if (named(parent, path[wanted])) wanted--;
  }
  return wanted < 0;
}

// Object names may have a slash of their own, so the whole name is tried as one as well.
bool matches(const QObject* object, const QString& name, const QStringList& path) {
  return named(object, name) || (path.size() > 1 && named(object, path.last()) && hasParents(object, path));
}

QWidgetList windowsInOrder() {
  QWidgetList windows = QApplication::topLevelWidgets();
  const QWidget* const active = QApplication::activeModalWidget() != nullptr ? QApplication::activeModalWidget() : QApplication::activeWindow();
  std::stable_sort(windows.begin(), windows.end(), [&](const QWidget* a, const QWidget* b) {
    const auto rank = [&](const QWidget* w) { return w == active ? 0 : w->isVisible() ? 1 : 2; };
    return rank(a) < rank(b);
  });
  return windows;
}

// Where `action` can be seen: a toolbar's button, else an entry of a menu bar.
Anchor placeOf(QAction* action) {
  const QList<QObject*> objects = action->associatedObjects();
  for (QObject* const object : objects) {
    auto* const bar = qobject_cast<QToolBar*>(object);
    QWidget* const button = bar != nullptr && bar->isVisible() ? bar->widgetForAction(action) : nullptr;
    if (button != nullptr && button->isVisible()) return {button, {}};
  }
  for (QObject* const object : objects) {
    auto* const menus = qobject_cast<QMenuBar*>(object);
    if (menus == nullptr) continue;
    const QPointer<QAction> entry = action;
    const QPointer<QMenuBar> bar = menus;
    return {menus, [entry, bar] { return entry && bar ? bar->actionGeometry(entry) : QRect(); }};
  }
  return {};
}

Anchor findAction(const QWidget* window, const QString& name, const QStringList& path) {
  const QList<QAction*> actions = window->findChildren<QAction*>();
  for (QAction* const action : actions) {
    const bool isMenu = action->menu() != nullptr && matches(action->menu(), name, path);
    if (!isMenu && !matches(action, name, path)) continue;
    const Anchor anchor = placeOf(action);
    if (anchor) return anchor;
  }
  return {};
}

}  // namespace

void AnchorLookup::set(const QString& name, QWidget* widget, std::function<QRect()> part) {
  if (widget == nullptr) registered_.remove(name);
  else registered_.insert(name, {widget, std::move(part)});
}

Anchor AnchorLookup::find(const QString& name) const {
  if (name.isEmpty()) return {};
  Anchor hidden = registered_.value(name);
  if (hidden && !hidden.visibleRect().isEmpty()) return hidden;
  const QStringList path = name.split('/', Qt::SkipEmptyParts);
  const QWidgetList windows = windowsInOrder();
  for (QWidget* const window : windows) {
    if (isIgnored(window)) continue;
    QList<QWidget*> widgets = window->findChildren<QWidget*>();
    widgets.prepend(window);
    for (QWidget* const widget : widgets) {
      // A menu is seen at its entry in the bar, not where it pops up.
      if (!matches(widget, name, path) || widget->inherits("QMenu") || isIgnored(widget)) continue;
      const Anchor anchor{widget, {}};
      if (!anchor.visibleRect().isEmpty()) return anchor;
      if (!hidden) hidden = anchor;
    }
    const Anchor action = findAction(window, name, path);
    if (action && !action.visibleRect().isEmpty()) return action;
    if (!hidden) hidden = action;
  }
  return hidden;
}

}  // namespace docent::qt
