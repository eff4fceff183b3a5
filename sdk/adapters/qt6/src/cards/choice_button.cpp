#include "cards/choice_button.h"

#include <QPainter>
#include <QStyle>

#include "cards/marks.h"
#include "look/button.h"

namespace docent::qt {

namespace {

constexpr int ring = 3;  // room around the shape for the focus ring
constexpr int markSize = 18;
constexpr int side = 10;  // from the outline to the mark and the text
constexpr int textStart = ring + side + markSize + gap;
constexpr double corner = 6;

}  // namespace

ChoiceButton::ChoiceButton(const QString& text, QWidget* parent) : QAbstractButton(parent), text_(text) {
  setCheckable(true);
  setAccessibleName(text);
  setCursor(Qt::PointingHandCursor);
  setAttribute(Qt::WA_Hover);
  setFocusPolicy(Qt::StrongFocus);
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

int ChoiceButton::heightForWidth(int width) const {
  const int text = text_.height(font(), width - textStart - side - ring);
  return std::max(text, std::max(markSize, fontMetrics().height())) + 2 * gap + 2 * ring;
}

QSize ChoiceButton::sizeHint() const { return {200, heightForWidth(200)}; }

QSize ChoiceButton::minimumSizeHint() const { return {textStart + 40, minTarget}; }

void ChoiceButton::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF shape = QRectF(rect()).adjusted(ring, ring, -ring, -ring);
  const double width = isChecked() ? 1.5 : 1;
  painter.setPen(QPen(isChecked() ? theme.accent : theme.border, width));
  painter.setBrush(isChecked() ? blended(theme.surface, theme.accent, 0.1) : underMouse() ? theme.hover : theme.surface);
  painter.drawRoundedRect(shape.adjusted(width / 2, width / 2, -width / 2, -width / 2), corner, corner);
  // The mark stands beside the first line.
  const int line = std::max(markSize, fontMetrics().height());
  const QRect mark(ring + side, ring + gap + (line - markSize) / 2, markSize, markSize);
  paintMark(painter, QStyle::visualRect(layoutDirection(), rect(), mark));
  const QRect words(textStart, ring + gap + (line - fontMetrics().height()) / 2, this->width() - textStart - side - ring, height());
  text_.paint(painter, QStyle::visualRect(layoutDirection(), rect(), words), theme.text, layoutDirection());
  if (hasFocus()) paintFocusRing(painter, shape.adjusted(1, 1, -1, -1), corner, theme.link);
}

void ChoiceButton::paintMark(QPainter& painter, const QRectF& box) const {
  const Theme theme = Theme::of(this);
  const QColor outline = theme.highContrast ? theme.text : blended(theme.surface, theme.text, 0.5);
  painter.setPen(isChecked() ? QPen(Qt::NoPen) : QPen(outline, 1.4));
  painter.setBrush(isChecked() ? theme.accent : theme.surface);
  const QRectF shape = isChecked() ? box : box.adjusted(0.7, 0.7, -0.7, -0.7);
  if (!autoExclusive()) {
    painter.drawRoundedRect(shape, 4, 4);
    if (isChecked()) paintTick(painter, box, theme.onAccent);
    return;
  }
  painter.drawEllipse(shape);
  if (!isChecked()) return;
  painter.setBrush(theme.onAccent);
  painter.drawEllipse(box.center(), 3.5, 3.5);
}

}  // namespace docent::qt
