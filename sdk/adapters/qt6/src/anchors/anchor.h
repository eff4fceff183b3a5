// anchors/anchor.h: a widget of the application, or a part of it, that a campaign points at. A value; GUI thread.
#pragma once

#include <QPointer>
#include <QRect>
#include <QWidget>
#include <functional>

namespace docent::qt {

struct Anchor {
  QPointer<QWidget> widget;
  std::function<QRect()> part;  ///< in the widget's coordinates; none: the whole of it

  explicit operator bool() const { return !widget.isNull(); }
  QWidget* window() const { return widget ? widget->window() : nullptr; }
  /// What of it can be seen now, in its window's coordinates: within all parents, not scrolled out, not minimised. Empty when there is nothing to
  /// see.
  QRect visibleRect() const;
  /// Brings it into view in the scroll areas around it.
  void scrollIntoView() const;
};

}  // namespace docent::qt
