#include "debug/debug_events.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeView>

#include "ask.h"
#include "look/theme.h"
#include "panels/answers.h"
#include "panels/page.h"
#include "panels/recorded_model.h"

namespace docent::qt {

DebugEvents::DebugEvents(const DebugSource& source, QWidget* parent)
    : DebugView(parent), source_(source), model_(new RecordedModel(this)), filter_(new RecordedFilter(model_, this)) {
  build();
  connect(search_, &QLineEdit::textChanged, filter_, &RecordedFilter::setSearch);
  connect(pause_, &QPushButton::toggled, this, [this](bool paused) {
    if (!paused) refresh();
  });
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &DebugEvents::showDetails);
}

void DebugEvents::refresh() {
  if (asking_ || pause_->isChecked()) return;
  asking_ = true;
  docent_client* const client = source_.client;
  ask(
      this, [client, known = json_] { return askRecordedEvents(client, known, QLocale(QLocale::English)); },
      [this](const RecordedAnswer& answer) {
        asking_ = false;
        if (!pause_->isChecked()) adopt(answer);
      });
}

void DebugEvents::build() {
  search_ = new QLineEdit;
  search_->setObjectName("eventFilter");
  search_->setPlaceholderText("Filter events");
  search_->setAccessibleName("Filter events");
  search_->setClearButtonEnabled(true);
  pause_ = new QPushButton("Pause");
  pause_->setObjectName("eventPause");
  pause_->setCheckable(true);
  state_ = new PageLabel(PageLabel::Kind::muted);
  state_->setObjectName("eventState");
  list_ = new QTreeView;
  list_->setObjectName("events");
  list_->setAccessibleName("Recorded events");
  list_->setModel(filter_);
  list_->setUniformRowHeights(true);
  list_->setHeaderHidden(true);
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(RecordedModel::sentence, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(RecordedModel::time, QHeaderView::Fixed);
  list_->header()->resizeSection(RecordedModel::time, fontMetrics().horizontalAdvance("28.12.2026, 22:58:00") + gap);
  details_ = new QPlainTextEdit;
  details_->setReadOnly(true);
  details_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  details_->setPlaceholderText("Choose an event to see all of it.");
  details_->setAccessibleName("The whole event");
  auto* const split = new QSplitter(Qt::Vertical);
  split->addWidget(list_);
  split->addWidget(details_);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  split->setChildrenCollapsible(false);
  auto* const tools = new QHBoxLayout;
  tools->addWidget(search_, 1);
  tools->addWidget(pause_);
  auto* const column = new QVBoxLayout(this);
  column->setSpacing(gap);
  column->addLayout(tools);
  column->addWidget(split, 1);
  column->addWidget(state_);
}

void DebugEvents::adopt(const RecordedAnswer& answer) {
  if (!answer.ok()) {
    state_->setWords(answer.code == DOCENT_CLOSED ? "The client is closed." : "Docent did not answer: " + answer.message);
    return;
  }
  state_->setWords(QString::number(model_->rowCount()) + " events");
  if (!answer.changed) return;
  json_ = answer.json;
  const RecordedEvent* const current = filter_->event(list_->currentIndex());
  const QString id = current != nullptr ? current->id : QString();
  model_->setEvents(answer.events);
  state_->setWords(QString::number(model_->rowCount()) + " events");
  if (!id.isEmpty() && !list_->currentIndex().isValid()) {  // the list had to be made anew
    list_->setCurrentIndex(filter_->mapFromSource(model_->index(model_->rowOf(id), 0)));
  }
}

void DebugEvents::showDetails() {
  const RecordedEvent* const event = filter_->event(list_->currentIndex());
  details_->setPlainText(event == nullptr ? QString() : QString::fromUtf8(QJsonDocument(event->json).toJson()));
}

}  // namespace docent::qt
