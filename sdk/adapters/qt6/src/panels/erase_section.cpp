#include "panels/erase_section.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QProgressBar>

#include "ask.h"
#include "look/button.h"
#include "panels/answers.h"
#include "panels/page.h"
#include "panels/privacy_words.h"

namespace docent::qt {

namespace {

constexpr uint32_t eraseTimeoutMs = 5000;

// Title and body beside a button.
QWidget* choiceRow(const QString& title, PageLabel* body, Button* button) {
  auto* const words = new QVBoxLayout;
  words->setSpacing(gap / 2);
  words->addWidget(new PageLabel(PageLabel::Kind::title, title));
  words->addWidget(body);
  auto* const choice = new QWidget;
  auto* const row = new QHBoxLayout(choice);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(padding);
  row->addLayout(words, 1);
  row->addWidget(button, 0, Qt::AlignVCenter);
  return choice;
}

}  // namespace

EraseSection::EraseSection(docent_client* client, QWidget* parent) : QWidget(parent), client_(client) {
  build();
  connect(here_, &Button::clicked, this, [this] { question(EraseScope::here); });
  connect(everywhere_, &Button::clicked, this, [this] { question(EraseScope::everywhere); });
  connect(confirm_, &Button::clicked, this, &EraseSection::erase);
  connect(cancel_, &Button::clicked, this, &EraseSection::takeBack);
}

void EraseSection::setRecipient(const QString& name) {
  recipient_ = name;
  everywhereBody_->setWords(say(eraseEverywhereBody, locale()).arg(name));
  everywhere_->setAccessibleDescription(everywhereBody_->text());
}

void EraseSection::refresh() { elsewhere_->setVisible(statsOf(client_).delivery_state != DOCENT_DELIVERY_OFF); }

void EraseSection::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && confirmation_->isVisible()) return takeBack();
  QWidget::keyPressEvent(event);
}

void EraseSection::build() {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(gap);
  column->addWidget(new PageLabel(PageLabel::Kind::heading, say(eraseHeading, locale())));
  auto* const group = new Group;
  column->addWidget(group);
  here_ = new Button(Button::Kind::secondary, say(eraseHereButton, locale()));
  here_->setObjectName("eraseHere");
  here_->setAccessibleDescription(say(eraseHereBody, locale()));
  everywhere_ = new Button(Button::Kind::secondary, say(eraseEverywhereButton, locale()));
  everywhere_->setObjectName("eraseEverywhere");
  everywhereBody_ = new PageLabel(PageLabel::Kind::muted);
  elsewhere_ = new QWidget;
  auto* const second = new QVBoxLayout(elsewhere_);
  second->setContentsMargins(0, 0, 0, 0);
  second->setSpacing(group->column()->spacing());
  second->addWidget(new Divider);
  second->addWidget(choiceRow(say(eraseEverywhereTitle, locale()), everywhereBody_, everywhere_));
  group->column()->addWidget(choiceRow(say(eraseHereTitle, locale()), new PageLabel(PageLabel::Kind::muted, say(eraseHereBody, locale())), here_));
  group->column()->addWidget(elsewhere_);

  confirmation_ = new QWidget;
  question_ = new PageLabel(PageLabel::Kind::title);
  question_->setObjectName("eraseQuestion");
  confirm_ = new Button(Button::Kind::primary, say(eraseNow, locale()));
  confirm_->setObjectName("eraseConfirm");
  cancel_ = new Button(Button::Kind::secondary, say(cancelWords, locale()));
  cancel_->setObjectName("eraseCancel");
  auto* const confirmRow = new QHBoxLayout(confirmation_);
  confirmRow->setContentsMargins(0, 0, 0, 0);
  confirmRow->setSpacing(gap);
  confirmRow->addWidget(question_, 1);
  confirmRow->addWidget(cancel_, 0, Qt::AlignVCenter);
  confirmRow->addWidget(confirm_, 0, Qt::AlignVCenter);
  confirmation_->hide();
  progress_ = new QProgressBar;
  progress_->setRange(0, 0);
  progress_->setTextVisible(false);
  progress_->setAccessibleName(say(erasing, locale()));
  progress_->hide();
  result_ = new PageLabel(PageLabel::Kind::success);
  result_->setObjectName("eraseResult");
  group->column()->addWidget(confirmation_);
  group->column()->addWidget(progress_);
  group->column()->addWidget(result_);
}

void EraseSection::question(EraseScope scope) {
  scope_ = scope;
  result_->setWords({});
  question_->announce(PageLabel::Kind::title,
                      scope == EraseScope::here ? say(confirmHere, locale()) : say(confirmEverywhere, locale()).arg(recipient_));
  const Theme theme = Theme::of(this);
  const QColor warning = theme.highContrast ? theme.text : readable(theme.tone("error").mark, theme.surface);
  confirm_->setTone({theme.surface, warning, warning});
  confirmation_->show();
  cancel_->setFocus(Qt::OtherFocusReason);  // the harmless answer
}

void EraseSection::takeBack() {
  confirmation_->hide();
  (scope_ == EraseScope::here ? here_ : everywhere_)->setFocus(Qt::OtherFocusReason);
}

void EraseSection::erase() {
  confirmation_->hide();
  here_->setEnabled(false);
  everywhere_->setEnabled(false);
  progress_->show();
  result_->announce(PageLabel::Kind::body, say(erasing, locale()));
  docent_client* const client = client_;
  const int scope = static_cast<int>(scope_);
  ask(
      this,
      [client, scope] {
        docent_error* error = nullptr;
        const docent_status code = docent_erase(client, scope, eraseTimeoutMs, &error);
        return Status::take(code, error);
      },
      [this](const Status& status) { adopt(status.code(), QString::fromStdString(status.message())); });
}

void EraseSection::adopt(docent_status code, const QString& message) {
  progress_->hide();
  here_->setEnabled(true);
  everywhere_->setEnabled(true);
  takeBack();
  const bool everywhere = scope_ == EraseScope::everywhere;
  if (code == DOCENT_OK) {
    result_->announce(PageLabel::Kind::success, everywhere ? say(erasedEverywhere, locale()).arg(recipient_) : say(erasedHere, locale()));
  } else if (code == DOCENT_TIMEOUT) {
    result_->announce(PageLabel::Kind::body, everywhere ? say(eraseUnconfirmed, locale()).arg(recipient_) : say(eraseSlow, locale()));
  } else {
    result_->announce(PageLabel::Kind::failure, code == DOCENT_CLOSED ? say(closedWords, locale()) : say(eraseFailed, locale()).arg(message));
    return;
  }
  emit erased();
}

}  // namespace docent::qt
