#include "look/text_block.h"

#include <QEvent>
#include <QLabel>
#include <QScrollBar>
#include <QTextDocument>
#include <algorithm>

namespace docent::qt {

namespace {

constexpr qsizetype longestRun = 24;  // characters without a place to break that stay together
constexpr qsizetype piece = 8;        // of a longer run, so that it fits into the narrowest block

bool isBreak(QChar c) { return c.isSpace() || c.isSurrogate() || c.unicode() >= 0x2e80; }  // Chinese breaks anywhere by itself

// Zero-width spaces into long runs: QLabel breaks at spaces only.
QString breakable(const QString& text) {
  QString out;
  out.reserve(text.size());
  for (qsizetype from = 0; from < text.size();) {
    const auto end = static_cast<qsizetype>(std::find_if(text.begin() + from, text.end(), isBreak) - text.begin());
    const bool isLong = end - from > longestRun;
    for (qsizetype i = from; i < end; i++) {
      out += text[i];
      if (isLong && (i - from) % piece == piece - 1) out += QChar(0x200b);
    }
    if (end < text.size()) out += text[end];
    from = end + 1;
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
