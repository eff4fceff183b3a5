#include "cards/answer_field.h"

#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QVBoxLayout>
#include <algorithm>

#include "look/button.h"

namespace docent::qt {

namespace {
constexpr int ring = 3;  // room around the frame for the focus ring
constexpr double corner = 6;
}  // namespace

AnswerField::AnswerField(QWidget* editor, QWidget* parent) : QWidget(parent), editor_(editor) {
  auto* const box = new QVBoxLayout(this);
  box->setContentsMargins(ring + 6, ring + 5, ring + 6, ring + 5);
  box->addWidget(editor);
  editor->installEventFilter(this);
  setFocusProxy(editor);
  dress();
}

void AnswerField::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) dress();
}

void AnswerField::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(parentWidget());
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF shape = QRectF(rect()).adjusted(ring, ring, -ring, -ring);
  painter.setPen(QPen(theme.highContrast ? theme.text : blended(theme.surface, theme.text, 0.5), 1));
  painter.setBrush(theme.surface);
  painter.drawRoundedRect(shape.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
  if (editor_->hasFocus()) paintFocusRing(painter, shape.adjusted(1, 1, -1, -1), corner, theme.link);
}

bool AnswerField::eventFilter(QObject*, QEvent* event) {
  if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
  return false;
}

void AnswerField::dress() {
  const Theme theme = Theme::of(parentWidget());
  QPalette colors = editor_->palette();
  colors.setColor(QPalette::Base, theme.surface);
  colors.setColor(QPalette::Text, theme.text);
  colors.setColor(QPalette::PlaceholderText, theme.muted);
  if (colors != editor_->palette()) editor_->setPalette(colors);
}

int codePoints(const QString& text) {
  return static_cast<int>(text.size() - std::count_if(text.begin(), text.end(), [](QChar c) { return c.isLowSurrogate(); }));
}

std::pair<int, int> surplus(const QString& text, int cursor, int most) {
  int tooMany = codePoints(text) - most;
  if (tooMany <= 0) return {0, 0};
  const int end = codePoints(text.left(cursor)) >= tooMany ? cursor : static_cast<int>(text.size());
  int start = end;
  while (tooMany > 0) {
    start--;
    if (!text[start].isLowSurrogate()) tooMany--;
  }
  return {start, end - start};
}

void limitText(QLineEdit* editor, int most) {
  QObject::connect(editor, &QLineEdit::textChanged, editor, [editor, most](const QString& text) {
    const auto [start, length] = surplus(text, editor->cursorPosition(), most);
    if (length == 0) return;
    editor->setText(QString(text).remove(start, length));
    editor->setCursorPosition(start);
  });
}

void limitText(QPlainTextEdit* editor, int most) {
  QObject::connect(editor, &QPlainTextEdit::textChanged, editor, [editor, most] {
    const auto [start, length] = surplus(editor->toPlainText(), editor->textCursor().position(), most);
    if (length == 0) return;
    QTextCursor cursor = editor->textCursor();
    cursor.joinPreviousEditBlock();
    cursor.setPosition(start);
    cursor.setPosition(start + length, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    cursor.endEditBlock();
  });
}

}  // namespace docent::qt
