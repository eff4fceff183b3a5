#include "panels/switch_box.h"

#include <QPainter>
#include <QStyle>
#include <algorithm>

#include "look/button.h"
#include "look/theme.h"

namespace docent::qt {

namespace {
constexpr int trackWidth = 36;
constexpr int trackHeight = 20;
constexpr int room = 3;  // for the focus ring
}  // namespace

SwitchBox::SwitchBox(const QString& text, QWidget* parent) : QCheckBox(text, parent) {
  setFont(scaledFont(font(), 1, true));
  setCursor(Qt::PointingHandCursor);
  setAttribute(Qt::WA_Hover);
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

int SwitchBox::heightForWidth(int width) const { return std::max(textRect(width).height() + 2 * room, minTarget); }

QSize SwitchBox::sizeHint() const { return {fontMetrics().horizontalAdvance(text()) + trackWidth + 2 * gap + 2 * room, minTarget}; }

QSize SwitchBox::minimumSizeHint() const { return {trackWidth + 80, minTarget}; }

void SwitchBox::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRect words = textRect(width()).translated(0, (height() - textRect(width()).height()) / 2);
  const QRect ends(width() - trackWidth - room, (height() - trackHeight) / 2, trackWidth, trackHeight);
  const QRectF track = QRectF(QStyle::visualRect(layoutDirection(), rect(), ends)).adjusted(0.5, 0.5, -0.5, -0.5);
  const QColor off = theme.highContrast ? theme.surface : blended(theme.surface, theme.text, underMouse() ? 0.55 : 0.48);
  const QColor fill = !isEnabled() ? theme.track : isChecked() ? theme.accent : off;
  painter.setPen(theme.highContrast ? QPen(theme.text, 1) : QPen(Qt::NoPen));
  painter.setBrush(fill);
  painter.drawRoundedRect(track, track.height() / 2, track.height() / 2);
  const bool atEnd = isChecked() != (layoutDirection() == Qt::RightToLeft);
  const double knob = track.height() - 6;
  const double x = atEnd ? track.right() - knob - 3 : track.left() + 3;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.highContrast && !isChecked() ? theme.text : isChecked() ? theme.onAccent : theme.surface);
  painter.drawEllipse(QRectF(x, track.top() + 3, knob, knob));
  painter.setFont(font());
  painter.setPen(isEnabled() ? theme.text : theme.muted);
  const int flags = Qt::TextWordWrap | Qt::TextShowMnemonic;
  painter.drawText(QStyle::visualRect(layoutDirection(), rect(), words),
                   static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | flags, text());
  if (hasFocus()) paintFocusRing(painter, track, track.height() / 2, theme.link);
}

bool SwitchBox::hitButton(const QPoint& position) const { return rect().contains(position); }

QRect SwitchBox::textRect(int width) const {
  const int space = std::max(20, width - trackWidth - 2 * gap - room);
  return {0, 0, space, fontMetrics().boundingRect(QRect(0, 0, space, 10000), Qt::TextWordWrap, text()).height()};
}

}  // namespace docent::qt
