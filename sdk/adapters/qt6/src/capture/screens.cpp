#include "capture/screens.h"

#include <docent/qt/element_name.h>

#include <QApplication>
#include <QFileDialog>
#include <QStackedWidget>
#include <QWizardPage>
#include <algorithm>

#include "capture/own_name.h"

namespace docent::qt {
namespace {

// Windows that come to the front: no menus, tips, splash screens, or palettes of tools.
bool isScreenWindow(const QWidget* widget) {
  const Qt::WindowType type = widget->windowType();
  return widget->isWindow() && (type == Qt::Window || type == Qt::Dialog || type == Qt::Sheet) &&
         !widget->testAttribute(Qt::WA_ShowWithoutActivating) && !isIgnored(widget);
}

bool isPage(const QWidget* widget) {
  if (qobject_cast<const QFileDialog*>(widget->window()) != nullptr) return false;  // its pages are Qt's own
  return qobject_cast<const QStackedWidget*>(widget->parentWidget()) != nullptr || qobject_cast<const QWizardPage*>(widget) != nullptr;
}

}  // namespace

void Screens::begin() {
  told_.clear();
  const QWidgetList windows = QApplication::topLevelWidgets();
  for (QWidget* window : windows) {
    if (!window->isVisible() || !isScreenWindow(window)) continue;
    frontOf(window);
    const QList<QStackedWidget*> stacks = window->findChildren<QStackedWidget*>();
    for (QStackedWidget* stack : stacks) {  // children after their parents
      if (stack->isVisible() && stack->currentWidget() != nullptr) pageShown(stack->currentWidget());
    }
  }
  if (QWidget* const active = QApplication::activeWindow()) activated(active);
}

void Screens::shown(QWidget* widget) {
  if (widget->isWindow()) activated(widget);
  else if (isPage(widget)) pageShown(widget);
}

void Screens::activated(QWidget* window) {
  if (!isScreenWindow(window)) return;
  frontOf(window);
  const auto found = std::find_if(fronts_.begin(), fronts_.end(), [&](const Front& front) { return front.window == window; });
  std::rotate(found, found + 1, fronts_.end());
  tell();
}

void Screens::hidden(const QWidget* widget) {
  if (!widget->isWindow()) return;
  const auto gone = [&](const Front& front) { return front.window == nullptr || front.window == widget; };
  const bool wasInFront = !fronts_.empty() && gone(fronts_.back());
  fronts_.erase(std::remove_if(fronts_.begin(), fronts_.end(), gone), fronts_.end());
  if (wasInFront) tell();
}

Screens::Front& Screens::frontOf(QWidget* window) {
  const auto found = std::find_if(fronts_.begin(), fronts_.end(), [&](const Front& front) { return front.window == window; });
  if (found != fronts_.end()) return *found;
  fronts_.push_back({window, nullptr});
  return fronts_.back();
}

void Screens::pageShown(QWidget* page) {
  if (ownName(page).isEmpty() || isIgnored(page)) return;
  QWidget* const window = page->window();
  if (!isScreenWindow(window)) return;
  const auto known = std::find_if(fronts_.begin(), fronts_.end(), [&](const Front& front) { return front.window == window; });
  if (known == fronts_.end()) {  // the pages of a window are shown before it: it is not in front yet
    fronts_.insert(fronts_.begin(), {window, page});
    return;
  }
  // When a page comes up with pages in it, the inner ones were told first, and they are what the user sees.
  if (known->page != nullptr && known->page->isVisible() && page->isAncestorOf(known->page)) return;
  known->page = page;
  if (&*known == &fronts_.back()) tell();
}

void Screens::tell() {
  if (fronts_.empty() || !recorder_.isOn()) return;
  const Front& front = fronts_.back();
  const QWidget* const screen = front.page != nullptr && front.page->isVisible() ? front.page.data() : front.window.data();
  const QString name = screen == nullptr ? QString() : ownName(screen);
  if (name.isEmpty() || name == told_) return;
  told_ = name;
  recorder_.screen(name);
}

}  // namespace docent::qt
