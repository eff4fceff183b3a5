#include "look/text_block.h"

#include <QEvent>
#include <QLabel>
#include <QScrollBar>
#include <QTextDocument>
#include <algorithm>

namespace docent::qt {

namespace {

constexpr int longestRun = 24;  // characters without a space after which a break is allowed anywhere

// Zero-width spaces into long runs: QLabel breaks at spaces only.
QString breakable(const QString& text) {
  QString out;
  out.reserve(text.size());
  int run = 0;
  for (const QChar c : text) {
    run = c.isSpace() || c.isSurrogate() ? 0 : run + 1;
    out += c;
    if (run > 0 && run % longestRun == 0) out += QChar(0x200b);
  }
  return out;
}

// Pictures would be fetched or read from files; their text stays.
QString withoutPictures(const QString& markdown) { return QString(markdown).replace("![", "["); }

}  // namespace

TextBlock::TextBlock(QWidget* parent) : QScrollArea(parent), label_(new QLabel) {
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);
  viewport()->setAutoFillBackground(false);
  label_->setForegroundRole(QPalette::WindowText);  // within a toolbar it would be that of buttons
  label_->setWordWrap(true);
  label_->setAlignment(Qt::AlignLeading | Qt::AlignTop);
  label_->setTextInteractionFlags(Qt::NoTextInteraction);
  setWidget(label_);
  label_->setAutoFillBackground(false);  // which setWidget() switches on; the card's ground shows through
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  connect(label_, &QLabel::linkActivated, this, &TextBlock::linkActivated);
}

void TextBlock::setText(const QString& text, bool markdown) {
  text_ = text;
  label_->setTextFormat(markdown ? Qt::MarkdownText : Qt::PlainText);
  label_->setTextInteractionFlags(markdown ? Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard : Qt::NoTextInteraction);
  label_->setText(markdown ? withoutPictures(text) : breakable(text));
  label_->setAccessibleName(text);
  setVisible(!text.isEmpty());
  updateGeometry();
}

void TextBlock::setMaximumTextHeight(int height) {
  if (limit_ == height) return;
  limit_ = height;
  updateGeometry();
}

void TextBlock::setColor(const QColor& color, const QColor& link) {
  QPalette palette = label_->palette();
  palette.setColor(QPalette::WindowText, color);
  palette.setColor(QPalette::Text, color);
  palette.setColor(QPalette::Link, link);
  label_->setPalette(palette);
}

int TextBlock::labelHeight(int width) const { return std::max(label_->heightForWidth(width), fontMetrics().height()); }

int TextBlock::heightForWidth(int width) const { return std::min(labelHeight(width), limit_); }

QSize TextBlock::sizeHint() const {
  const int width = label_->sizeHint().width();
  return {width, heightForWidth(width)};
}

QSize TextBlock::minimumSizeHint() const { return {40, fontMetrics().height()}; }

void TextBlock::changeEvent(QEvent* event) {
  QScrollArea::changeEvent(event);
  if (event->type() == QEvent::FontChange) {
    label_->setFont(font());
    updateGeometry();
  }
}

void TextBlock::resizeEvent(QResizeEvent* event) {
  QScrollArea::resizeEvent(event);
  const bool scrolls = labelHeight(width()) > limit_;
  setVerticalScrollBarPolicy(scrolls ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
  setFocusPolicy(scrolls ? Qt::StrongFocus : Qt::NoFocus);
}

}  // namespace docent::qt
