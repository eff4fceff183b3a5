#include "anchors/anchor_watch.h"

#include <QEvent>

namespace docent::qt {

AnchorWatch::AnchorWatch(const Anchor& anchor, QObject* parent) : QObject(parent), anchor_(anchor) {
  watchParents();
  if (anchor_) connect(anchor_.widget, &QObject::destroyed, this, &AnchorWatch::tell);
}

AnchorWatch::~AnchorWatch() {
  for (const QPointer<QWidget>& widget : watched_) {
    if (widget) widget->removeEventFilter(this);
  }
}

void AnchorWatch::watchParents() {
  for (const QPointer<QWidget>& widget : watched_) {
    if (widget) widget->removeEventFilter(this);
  }
  watched_.clear();
  for (QWidget* widget = anchor_.widget; widget != nullptr; widget = widget->isWindow() ? nullptr : widget->parentWidget()) {
    widget->installEventFilter(this);
    watched_.push_back(widget);
  }
}

bool AnchorWatch::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::ParentChange: watchParents(); [[fallthrough]];
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::WindowStateChange:
    case QEvent::LayoutDirectionChange: tell(); break;
    case QEvent::Paint:
      // A part moves without an event of its own: a tab, a cell, an entry.
      if (anchor_.part && watched == anchor_.widget) tell();
      break;
    default: break;
  }
  return false;
}

void AnchorWatch::tell() {
  told_.later(this, [this] { emit changed(); });
}

}  // namespace docent::qt
