#include "panels/consent_section.h"

#include <QHBoxLayout>

#include "ask.h"
#include "look/button.h"
#include "panels/page.h"
#include "panels/privacy_words.h"
#include "panels/switch_box.h"

namespace docent::qt {

namespace {
constexpr uint32_t eraseWaitMs = 5000;
}

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
  decide_ = new Button(Button::Kind::secondary, say(decideWords, locale()));
  decide_->setObjectName("decide");
  undecidedRow->addWidget(neither_, 0, Qt::AlignVCenter);
  undecidedRow->addWidget(decide_, 0, Qt::AlignVCenter);
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
  connect(decide_, &Button::clicked, this, [this] {
    decide(marked());
    analytics_->setFocus(Qt::OtherFocusReason);
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
  decide_->setVisible(unknown);
  if (!unknown || !unknown_) {  // what was marked before the decision stays marked
    analytics_->setChecked(!unknown && (mask & DOCENT_CONSENT_ANALYTICS) != 0);
    guidance_->setChecked(!unknown && (mask & DOCENT_CONSENT_GUIDANCE) != 0);
  }
  unknown_ = unknown;
  decide_->setEnabled(marked() != DOCENT_CONSENT_NONE);
}

quint32 ConsentSection::marked() const {
  quint32 granted = DOCENT_CONSENT_NONE;
  if (analytics_->isChecked()) granted |= DOCENT_CONSENT_ANALYTICS;
  if (guidance_->isChecked()) granted |= DOCENT_CONSENT_GUIDANCE;
  return granted;
}

void ConsentSection::choose() {
  if (unknown_) decide_->setEnabled(marked() != DOCENT_CONSENT_NONE);
  else decide(marked());
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
  // What was held for an undecided user goes with a denial too.
  const quint32 held = (before & DOCENT_CONSENT_UNKNOWN) != 0 ? DOCENT_CONSENT_ANALYTICS | DOCENT_CONSENT_GUIDANCE : before;
  const quint32 withdrawn = held & ~granted;
  QStringList erased;
  if ((withdrawn & DOCENT_CONSENT_ANALYTICS) != 0) erased += say(analyticsErased, locale());
  if ((withdrawn & DOCENT_CONSENT_GUIDANCE) != 0) erased += say(guidanceErased, locale());
  emit consentChanged(granted);
  if (erased.isEmpty()) return result_->announce(PageLabel::Kind::success, {});
  // The decision holds already; the erasure is complete when this has returned.
  ask(
      this, [client = client_] { return docent_flush(client, DOCENT_FLUSH_DURABLE, eraseWaitMs); },
      [this, words = erased.join(' ')](docent_status done) {
        if (done == DOCENT_OK) result_->announce(PageLabel::Kind::success, words);
        else result_->announce(PageLabel::Kind::body, say(eraseSlow, locale()));
      });
}

}  // namespace docent::qt
