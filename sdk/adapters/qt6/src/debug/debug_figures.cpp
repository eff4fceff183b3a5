#include "debug/debug_figures.h"

#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ask.h"
#include "look/theme.h"
#include "panels/answers.h"
#include "panels/page.h"

namespace docent::qt {

namespace {

QString number(quint64 value) { return QLocale(QLocale::English).toString(static_cast<qulonglong>(value)); }
QString bytes(quint64 value) { return QLocale(QLocale::English).formattedDataSize(static_cast<qint64>(value)); }
QString duration(quint64 ms) { return ms == 0 ? QString("–") : number(ms) + " ms"; }

QString deliveryWords(uint32_t state) {
  switch (state) {
    case DOCENT_DELIVERY_IDLE: return "idle";
    case DOCENT_DELIVERY_ACTIVE: return "sending";
    case DOCENT_DELIVERY_BACKOFF: return "waits before another attempt";
    case DOCENT_DELIVERY_UNAUTHORIZED: return "the backend refuses the write key";
    case DOCENT_DELIVERY_WRONG_ENDPOINT: return "paused: the endpoint refuses everything";
    case DOCENT_DELIVERY_HELD: return "waits for consent";
    case DOCENT_DELIVERY_OFF: return "off: no endpoint";
    case DOCENT_DELIVERY_STORAGE_FAILED: return "the disk refuses writes";
    default: return QString::number(state);
  }
}

}  // namespace

DebugFigures::DebugFigures(const DebugSource& source, QWidget* parent)
    : DebugView(parent), source_(source), table_(new QTreeWidget), state_(new PageLabel(PageLabel::Kind::failure)) {
  table_->setObjectName("figures");
  table_->setAccessibleName("Figures");
  table_->setHeaderLabels({"Figure", "Value"});
  table_->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  state_->setObjectName("figureState");
  auto* const column = new QVBoxLayout(this);
  column->setSpacing(gap);
  column->addWidget(table_, 1);
  column->addWidget(state_);
}

void DebugFigures::refresh() {
  const docent_stats stats = statsOf(source_.client);
  set("Delivery", "state", deliveryWords(stats.delivery_state));
  set("Delivery", "requests", number(stats.requests));
  set("Delivery", "of these failed", number(stats.request_failures));
  set("Delivery", "sent", bytes(stats.bytes_sent));
  set("Delivery", "next attempt in", duration(stats.next_attempt_ms));
  set("Delivery", "held for consent", number(stats.held_for_consent));
  set("Storage", "waiting", bytes(stats.pending_bytes));
  set("Storage", "disk", bytes(stats.disk_bytes));
  set("Storage", "journal", bytes(stats.journal_used_bytes));
  set("Storage", "survives a kill", stats.journal_on_tmpfs != 0 ? "yes" : "no");
  set("Storage", "not yet durable for", duration(stats.durable_lag_ms));
  set("Guidance", "strategy version", stats.strategy_version == 0 ? QString("none") : QString::number(stats.strategy_version));
  set("Calls", "refused", number(stats.refused));
  if (asking_) return;
  asking_ = true;
  docent_client* const client = source_.client;
  ask(
      this, [client] { return askLedger(client); },
      [this](const Answer& answer) {
        asking_ = false;
        adopt(answer);
      });
}

void DebugFigures::adopt(const Answer& ledger) {
  state_->setWords(ledger.ok() ? QString() : ledger.code == DOCENT_CLOSED ? QString("The client is closed.") : QString("Docent did not answer."));
  const QJsonObject counts = QJsonDocument::fromJson(ledger.json).object();
  for (const char* name : {"accepted", "delivered", "pending"}) {
    if (counts.contains(name)) set("Events", name, number(static_cast<quint64>(counts[QLatin1String(name)].toInteger())));
  }
  const QJsonObject dropped = counts["dropped"].toObject();
  for (auto it = dropped.begin(); it != dropped.end(); ++it) {
    set("Events", "dropped: " + it.key(), number(static_cast<quint64>(it.value().toInteger())));
  }
}

void DebugFigures::set(const QString& group, const QString& name, const QString& value) {
  const QList<QTreeWidgetItem*> groups = table_->findItems(group, Qt::MatchExactly);
  QTreeWidgetItem* const parent = groups.isEmpty() ? new QTreeWidgetItem(table_, {group}) : groups.first();
  parent->setExpanded(true);
  parent->setFirstColumnSpanned(true);
  for (int i = 0; i < parent->childCount(); i++) {
    if (parent->child(i)->text(0) == name) return parent->child(i)->setText(1, value);
  }
  new QTreeWidgetItem(parent, {name, value});
}

}  // namespace docent::qt
