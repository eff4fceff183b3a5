#include "debug/debug_campaigns.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHash>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>

#include "ask.h"
#include "debug/verdict_words.h"
#include "look/theme.h"
#include "panels/answers.h"
#include "panels/page.h"

namespace docent::qt {

namespace {

constexpr int explainedRole = Qt::UserRole;

QIcon dot(const QColor& color, qreal ratio) {
  QPixmap pixmap(QSize(12, 12) * ratio);
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawEllipse(QRectF(1.5, 1.5, 9, 9));
  painter.end();
  return pixmap;
}

}  // namespace

DebugCampaigns::DebugCampaigns(const DebugSource& source, QWidget* parent) : DebugView(parent), source_(source) {
  build();
  connect(table_, &QTreeWidget::currentItemChanged, this, &DebugCampaigns::showDetails);
  connect(preview_, &QPushButton::clicked, this, [this] {
    message_->setWords({});
    source_.preview(chosen(), variant_->text().trimmed());
  });
  connect(launch_, &QPushButton::clicked, this, [this] {
    message_->setWords({});
    source_.launch(chosen());
  });
}

void DebugCampaigns::refresh() {
  if (asking_) return;
  asking_ = true;
  docent_client* const client = source_.client;
  ask(
      this, [client] { return askExplain(client); },
      [this](const Answer& answer) {
        asking_ = false;
        adopt(answer);
      });
}

void DebugCampaigns::say(const QString& message) { message_->announce(PageLabel::Kind::failure, message); }

void DebugCampaigns::build() {
  table_ = new QTreeWidget;
  table_->setObjectName("campaigns");
  table_->setAccessibleName("Campaigns");
  table_->setHeaderLabels({"Campaign", "Type", "State", "Shown", "Earliest"});
  table_->setRootIsDecorated(true);
  table_->setUniformRowHeights(true);
  table_->header()->setStretchLastSection(false);
  table_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table_->header()->setSectionResizeMode(id, QHeaderView::Stretch);
  details_ = new QPlainTextEdit;
  details_->setObjectName("campaignDetails");
  details_->setReadOnly(true);
  details_->setAccessibleName("Reasons");
  details_->setPlaceholderText("Choose a campaign to see what stands for and against it.");
  auto* const split = new QSplitter(Qt::Vertical);
  split->addWidget(table_);
  split->addWidget(details_);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  split->setChildrenCollapsible(false);
  variant_ = new QLineEdit;
  variant_->setObjectName("variant");
  variant_->setPlaceholderText("Variant (any)");
  variant_->setAccessibleName("Variant to preview");
  preview_ = new QPushButton("Preview");
  preview_->setObjectName("preview");
  launch_ = new QPushButton("Launch");
  launch_->setObjectName("launch");
  message_ = new PageLabel(PageLabel::Kind::failure);
  message_->setObjectName("campaignMessage");
  auto* const tools = new QHBoxLayout;
  tools->addWidget(variant_, 1);
  tools->addWidget(preview_);
  tools->addWidget(launch_);
  auto* const column = new QVBoxLayout(this);
  column->setSpacing(gap);
  column->addWidget(split, 1);
  column->addLayout(tools);
  column->addWidget(message_);
  showDetails();
}

// Items are kept by their campaign, so that what is chosen and opened stays so.
void DebugCampaigns::adopt(const Answer& answer) {
  if (!answer.ok()) return say(answer.code == DOCENT_CLOSED ? "The client is closed." : "Docent did not answer: " + answer.message);
  if (answer.json == json_) return;
  json_ = answer.json;
  QHash<QString, QTreeWidgetItem*> old;
  for (int i = 0; i < table_->topLevelItemCount(); i++) old.insert(table_->topLevelItem(i)->text(id), table_->topLevelItem(i));
  const QJsonArray campaigns = QJsonDocument::fromJson(json_).array();
  for (const QJsonValue& value : campaigns) {
    QTreeWidgetItem* item = old.take(value["campaign"].toString());
    fill(item != nullptr ? item : new QTreeWidgetItem(table_), value.toObject());
  }
  qDeleteAll(old);
  if (table_->currentItem() == nullptr && table_->topLevelItemCount() > 0) table_->setCurrentItem(table_->topLevelItem(0));
  showDetails();
}

void DebugCampaigns::fill(QTreeWidgetItem* item, const QJsonObject& explained) {
  const Theme theme = Theme::of(table_);
  const CampaignState now = stateOf(explained);
  item->setText(id, explained["campaign"].toString());
  item->setText(type, explained["type"].toString());
  item->setText(state, now.words);
  item->setIcon(state, dot(readable(theme.tone(now.severity).mark, theme.surface, 3), devicePixelRatioF()));
  item->setText(displays, QString::number(explained["displays"].toInt()));
  const qint64 earliestMs = explained["earliest_ms"].toInteger(-1);
  const QString time = QDateTime::fromMSecsSinceEpoch(earliestMs).toString("yyyy-MM-dd HH:mm:ss");
  item->setText(earliest, earliestMs < 0 ? QString() : earliestMs <= QDateTime::currentMSecsSinceEpoch() ? "now" : time);
  item->setData(id, explainedRole, explained);
  qDeleteAll(item->takeChildren());
  const QJsonArray verdicts = explained["verdicts"].toArray();
  for (const QJsonValue& verdict : verdicts) {
    auto* const child = new QTreeWidgetItem(item, {verdictText(verdict.toObject())});
    child->setFirstColumnSpanned(true);
  }
}

QString DebugCampaigns::chosen() const {
  const QTreeWidgetItem* item = table_->currentItem();
  if (item != nullptr && item->parent() != nullptr) item = item->parent();
  return item == nullptr ? QString() : item->text(id);
}

void DebugCampaigns::showDetails() {
  const QTreeWidgetItem* item = table_->currentItem();
  if (item != nullptr && item->parent() != nullptr) item = item->parent();
  preview_->setEnabled(item != nullptr);
  launch_->setEnabled(item != nullptr);
  QStringList lines;
  if (item != nullptr) {
    const QJsonObject explained = item->data(id, explainedRole).toJsonObject();
    lines += item->text(id) + ": " + item->text(state) + '.';
    const QJsonArray verdicts = explained["verdicts"].toArray();
    for (const QJsonValue& verdict : verdicts) lines += verdictText(verdict.toObject());
    if (verdicts.isEmpty()) lines += "Nothing stands in its way.";
  }
  const QString text = lines.join("\n\n");
  if (details_->toPlainText() != text) details_->setPlainText(text);
}

}  // namespace docent::qt
