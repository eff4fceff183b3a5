#include "cards/scroll_body.h"

#include <QApplication>
#include <QLayout>
#include <algorithm>

#include "look/theme.h"

namespace docent::qt {

namespace {
constexpr int leastHeight = 6 * gap;
}

ScrollBody::ScrollBody(QWidget* content, QWidget* card) : QScrollArea(card) {
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
  setWidget(content);
  viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) { show(now); });
}

int ScrollBody::wholeHeight(const QWidget& card, int width) const {
  const QLayout* const outer = card.layout();
  const QMargins margins = outer->contentsMargins();
  const int around = outer->hasHeightForWidth() ? outer->totalHeightForWidth(width) : outer->totalSizeHint().height();
  const int within = width - margins.left() - margins.right();
  const QLayout* const inner = widget()->layout();
  const int content = inner->hasHeightForWidth() ? inner->totalHeightForWidth(within) : inner->totalSizeHint().height();
  return around + std::max(0, content - leastHeight);
}

QSize ScrollBody::sizeHint() const { return {leastHeight, leastHeight}; }

bool ScrollBody::viewportEvent(QEvent* event) {
  // The content wants another height, so the card does.
  if (event->type() == QEvent::LayoutRequest) updateGeometry();
  return QScrollArea::viewportEvent(event);
}

void ScrollBody::show(const QWidget* focused) {
  if (focused != nullptr && widget()->isAncestorOf(focused)) ensureWidgetVisible(const_cast<QWidget*>(focused), 0, gap);
}

}  // namespace docent::qt
