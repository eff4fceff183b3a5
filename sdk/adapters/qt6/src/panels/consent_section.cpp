#include "panels/consent_section.h"

#include <QHBoxLayout>

#include "look/button.h"
#include "panels/page.h"
#include "panels/privacy_words.h"
#include "panels/switch_box.h"

namespace docent::qt {

ConsentSection::ConsentSection(docent_client* client, QWidget* parent) : QWidget(parent), client_(client) {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(gap);
  column->addWidget(new PageLabel(PageLabel::Kind::heading, say(consentHeading, locale())));
  auto* const group = new Group;
  column->addWidget(group);
  auto* const undecidedRow = new QHBoxLayout;
  undecided_ = new PageLabel(PageLabel::Kind::body);
  neither_ = new Button(Button::Kind::secondary, say(neitherWords, locale()));
  neither_->setObjectName("allowNeither");
  undecidedRow->addWidget(undecided_, 1);
  undecidedRow->addWidget(neither_, 0, Qt::AlignVCenter);
  group->column()->addLayout(undecidedRow);

  analytics_ = new SwitchBox(say(analyticsTitle, locale()));
  analytics_->setObjectName("analytics");
  analyticsBody_ = new PageLabel(PageLabel::Kind::muted);
  group->column()->addWidget(analytics_);
  group->column()->addWidget(analyticsBody_);
  group->column()->addWidget(new Divider);
  guidance_ = new SwitchBox(say(guidanceTitle, locale()));
  guidance_->setObjectName("guidance");
  guidance_->setAccessibleDescription(say(guidanceBody, locale()));
  group->column()->addWidget(guidance_);
  group->column()->addWidget(new PageLabel(PageLabel::Kind::muted, say(guidanceBody, locale())));
  result_ = new PageLabel(PageLabel::Kind::success);
  result_->setObjectName("consentResult");
  group->column()->addWidget(result_);

  connect(analytics_, &SwitchBox::clicked, this, &ConsentSection::choose);
  connect(guidance_, &SwitchBox::clicked, this, &ConsentSection::choose);
  connect(neither_, &Button::clicked, this, [this] {
    decide(DOCENT_CONSENT_NONE);
    analytics_->setFocus(Qt::OtherFocusReason);  // the button is gone
  });
}

void ConsentSection::setRecipient(const QString& name) {
  analyticsBody_->setWords(say(analyticsBody, locale()).arg(name));
  analytics_->setAccessibleDescription(analyticsBody_->text());
}

void ConsentSection::refresh() {
  const quint32 mask = docent_consent(client_);
  const bool unknown = (mask & DOCENT_CONSENT_UNKNOWN) != 0;
  undecided_->setWords(unknown ? say(undecidedWords, locale()) : QString());
  neither_->setVisible(unknown);
  analytics_->setChecked(!unknown && (mask & DOCENT_CONSENT_ANALYTICS) != 0);
  guidance_->setChecked(!unknown && (mask & DOCENT_CONSENT_GUIDANCE) != 0);
}

void ConsentSection::choose() {
  quint32 granted = DOCENT_CONSENT_NONE;
  if (analytics_->isChecked()) granted |= DOCENT_CONSENT_ANALYTICS;
  if (guidance_->isChecked()) granted |= DOCENT_CONSENT_GUIDANCE;
  decide(granted);
}

void ConsentSection::decide(quint32 granted) {
  const quint32 before = docent_consent(client_);
  const docent_status code = docent_set_consent(client_, granted);
  refresh();
  if (code != DOCENT_OK) {
    const QString words =
        code == DOCENT_CLOSED ? say(closedWords, locale()) : say(failedWords, locale()).arg(QLatin1String(docent_status_name(code)));
    result_->announce(PageLabel::Kind::failure, words);
    return;
  }
  const quint32 withdrawn = (before & DOCENT_CONSENT_UNKNOWN) != 0 ? 0 : before & ~granted;
  QStringList erased;
  if ((withdrawn & DOCENT_CONSENT_ANALYTICS) != 0) erased += say(analyticsErased, locale());
  if ((withdrawn & DOCENT_CONSENT_GUIDANCE) != 0) erased += say(guidanceErased, locale());
  result_->announce(PageLabel::Kind::success, erased.join(' '));
  emit consentChanged(granted);
}

}  // namespace docent::qt
