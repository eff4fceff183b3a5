// panels/recorded_model.h: recorded events for a tree view: one row an event (sentence, time), its details below it. Made for 1,000 events that are
// read again and again: what is new comes on top, and what the user opened or chose stays as it is. GUI thread.
#pragma once

#include <QAbstractItemModel>
#include <QSortFilterProxyModel>
#include <deque>
#include <memory>

#include "panels/recorded_event.h"

namespace docent::qt {

class RecordedModel : public QAbstractItemModel {
  Q_OBJECT
 public:
  enum Column { sentence, time, columns };
  using QAbstractItemModel::QAbstractItemModel;

  /// Newest first.
  void setEvents(const QList<RecordedEvent>& events);
  void setLocale(const QLocale& locale) { locale_ = locale; }
  /// Of the event that `index`, or its parent, is; null for none.
  const RecordedEvent* event(const QModelIndex& index) const;
  /// The row of the event with this id, -1 when it is not there.
  int rowOf(const QString& id) const;

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& index) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex&) const override { return columns; }
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  struct Row {
    RecordedEvent event;
    qint64 serial;  // counts up towards the newest, without gaps: a row is the distance to the first one's
  };
  /// How many of `events` are new, when the rest is what is here already; -1 when it is not.
  int newOnTop(const QList<RecordedEvent>& events) const;
  QString timeText(const RecordedEvent& event) const;

  std::deque<std::unique_ptr<Row>> rows_;
  qint64 nextSerial_ = 0;
  QLocale locale_;
};

/// Those events whose sentence, name or details contain the text.
class RecordedFilter : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  RecordedFilter(RecordedModel* model, QObject* parent);
  void setSearch(const QString& text);
  const RecordedEvent* event(const QModelIndex& index) const { return model_->event(mapToSource(index)); }

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  RecordedModel* model_;
  QString search_;
};

}  // namespace docent::qt
