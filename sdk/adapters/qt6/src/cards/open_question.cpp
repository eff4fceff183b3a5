#include "cards/open_question.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "cards/answer_field.h"
#include "cards/survey_words.h"
#include "cards/wrapped_text.h"
#include "look/theme.h"

namespace docent::qt {

namespace {
constexpr int defaultChars = 5000;
constexpr int visibleLines = 4;

// Qt paints a placeholder on the left in right-to-left too.
class Editor : public QPlainTextEdit {
 public:
  explicit Editor(const QString& hint) : hint_(hint) { hint_.setMaximumLines(visibleLines); }

 protected:
  void paintEvent(QPaintEvent* event) override {
    QPlainTextEdit::paintEvent(event);
    if (!document()->isEmpty()) return;
    QPainter painter(viewport());
    const int margin = static_cast<int>(document()->documentMargin());
    const QRect room = viewport()->rect().adjusted(margin, margin, -margin, 0);
    hint_.paint(painter, room, palette().color(QPalette::PlaceholderText), layoutDirection());
  }

 private:
  WrappedText hint_;
};

}  // namespace

OpenQuestion::OpenQuestion(const QuestionContent& question, QWidget* parent)
    : QuestionWidget(question, parent), limit_(question.maxChars > 0 ? question.maxChars : defaultChars), editor_(new Editor(question.placeholder)) {
  auto* const box = new QVBoxLayout(this);
  box->setContentsMargins(0, 0, 0, 0);
  box->setSpacing(0);
  editor_->setFrameShape(QFrame::NoFrame);
  editor_->setTabChangesFocus(true);
  editor_->document()->setDocumentMargin(2);
  editor_->setAccessibleDescription(question.placeholder);
  editor_->setAccessibleName(say(survey_words::yourAnswer, locale()));
  editor_->installEventFilter(this);
  limitText(editor_, limit_);
  box->addWidget(new AnswerField(editor_, this));
  counter_ = new QLabel;
  counter_->setAlignment(Qt::AlignTrailing);
  counter_->setContentsMargins(gap / 2, 0, gap / 2, 0);
  box->addWidget(counter_);
  connect(editor_, &QPlainTextEdit::textChanged, this, [this] {
    count();
    align();
    emit answerChanged();
  });
  restyle();
  count();
  align();
}

QByteArray OpenQuestion::answer() const {
  const QString text = editor_->toPlainText().trimmed();
  return text.isEmpty() ? QByteArray() : toJson(text);
}

void OpenQuestion::setAnswer(const QByteArray& json) {
  const QJsonValue value = fromJson(json);
  if (!value.isString()) return;
  editor_->setPlainText(value.toString());
  editor_->moveCursor(QTextCursor::End);
}

QWidget* OpenQuestion::firstFocus() { return editor_; }

bool OpenQuestion::eventFilter(QObject*, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return false;
  const auto* const key = static_cast<QKeyEvent*>(event);
  const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
  if (!enter || !key->modifiers().testFlag(Qt::ControlModifier)) return false;
  emit submitted();
  return true;
}

void OpenQuestion::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) restyle();
  if (event->type() == QEvent::LayoutDirectionChange) align();
}

void OpenQuestion::count() {
  const QString used = locale().toString(codePoints(editor_->toPlainText()));
  const QString most = locale().toString(limit_);
  counter_->setText(say(survey_words::used, locale()).arg(used, most));
  counter_->setAccessibleName(say(survey_words::usedAloud, locale()).arg(used, most));
}

void OpenQuestion::align() {
  // Qt leaves plain text on the left whatever its language. An empty field begins where the card's language does.
  QTextOption option = editor_->document()->defaultTextOption();
  const Qt::LayoutDirection direction = editor_->document()->isEmpty() ? layoutDirection() : Qt::LayoutDirectionAuto;
  const Qt::Alignment side = isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
  if (option.textDirection() == direction && option.alignment() == side) return;
  option.setTextDirection(direction);
  option.setAlignment(side);
  const QSignalBlocker quiet(editor_);
  editor_->document()->setDefaultTextOption(option);
}

void OpenQuestion::restyle() {
  QPalette colors = counter_->palette();
  colors.setColor(QPalette::WindowText, Theme::of(this).muted);
  counter_->setPalette(colors);
  counter_->setFont(scaledFont(font(), 0.92));
  editor_->setFixedHeight(QFontMetrics(font()).lineSpacing() * visibleLines + 2 * gap / 2);
}

}  // namespace docent::qt
