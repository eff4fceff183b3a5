#include "cards/scale_question.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <algorithm>

#include "cards/survey_words.h"
#include "look/theme.h"

namespace docent::qt {

namespace {

constexpr int mostDegrees = 11;
constexpr int typingPauseMs = 500;
constexpr int widestNumber = 78;
constexpr int widestPicture = 56;
constexpr int ring = 3;  // what a button leaves around its shape

// The range of a type whose own is missing or upside down.
std::pair<int, int> rangeOf(const QuestionContent& question) {
  if (question.lowest < question.highest) return {question.lowest, std::min(question.highest, question.lowest + mostDegrees - 1)};
  if (question.type == "nps") return {0, 10};
  return {1, question.type == "ces" ? 7 : 5};
}

ScaleButton::Look lookOf(const QString& scale) {
  if (scale == "star") return ScaleButton::Look::star;
  return scale == "smiley" ? ScaleButton::Look::smiley : ScaleButton::Look::number;
}

}  // namespace

ScaleQuestion::ScaleQuestion(const QuestionContent& question, QWidget* parent)
    : QuestionWidget(question, parent), look_(lookOf(question.scale)), lower_(question.lowerLabel), upper_(question.upperLabel) {
  lower_.setMaximumLines(3);
  upper_.setMaximumLines(3);
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  const auto [lowest, highest] = rangeOf(question);
  addButtons(question, lowest, highest);
  connect(&group_, &RadioGroup::changed, this, [this] {
    lightUp(group_.chosen());
    emit answerChanged();
  });
}

QByteArray ScaleQuestion::answer() const {
  const int chosen = group_.chosen();
  return chosen < 0 ? QByteArray() : QByteArray::number(buttons_[chosen]->value());
}

void ScaleQuestion::setAnswer(const QByteArray& json) {
  const QJsonValue value = fromJson(json);
  for (ScaleButton* button : buttons_) {
    if (value.isDouble() && value.toDouble() == button->value()) button->setChecked(true);
  }
}

int ScaleQuestion::heightForWidth(int width) const {
  const int half = labelWidth(gridFor(width));
  const QFont small = scaledFont(font(), 0.92);
  const int labels = std::max(lower_.isEmpty() ? 0 : lower_.height(small, half), upper_.isEmpty() ? 0 : upper_.height(small, half));
  return gridFor(width).height() + (labels > 0 ? labels + gap / 2 : 0);
}

QSize ScaleQuestion::sizeHint() const {
  const int width = static_cast<int>(buttons_.size()) * buttons_.last()->sizeHint().width();
  return {width, heightForWidth(width)};
}

QSize ScaleQuestion::minimumSizeHint() const { return buttons_.last()->sizeHint(); }

bool ScaleQuestion::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Enter) lightUp(static_cast<int>(buttons_.indexOf(static_cast<ScaleButton*>(watched))));
  if (event->type() == QEvent::Leave) lightUp(group_.chosen());
  return false;
}

void ScaleQuestion::keyPressEvent(QKeyEvent* event) {
  const QString text = event->text();
  const int digit = text.size() == 1 ? text[0].digitValue() : -1;
  if (digit < 0) return QWidget::keyPressEvent(event);
  const bool goesOn = sinceDigit_.isValid() && sinceDigit_.elapsed() < typingPauseMs;
  const int both = typed_ * 10 + digit;
  if (!goesOn || !chooseValue(both)) chooseValue(digit);
  typed_ = digit;
  sinceDigit_.start();
}

void ScaleQuestion::resizeEvent(QResizeEvent*) { place(); }

void ScaleQuestion::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange && event->type() != QEvent::LayoutDirectionChange) return;
  updateGeometry();
  place();
}

void ScaleQuestion::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(scaledFont(font(), 0.92));
  const Grid grid = gridFor(width());
  const int top = grid.height() + gap / 2;
  // From the outer edge of the first shape to that of the last.
  const int edge = edgeOf(grid);
  const int end = qRound(grid.columns * grid.buttonWidth) - edge;
  const int half = labelWidth(grid);
  const QRect lower(edge, top, half, height() - top);
  const QRect upper(end - half, top, half, height() - top);
  const QColor muted = Theme::of(this).muted;
  lower_.paint(painter, QStyle::visualRect(layoutDirection(), rect(), lower), muted, layoutDirection(), Qt::AlignLeading);
  upper_.paint(painter, QStyle::visualRect(layoutDirection(), rect(), upper), muted, layoutDirection(), Qt::AlignTrailing);
}

int ScaleQuestion::Grid::height() const { return rows * buttonHeight; }

ScaleQuestion::Grid ScaleQuestion::gridFor(int width) const {
  const int count = static_cast<int>(buttons_.size());
  const QSize least = buttons_.last()->sizeHint();
  const int fitting = std::max(1, width / least.width());
  const int rows = (count + fitting - 1) / fitting;
  const int columns = (count + rows - 1) / rows;
  const int widest = look_ == ScaleButton::Look::number ? widestNumber : widestPicture;
  return {columns, rows, least.height(), std::min(double(width) / columns, double(widest))};
}

int ScaleQuestion::edgeOf(const Grid& grid) const {
  return look_ == ScaleButton::Look::number ? ring : qRound(std::max(0.0, grid.buttonWidth - grid.buttonHeight) / 2) + ring + 2;
}

int ScaleQuestion::labelWidth(const Grid& grid) const { return qRound(grid.columns * grid.buttonWidth / 2) - edgeOf(grid) - gap / 2; }

void ScaleQuestion::addButtons(const QuestionContent& question, int lowest, int highest) {
  const QString top = locale().toString(highest);
  for (int value = lowest; value <= highest; value++) {
    auto* const button = new ScaleButton(look_, value, double(value - lowest) / (highest - lowest), this);
    QString name = say(survey_words::degree, locale()).arg(locale().toString(value), top);
    const QString label = value == lowest ? question.lowerLabel : value == highest ? question.upperLabel : QString();
    if (!label.isEmpty()) name = say(survey_words::degreeAtEnd, locale()).arg(name, label);
    button->setAccessibleName(name);
    button->installEventFilter(this);
    group_.add(button);
    buttons_.push_back(button);
  }
}

void ScaleQuestion::place() {
  const Grid grid = gridFor(width());
  for (int i = 0; i < buttons_.size(); i++) {
    const int column = i % grid.columns;
    const int left = qRound(column * grid.buttonWidth);
    const QRect cell(left, i / grid.columns * grid.buttonHeight, qRound((column + 1) * grid.buttonWidth) - left, grid.buttonHeight);
    buttons_[i]->setGeometry(QStyle::visualRect(layoutDirection(), rect(), cell));
  }
}

void ScaleQuestion::lightUp(int highest) {
  for (int i = 0; i < buttons_.size(); i++) buttons_[i]->setLit(i <= highest);
}

bool ScaleQuestion::chooseValue(int value) {
  const auto found = std::find_if(buttons_.begin(), buttons_.end(), [value](const ScaleButton* b) { return b->value() == value; });
  if (found == buttons_.end()) return false;
  group_.choose(static_cast<int>(found - buttons_.begin()));
  return true;
}

}  // namespace docent::qt
