#include "cards/survey_sheet.h"

#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "cards/done_page.h"
#include "cards/notice.h"
#include "cards/question_widget.h"
#include "cards/scroll_body.h"
#include "cards/survey_words.h"
#include "look/button.h"
#include "look/text_block.h"

namespace docent::qt {

namespace {

constexpr int sheetWidth = 420;
constexpr int narrowest = 280;
constexpr int lowest = 180;
constexpr int ring = 3;  // what controls leave around their shapes, so that texts stand in line with them
constexpr int inset = shadowExtent + padding - ring;
constexpr int longestText = 150;

TextBlock* addText(QBoxLayout* box, const char* name) {
  auto* const text = new TextBlock;
  text->setObjectName(name);
  text->setMaximumTextHeight(longestText);
  box->addWidget(text);
  return text;
}

}  // namespace

SurveySheet::SurveySheet(QWidget* parent) : Card(parent) {
  auto* const box = new QVBoxLayout(this);
  box->setContentsMargins(inset, shadowExtent + gap, inset, shadowExtent + padding - ring);
  box->setSpacing(gap);
  auto* const header = new QHBoxLayout;
  progress_ = new QLabel(this);
  progress_->setObjectName("progress");
  progress_->setContentsMargins(ring, 0, ring, 0);
  close_ = new Button(Button::Kind::close, {}, this);
  close_->setObjectName("close");
  header->addWidget(progress_, 1);
  header->addWidget(close_);
  body_ = new ScrollBody(makeBody(), this);
  makeFooter();
  box->addLayout(header);
  box->addWidget(body_, 1);
  box->addWidget(footer_);
  connect(close_, &QAbstractButton::clicked, this, [this] { emit dismissed("close"); });
  connect(thanksPage_, &DonePage::closed, this, &SurveySheet::finished);
  restyle();
}

void SurveySheet::setContent(const Content& next) {
  adopt(next);
  updateWords();
  if (thanked_) return;
  if (path_.isEmpty() || present() == nullptr) {
    path_.clear();
    const bool known = std::any_of(next.questions.begin(), next.questions.end(), [&](const QuestionContent& q) { return q.id == next.step; });
    go(known || next.questions.isEmpty() ? next.step : next.questions.first().id);
  } else if (*present() != shown_) {
    if (question_ != nullptr) drafts_[shown_.id] = question_->answer();
    showQuestion();
  }
  updateButtons();
}

void SurveySheet::ask(const QString& questionId) {
  const auto& all = content().questions;
  const bool known = std::any_of(all.begin(), all.end(), [&](const QuestionContent& q) { return q.id == questionId; });
  if (known) go(questionId);
  else thank();
}

void SurveySheet::refuse(const QString& sentence) {
  waiting_ = false;
  notice_->setText(sentence);
  body_->widget()->layout()->activate();
  body_->ensureWidgetVisible(notice_, 0, gap);
}

void SurveySheet::thank() {
  const bool focused = hasFocusWithin();
  waiting_ = false;
  thanked_ = true;
  askPage_->hide();
  thanksPage_->show();
  updateButtons();
  if (focused) firstFocus()->setFocus(Qt::OtherFocusReason);
  updateGeometry();
}

QWidget* SurveySheet::firstFocus() {
  if (thanked_) return thanksPage_->button();
  if (question_ != nullptr) return question_->firstFocus();
  return skip_->isHidden() ? leave_ : skip_;
}

int SurveySheet::heightForWidth(int width) const { return std::min(body_->wholeHeight(*this, width), maximumHeight()); }

QSize SurveySheet::sizeHint() const {
  const int width = std::min(sheetWidth + 2 * shadowExtent, maximumWidth());
  return {width, heightForWidth(width)};
}

QSize SurveySheet::minimumSizeHint() const { return {narrowest + 2 * shadowExtent, lowest + 2 * shadowExtent}; }

void SurveySheet::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (thanked_ && (enter || event->key() == Qt::Key_Escape)) {
    emit finished();
  } else if (enter) {
    goNext();
  } else {
    Card::keyPressEvent(event);
  }
}

void SurveySheet::resizeEvent(QResizeEvent* event) {
  Card::resizeEvent(event);
  arrangeFooter();
}

void SurveySheet::changeEvent(QEvent* event) {
  Card::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) restyle();
}

QWidget* SurveySheet::makeBody() {
  auto* const content = new QWidget;
  auto* const pages = new QVBoxLayout(content);
  pages->setContentsMargins(0, 0, 0, 0);
  askPage_ = new QWidget;
  thanksPage_ = new DonePage(nullptr);
  thanksPage_->hide();
  pages->addWidget(askPage_);
  pages->addWidget(thanksPage_);
  pages->addStretch(1);
  auto* const page = new QVBoxLayout(askPage_);
  page->setContentsMargins(0, 0, 0, 0);
  page->setSpacing(gap);
  auto* const texts = new QVBoxLayout;
  texts->setContentsMargins(ring, 0, ring, gap / 2);
  texts->setSpacing(gap / 2);
  page->addLayout(texts);
  title_ = addText(texts, "title");
  intro_ = addText(texts, "intro");
  texts->addSpacing(gap / 2);
  text_ = addText(texts, "question");
  cannotAsk_ = addText(texts, "cannotAsk");
  slot_ = new QVBoxLayout;
  page->addLayout(slot_);
  notice_ = new Notice(askPage_);
  notice_->setObjectName("notice");
  auto* const below = new QVBoxLayout;
  below->setContentsMargins(ring, 0, ring, 0);
  below->addWidget(notice_);
  page->addLayout(below);
  return content;
}

void SurveySheet::makeFooter() {
  footer_ = new QWidget(this);
  buttons_ = new QBoxLayout(QBoxLayout::LeftToRight, footer_);
  buttons_->setContentsMargins(0, gap / 2, 0, 0);
  buttons_->setSpacing(gap / 2);
  const auto add = [this](Button::Kind kind, const char* name) {
    auto* const button = new Button(kind, {}, footer_);
    button->setObjectName(name);
    buttons_->addWidget(button);
    return button;
  };
  back_ = add(Button::Kind::secondary, "back");
  buttons_->addStretch(1);
  skip_ = add(Button::Kind::plain, "skip");
  next_ = add(Button::Kind::primary, "next");
  leave_ = add(Button::Kind::secondary, "leave");
  connect(back_, &QAbstractButton::clicked, this, &SurveySheet::goBack);
  connect(skip_, &QAbstractButton::clicked, this, [this] { send({}); });
  connect(next_, &QAbstractButton::clicked, this, &SurveySheet::goNext);
  connect(leave_, &QAbstractButton::clicked, this, [this] { emit dismissed("close"); });
}

void SurveySheet::go(const QString& questionId) {
  const auto before = path_.indexOf(questionId);
  if (before >= 0) path_.resize(before);
  path_.push_back(questionId);
  waiting_ = false;
  thanked_ = false;
  showQuestion();
}

void SurveySheet::showQuestion() {
  const bool focused = hasFocusWithin();
  const QuestionContent* const next = present();
  shown_ = next != nullptr ? *next : QuestionContent();
  const bool first = path_.size() == 1;
  // A survey without a title of its own has the question for one.
  const bool titled = content().title != shown_.question;
  title_->setText(first && titled ? content().title : QString());
  intro_->setText(first ? content().body : QString());
  text_->setText(shown_.question);
  takeWidget(next != nullptr ? makeQuestion(shown_, askPage_) : nullptr);
  cannotAsk_->setText(question_ == nullptr ? say(survey_words::cannotAsk, locale()) : QString());
  notice_->setText({});
  askPage_->show();
  thanksPage_->hide();
  updateWords();
  updateButtons();
  orderTabs();
  body_->ensureVisible(0, 0);
  if (focused) firstFocus()->setFocus(Qt::OtherFocusReason);
  updateGeometry();
}

void SurveySheet::takeWidget(QuestionWidget* widget) {
  if (question_ != nullptr) {
    // It may be the one whose signal leads here.
    disconnect(question_, nullptr, this, nullptr);
    slot_->removeWidget(question_);
    question_->setObjectName({});
    question_->hide();
    question_->deleteLater();
  }
  question_ = widget;
  if (widget == nullptr) return;
  widget->setObjectName("answer");
  widget->setAnswer(drafts_.value(shown_.id));
  slot_->addWidget(widget);
  widget->show();
  connect(widget, &QuestionWidget::answerChanged, this, [this] {
    notice_->setText({});
    updateButtons();
  });
  connect(widget, &QuestionWidget::submitted, this, &SurveySheet::goNext);
}

void SurveySheet::orderTabs() {
  QWidget* last = this;
  const auto then = [&last](QWidget* widget) {
    if (widget->focusPolicy() == Qt::NoFocus) return;
    QWidget::setTabOrder(last, widget);
    last = widget;
  };
  if (question_ != nullptr) {
    const auto inside = question_->findChildren<QWidget*>();
    for (QWidget* const widget : inside) then(widget);
  }
  for (Button* const button : {back_, skip_, next_, leave_, close_}) then(button);
}

void SurveySheet::updateButtons() {
  const bool askable = question_ != nullptr;
  progress_->setVisible(!thanked_ && !shown_.id.isEmpty());
  close_->setVisible(!thanked_ && content().dismissible);
  footer_->setVisible(!thanked_);
  back_->setVisible(path_.size() > 1);
  skip_->setVisible(shown_.optional);
  next_->setVisible(askable);
  next_->setEnabled(askable && !question_->answer().isEmpty());
  leave_->setVisible(!askable);
  arrangeFooter();
}

void SurveySheet::updateWords() {
  const QLocale words = locale();
  progress_->setText(say(survey_words::progress, words).arg(words.toString(std::max<qsizetype>(1, path_.size()))));
  close_->setAccessibleName(say(survey_words::close, words));
  close_->setToolTip(close_->accessibleName());
  back_->setText(say(survey_words::back, words));
  skip_->setText(say(survey_words::skip, words));
  next_->setText(say(survey_words::next, words));
  leave_->setText(say(survey_words::close, words));
  const QString thanks = content().thanks.isEmpty() ? say(survey_words::thanks, words) : content().thanks;
  thanksPage_->setWords(thanks, {}, say(survey_words::close, words));
}

void SurveySheet::goNext() {
  if (!thanked_ && question_ != nullptr && !question_->answer().isEmpty()) send(question_->answer());
}

void SurveySheet::goBack() {
  if (waiting_ || path_.size() < 2) return;
  if (question_ != nullptr) drafts_[shown_.id] = question_->answer();
  path_.removeLast();
  showQuestion();
}

void SurveySheet::send(const QByteArray& json) {
  if (waiting_) return;
  waiting_ = true;
  drafts_[shown_.id] = json;
  notice_->setText({});
  emit answered(shown_.id, json);
}

void SurveySheet::arrangeFooter() {
  int wanted = 0;
  for (const Button* button : {back_, skip_, next_, leave_}) wanted += button->isHidden() ? 0 : button->sizeHint().width() + gap / 2;
  const int room = width() - 2 * inset;
  // Below each other, the most important one on top, when they do not fit beside each other.
  const auto direction = wanted > room && width() >= minimumSizeHint().width() ? QBoxLayout::BottomToTop : QBoxLayout::LeftToRight;
  if (buttons_->direction() != direction) buttons_->setDirection(direction);
}

void SurveySheet::restyle() {
  const Theme look = theme();
  QPalette colors = progress_->palette();
  colors.setColor(QPalette::WindowText, look.muted);
  progress_->setPalette(colors);
  progress_->setFont(scaledFont(font(), 0.92));
  title_->setFont(scaledFont(font(), 1.25, true));
  title_->setColor(look.text, look.link);
  intro_->setColor(look.muted, look.link);
  text_->setFont(scaledFont(font(), 1.1, true));
  text_->setColor(look.text, look.link);
  cannotAsk_->setColor(look.muted, look.link);
}

bool SurveySheet::hasFocusWithin() const {
  const QWidget* const focused = window()->focusWidget();
  return focused != nullptr && (focused == this || isAncestorOf(focused));
}

const QuestionContent* SurveySheet::present() const {
  const auto& all = content().questions;
  const auto found = std::find_if(all.begin(), all.end(), [this](const QuestionContent& q) { return !path_.isEmpty() && q.id == path_.last(); });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace docent::qt
