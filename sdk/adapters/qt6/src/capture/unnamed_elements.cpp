// capture/unnamed_elements.cpp: the linter of docent/qt/element_name.h: what people use and nobody named. GUI thread; it walks all widgets, so it is
// for developers and tests.
#include <docent/qt/element_name.h>

#include <QAbstractScrollArea>
#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QSet>
#include <QToolButton>
#include <QWidget>

#include "capture/element.h"
#include "capture/own_name.h"

namespace docent::qt {
namespace {

// Stands in the list under its own name, or gets one that stays.
bool isNamedByOthers(const QWidget* widget) {
  if (qobject_cast<const QMenu*>(widget) != nullptr) return true;  // its entries count
  if (const auto* const button = qobject_cast<const QToolButton*>(widget)) return button->defaultAction() != nullptr;
  if (qobject_cast<const QAbstractScrollArea*>(widget->parentWidget()) != nullptr) return true;  // a corner, a header
  return !elementName(widget).section(u'/', -1).contains(u'#');                                  // by its part in a button box
}

bool needsName(QWidget* widget) {
  if (widget->isWindow() || isQtInternal(widget) || isNamedByOthers(widget)) return false;
  const Element element = elementOf(widget);
  if (element.widget != widget) return false;  // a part of another
  return isInteractiveRole(element.role) || element.role == "text" || element.role == "spin" || element.role == "slider";
}

class Linter {
 public:
  void look(QWidget* widget) {
    if (isFlagged(widget, "docentIgnore")) return;
    const QString own = ownName(widget);
    if (own.isEmpty() ? needsName(widget) : isTaken(widget, own)) found_ << elementName(widget);
    const QList<QAction*> actions = widget->actions();
    for (const QAction* action : actions) look(action);
    QSet<QString>* const outer = std::exchange(names_, nullptr);
    QSet<QString> names;
    names_ = &names;
    const QObjectList& children = widget->children();
    for (QObject* child : children) {
      if (child->isWidgetType()) look(static_cast<QWidget*>(child));
    }
    names_ = outer;
  }
  QStringList found() const { return found_; }

 private:
  bool isTaken(const QWidget* widget, const QString& name) {
    if (names_ == nullptr || widget->isWindow()) return false;
    const bool taken = names_->contains(name);
    names_->insert(name);
    return taken;
  }
  void look(const QAction* action) {
    if (action->isSeparator() || action->menu() != nullptr || seen_.contains(action) || isFlagged(action, "docentIgnore")) return;
    seen_.insert(action);
    if (ownName(action).isEmpty() && !isQtInternal(action)) found_ << elementName(action);
  }

  QStringList found_;
  QSet<const QAction*> seen_;
  QSet<QString>* names_ = nullptr;  // of the siblings
};

}  // namespace

QStringList unnamedElements(const QWidget* root) {
  Linter linter;
  if (root != nullptr) {
    linter.look(const_cast<QWidget*>(root));  // only looked at
  } else {
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget* window : windows) {
      if (window->parentWidget() == nullptr && window->windowType() != Qt::Desktop) linter.look(window);
    }
  }
  return linter.found();
}

}  // namespace docent::qt
