#include "panels/recorded_model.h"

#include <algorithm>

namespace docent::qt {

void RecordedModel::setEvents(const QList<RecordedEvent>& events) {
  const int added = newOnTop(events);
  if (added < 0) {
    beginResetModel();
    rows_.clear();
    for (auto it = events.rbegin(); it != events.rend(); ++it) rows_.push_front(std::make_unique<Row>(Row{*it, nextSerial_++}));
    endResetModel();
    return;
  }
  if (added > 0) {
    beginInsertRows({}, 0, added - 1);
    for (int i = added; i-- > 0;) rows_.push_front(std::make_unique<Row>(Row{events[i], nextSerial_++}));
    endInsertRows();
  }
  const int kept = static_cast<int>(events.size());
  if (kept < static_cast<int>(rows_.size())) {
    beginRemoveRows({}, kept, static_cast<int>(rows_.size()) - 1);
    rows_.resize(static_cast<std::size_t>(kept));
    endRemoveRows();
  }
}

const RecordedEvent* RecordedModel::event(const QModelIndex& index) const {
  if (!index.isValid()) return nullptr;
  if (index.internalPointer() != nullptr) return &static_cast<const Row*>(index.internalPointer())->event;
  return &rows_[static_cast<std::size_t>(index.row())]->event;
}

int RecordedModel::rowOf(const QString& id) const {
  const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const auto& row) { return row->event.id == id; });
  return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

QModelIndex RecordedModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  return parent.isValid() ? createIndex(row, column, rows_[static_cast<std::size_t>(parent.row())].get()) : createIndex(row, column);
}

QModelIndex RecordedModel::parent(const QModelIndex& index) const {
  const auto* const row = static_cast<const Row*>(index.internalPointer());
  if (row == nullptr) return {};
  return createIndex(static_cast<int>(rows_.front()->serial - row->serial), 0);
}

int RecordedModel::rowCount(const QModelIndex& parent) const {
  if (!parent.isValid()) return static_cast<int>(rows_.size());
  if (parent.internalPointer() != nullptr || parent.column() != 0) return 0;
  return static_cast<int>(event(parent)->details.size());
}

QVariant RecordedModel::data(const QModelIndex& index, int role) const {
  const RecordedEvent* const found = event(index);
  if (found == nullptr) return {};
  const bool detail = index.internalPointer() != nullptr;
  if (role == Qt::DisplayRole) {
    if (detail) return index.column() == sentence ? found->details.value(index.row()) : QString();
    return index.column() == sentence ? found->sentence : timeText(*found);
  }
  if (role == Qt::ToolTipRole && index.column() == sentence) {  // escaped: a tool tip reads markup otherwise
    return "<p>" + (detail ? found->details.value(index.row()) : found->sentence).toHtmlEscaped() + "</p>";
  }
  if (role == Qt::AccessibleTextRole && !detail && index.column() == sentence) return QString(found->sentence + ", " + timeText(*found));
  return {};
}

int RecordedModel::newOnTop(const QList<RecordedEvent>& events) const {
  if (rows_.empty() || events.isEmpty()) return -1;
  const auto first = std::find_if(events.begin(), events.end(), [&](const RecordedEvent& e) { return e.id == rows_.front()->event.id; });
  if (first == events.end()) return -1;
  const int added = static_cast<int>(first - events.begin());
  const std::size_t same = static_cast<std::size_t>(events.size() - added);
  if (same > rows_.size()) return -1;
  for (std::size_t i = 0; i < same; i++) {
    if (rows_[i]->event.id != events[added + static_cast<int>(i)].id) return -1;
  }
  return added;
}

QString RecordedModel::timeText(const RecordedEvent& event) const { return locale_.toString(event.time, QLocale::ShortFormat); }

RecordedFilter::RecordedFilter(RecordedModel* model, QObject* parent) : QSortFilterProxyModel(parent), model_(model) { setSourceModel(model); }

void RecordedFilter::setSearch(const QString& text) {
  search_ = text.trimmed().toCaseFolded();
  invalidateFilter();
}

bool RecordedFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  if (parent.isValid() || search_.isEmpty()) return true;
  return model_->event(model_->index(row, 0))->searchable.contains(search_);
}

}  // namespace docent::qt
