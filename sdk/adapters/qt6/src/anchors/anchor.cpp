#include "anchors/anchor.h"

#include <QScrollArea>

namespace docent::qt {

QRect Anchor::visibleRect() const {
  if (!widget || !widget->isVisible() || widget->window()->isMinimized()) return {};
  QRect rect = part ? part().intersected(widget->rect()) : widget->rect();
  // Widget by widget upwards, each one clips.
  QWidget* at = widget;
  while (!at->isWindow() && !rect.isEmpty()) {
    rect.translate(at->pos());
    at = at->parentWidget();
    rect = rect.intersected(at->rect());
  }
  return rect;
}

void Anchor::scrollIntoView() const {
  if (!widget) return;
  QWidget* inner = widget;
  for (QWidget* outer = widget->parentWidget(); outer != nullptr; outer = outer->parentWidget()) {
    if (auto* const area = qobject_cast<QScrollArea*>(outer)) {
      area->ensureWidgetVisible(inner, 24, 24);
      inner = area;
    }
    if (outer->isWindow()) return;
  }
}

}  // namespace docent::qt
