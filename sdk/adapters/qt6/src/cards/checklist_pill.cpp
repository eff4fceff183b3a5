#include "cards/checklist_pill.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <algorithm>

#include "cards/checklist_words.h"
#include "cards/marks.h"
#include "look/button.h"

namespace docent::qt {

namespace {
constexpr int ringSize = 18;
constexpr int side = 12;
constexpr int textStart = side + ringSize + gap;
constexpr int widest = cardWidth;
}  // namespace

ChecklistPill::ChecklistPill(QWidget* parent) : QPushButton(parent) {
  setCursor(Qt::PointingHandCursor);
  setAutoDefault(false);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
}

void ChecklistPill::setProgress(const QString& title, int done, int of) {
  const QLocale words = locale();
  title_ = title.simplified();
  counts_ =
      done >= of && of > 0 ? say(checklist_words::allDone, words) : say(checklist_words::counts, words).arg(words.toString(done), words.toString(of));
  share_ = of > 0 ? double(done) / of : 0;
  setAccessibleName(title_.isEmpty() ? counts_ : title_ + ", " + counts_);
  setAccessibleDescription(say(checklist_words::expand, words));
  updateGeometry();
  update();
}

QSize ChecklistPill::sizeHint() const {
  const int text = fontMetrics().horizontalAdvance(line(widest));
  return {std::min(textStart + text + side + gap / 2, widest), std::max(minTarget, fontMetrics().height() + 10) + gap};
}

QSize ChecklistPill::minimumSizeHint() const { return {textStart + fontMetrics().horizontalAdvance(counts_) + side, sizeHint().height()}; }

void ChecklistPill::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (!enter) return QPushButton::keyPressEvent(event);
  if (!event->isAutoRepeat()) click();
}

void ChecklistPill::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF shape = QRectF(rect()).adjusted(1, 1, -1, -1);
  if (underMouse()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.hover);
    painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2);
  }
  const QRect ring = QStyle::visualRect(layoutDirection(), rect(), QRect(side, (height() - ringSize) / 2, ringSize, ringSize));
  if (share_ >= 1) paintDone(painter, ring, theme.accent, theme.onAccent);
  else paintProgressRing(painter, ring, share_, theme.accent, theme.track);
  const QRect text = QStyle::visualRect(layoutDirection(), rect(), QRect(textStart, 0, width() - textStart - side, height()));
  painter.setPen(theme.text);
  painter.drawText(text, static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading)) | Qt::AlignVCenter | Qt::TextSingleLine,
                   line(text.width()));
  if (hasFocus()) paintFocusRing(painter, shape.adjusted(3, 3, -3, -3), shape.height() / 2 - 3, theme.link);
}

QString ChecklistPill::line(int width) const {
  if (title_.isEmpty()) return counts_;
  const QString rest = QStringLiteral(" · ") + counts_;
  const int room = std::min(width, widest - textStart - side - gap / 2) - fontMetrics().horizontalAdvance(rest);
  return fontMetrics().elidedText(title_, Qt::ElideRight, std::max(0, room)) + rest;
}

}  // namespace docent::qt
