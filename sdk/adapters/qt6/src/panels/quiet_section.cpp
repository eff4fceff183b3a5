#include "panels/quiet_section.h"

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <iterator>

#include "ask.h"
#include "look/button.h"
#include "panels/answers.h"
#include "panels/page.h"
#include "panels/privacy_words.h"

namespace docent::qt {

namespace {

constexpr qint64 dayMs = 86'400'000;
constexpr qint64 foreverMs = 253'402'214'400'000;  // the end of the year 9999, the last that RFC 3339 can say

struct Lowering {
  QList<int> kinds;  // indices of kindNames that the strategy lets the user lower
  docent_status code = DOCENT_OK;
  QString message;
};

// One call a kind tells which may be lowered; the call for all of them would not.
Lowering lowerAll(docent_client* client, quint32 limit, quint64 windowMs) {
  Lowering lowering;
  for (int i = 0; i < static_cast<int>(std::size(kindNames)); i++) {
    docent_error* error = nullptr;
    const docent_status code = docent_lower_frequency(client, kindNames[i], DOCENT_AUTO_LEN, limit, windowMs, 1000, &error);
    const QString message = QString::fromUtf8(docent_error_message(error));
    docent_error_destroy(error);
    if (code == DOCENT_OK) lowering.kinds += i;
    else if (code != DOCENT_INVALID) return {{}, code, message};
  }
  return lowering;
}

// When quiet ends, by the reasons against campaigns; 0 when there is none.
qint64 quietUntilMs(const QByteArray& explained) {
  const QJsonArray campaigns = QJsonDocument::fromJson(explained).array();
  for (const QJsonValue& campaign : campaigns) {
    const QJsonArray verdicts = campaign["verdicts"].toArray();
    for (const QJsonValue& verdict : verdicts) {
      if (verdict["code"] == "SUPPRESSED" && verdict["by"] == "doNotDisturb") return verdict["until_ms"].toInteger(foreverMs);
    }
  }
  return 0;
}

}  // namespace

QuietSection::QuietSection(docent_client* client, QWidget* parent) : QWidget(parent), client_(client) {
  build();
  connect(often_, &QComboBox::activated, this, [this](int choice) {
    const qint64 windows[] = {0, dayMs, 7 * dayMs, dayMs};
    lower(choice == 3 ? 0 : 1, static_cast<quint64>(windows[std::clamp(choice, 0, 3)]));
  });
  connect(quietButtons_[0], &Button::clicked, this, [this] { quiet(QDateTime::currentMSecsSinceEpoch() + 3'600'000); });
  connect(quietButtons_[1], &Button::clicked, this, [this] { quiet(QDate::currentDate().addDays(1).startOfDay().toMSecsSinceEpoch()); });
  connect(quietButtons_[2], &Button::clicked, this, [this] { quiet(foreverMs); });
  connect(end_, &Button::clicked, this, [this] {
    quiet(0);
    quietButtons_[0]->setFocus(Qt::OtherFocusReason);  // the button is gone
  });
}

void QuietSection::refresh() {
  if (asking_) return;
  asking_ = true;
  docent_client* const client = client_;
  ask(
      this, [client] { return askExplain(client); },
      [this](const Answer& answer) {
        asking_ = false;
        if (answer.ok()) showQuiet(quietUntilMs(answer.json));
      });
}

void QuietSection::forget() {
  often_->setCurrentIndex(-1);
  oftenResult_->setWords({});
  refresh();
}

void QuietSection::build() {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(gap);
  column->addWidget(new PageLabel(PageLabel::Kind::heading, say(quietHeading, locale())));
  auto* const group = new Group;
  column->addWidget(group);
  often_ = new QComboBox;
  often_->setObjectName("frequency");
  for (const Words& choice : {asDecided, onceADay, onceAWeek, never}) often_->addItem(say(choice, locale()));
  often_->setPlaceholderText(say(chooseWords, locale()));
  often_->setCurrentIndex(-1);
  often_->setAccessibleName(say(quietHeading, locale()));
  often_->setMinimumHeight(minTarget);
  often_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  often_->setMinimumContentsLength(16);
  auto* const row = new QHBoxLayout;
  row->setSpacing(padding);
  row->addWidget(new PageLabel(PageLabel::Kind::title, say(frequencyTitle, locale())), 1);
  row->addWidget(often_, 1);
  oftenResult_ = new PageLabel(PageLabel::Kind::success);
  oftenResult_->setObjectName("frequencyResult");
  auto* const quietRow = new QHBoxLayout;
  quietRow->setSpacing(gap);
  for (const Words& choice : {quietHour, quietToday, quietForever}) {
    quietButtons_ += new Button(Button::Kind::secondary, say(choice, locale()));
    quietButtons_.back()->setAccessibleName(say(quietTitle, locale()) + ' ' + say(choice, locale()));
    quietButtons_.back()->setObjectName("quiet" + QString::number(quietButtons_.size()));
    quietRow->addWidget(quietButtons_.back());
  }
  quietResult_ = new PageLabel(PageLabel::Kind::body);
  quietResult_->setObjectName("quietResult");
  end_ = new Button(Button::Kind::primary, say(quietEnd, locale()));
  end_->setObjectName("quietEnd");
  end_->hide();
  auto* const resultRow = new QHBoxLayout;
  resultRow->addWidget(quietResult_, 1);
  resultRow->addWidget(end_);
  group->column()->addLayout(row);
  group->column()->addWidget(new PageLabel(PageLabel::Kind::muted, say(frequencyHint, locale())));
  group->column()->addWidget(oftenResult_);
  group->column()->addWidget(new Divider);
  quietRow->addStretch();
  group->column()->addWidget(new PageLabel(PageLabel::Kind::title, say(quietTitle, locale())));
  group->column()->addLayout(quietRow);
  group->column()->addLayout(resultRow);
}

void QuietSection::lower(quint32 limit, quint64 windowMs) {
  docent_client* const client = client_;
  ask(
      this, [client, limit, windowMs] { return lowerAll(client, limit, windowMs); },
      [this](const Lowering& lowering) {
        if (lowering.code == DOCENT_OK && !lowering.kinds.isEmpty()) {
          QStringList kinds;
          for (const int kind : lowering.kinds) kinds += say(kindWords[kind], locale());
          return oftenResult_->announce(PageLabel::Kind::success, say(lowered, locale()).arg(locale().createSeparatedList(kinds)));
        }
        often_->setCurrentIndex(-1);  // it did not take effect
        QString words = say(failedWords, locale()).arg(lowering.message);
        if (lowering.code == DOCENT_OK) words = say(notLowerable, locale());
        if (lowering.code == DOCENT_NOT_FOUND) words = say(noStrategy, locale());
        if (lowering.code == DOCENT_CLOSED) words = say(closedWords, locale());
        oftenResult_->announce(PageLabel::Kind::failure, words);
      });
}

void QuietSection::quiet(qint64 untilMs) {
  const docent_status code = docent_do_not_disturb(client_, untilMs);
  if (code == DOCENT_OK) {
    showQuiet(untilMs);
    return quietResult_->announce(PageLabel::Kind::body, untilMs == 0 ? say(quietOver, locale()) : quietResult_->text());
  }
  const QString words = code == DOCENT_CLOSED ? say(closedWords, locale()) : say(failedWords, locale()).arg(QLatin1String(docent_status_name(code)));
  quietResult_->announce(PageLabel::Kind::failure, words);
}

void QuietSection::showQuiet(qint64 untilMs) {
  const bool runs = untilMs > QDateTime::currentMSecsSinceEpoch();
  end_->setVisible(runs);
  if (!runs) return quietResult_->setWords({});
  const QDateTime until = QDateTime::fromMSecsSinceEpoch(untilMs);
  const QString time = locale().toString(until, QLocale::ShortFormat);
  quietResult_->setWords(untilMs >= foreverMs ? say(quietNow, locale()) : say(quietUntil, locale()).arg(time));
}

}  // namespace docent::qt
