#include "capture/responses.h"

#include <docent/qt/element_name.h>

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QDialog>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QTabBar>
#include <QTreeView>

namespace docent::qt {
namespace {

constexpr int caretPx = 16;           // Qt repaints a little more than the caret
constexpr int defaultButtonMs = 200;  // a dialog's default button follows the focus, and both paint themselves

// The area is the ground below a child, which paints itself after it.
bool isGroundOf(const QWidget* widget, const QRect& area) {
  const QWidget* child = widget->childAt(area.center());
  while (child != nullptr && child->parentWidget() != widget) child = child->parentWidget();
  return child != nullptr && child->geometry().contains(area);
}

bool isPartOf(const QWidget* widget, const QWidget* whole) { return whole != nullptr && (widget == whole || whole->isAncestorOf(widget)); }

}  // namespace

void Responses::remember(const Element& element, const QPoint& place) {
  tab_ = -1;
  index_ = QModelIndex();
  selection_.clear();
  if (const auto* const tabs = qobject_cast<QTabBar*>(element.field)) tab_ = tabs->currentIndex();
  const auto* const view = qobject_cast<QAbstractItemView*>(element.field);
  if (view == nullptr || view->selectionModel() == nullptr) return;
  selection_ = view->selectionModel()->selection();
  index_ = view->indexAt(place);
  checked_ = index_.data(Qt::CheckStateRole);
  const auto* const tree = qobject_cast<const QTreeView*>(view);
  expanded_ = tree != nullptr && tree->isExpanded(index_);
}

void Responses::focusChanged(QWidget* old, QWidget* now) {
  lostFocus_ = old;
  sinceFocus_.start();
  if (now == nullptr || !recorder_.isClickWaiting() || isPartOf(now, recorder_.waitingElement()) || isIgnored(now)) return;
  recorder_.record(Kind::focus, elementOf(now));
}

void Responses::painted(QWidget* widget, const QPaintEvent& event) {
  if (!recorder_.isClickWaiting()) {
    if (widget == lostFocus_) lostFocus_.clear();
    return;
  }
  for (const QRect& area : event.region()) {
    if (isGroundOf(widget, area) || isExcused(widget, area)) continue;
    QWidget* const clicked = recorder_.waitingElement();
    return recorder_.record(Kind::repaint, elementOf(isPartOf(widget, clicked) ? clicked : widget));
  }
}

void Responses::window(const QWidget* widget, Kind kind) {
  if (!recorder_.isClickWaiting() || !widget->isWindow() || widget->windowType() != Qt::Popup || isIgnored(widget)) return;
  const bool menu = qobject_cast<const QMenu*>(widget) != nullptr;
  recorder_.record(kind, elementName(menu || widget->parentWidget() == nullptr ? widget : widget->parentWidget()), menu ? "menu" : "list");
}

bool Responses::isExcused(QWidget* widget, const QRect& area) {
  const QWidget* const clicked = recorder_.waitingElement();
  if (isPartOf(widget, clicked)) return !isAnswer(clicked);
  if (lostFocus_ != nullptr && (widget == lostFocus_ || widget->parentWidget() == lostFocus_)) {
    const auto* const scroll = qobject_cast<const QAbstractScrollArea*>(lostFocus_.data());
    if (scroll == nullptr || widget == scroll->viewport()) lostFocus_.clear();  // the frame is painted before what is in it
    return true;
  }
  if (const QWidget* const focus = QApplication::focusWidget(); focus != nullptr && isPartOf(widget, focus) && takesText(focus)) {
    return area.width() <= caretPx;
  }
  const auto* const button = qobject_cast<const QPushButton*>(widget);
  if (button != nullptr && button->autoDefault() && sinceFocus_.isValid() && sinceFocus_.elapsed() < defaultButtonMs) return true;
  if (qobject_cast<const QProgressBar*>(widget) != nullptr || widget == left_) return true;
  if (!widget->isWindow() && widget->testAttribute(Qt::WA_Hover) && widget->underMouse()) return true;
  return isIgnored(widget);
}

bool Responses::isAnswer(const QWidget* clicked) const {
  if (const auto* const tabs = qobject_cast<const QTabBar*>(clicked)) return tabs->currentIndex() != tab_;
  const auto* const view = qobject_cast<const QAbstractItemView*>(clicked);
  if (view == nullptr || view->selectionModel() == nullptr) return false;
  if (view->selectionModel()->selection() != selection_) return true;
  if (!index_.isValid()) return false;
  const auto* const tree = qobject_cast<const QTreeView*>(view);
  return (tree != nullptr && tree->isExpanded(index_) != expanded_) || index_.data(Qt::CheckStateRole) != checked_;
}

}  // namespace docent::qt
