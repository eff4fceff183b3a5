#include "note_model.h"

#include <QCollator>
#include <algorithm>

#include "note_store.h"
#include "words.h"

namespace notes {

NoteModel::NoteModel(NoteStore& store, QObject* parent) : QAbstractListModel(parent), store_(store) {
  connect(&store, &NoteStore::changed, this, &NoteModel::update);
  connect(&store, &NoteStore::removed, this, [this](const QString& id) {
    const QModelIndex index = indexOf(id);
    if (!index.isValid()) return;
    beginRemoveRows({}, index.row(), index.row());
    shown_.removeAt(index.row());
    endRemoveRows();
  });
  reload();
}

void NoteModel::setFilter(const QString& words) {
  words_ = words.simplified().split(' ', Qt::SkipEmptyParts);
  reload();
}

void NoteModel::setSort(const QString& sort) {
  sort_ = sort;
  reload();
}

QModelIndex NoteModel::indexOf(const QString& id) const {
  for (qsizetype row = 0; row < shown_.size(); row++) {
    if (shown_[row].id == id) return index(static_cast<int>(row));
  }
  return {};
}

int NoteModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(shown_.size()); }

QVariant NoteModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= shown_.size()) return {};
  const Note& note = shown_[index.row()];
  switch (role) {
    case Qt::DisplayRole: return note.title.isEmpty() ? words("Untitled") : note.title;
    case idRole: return note.id;
    case textRole: return note.text.left(160).simplified();
    case modifiedRole: return note.modified;
    case pinnedRole: return note.pinned;
    default: return {};
  }
}

void NoteModel::reload() {
  beginResetModel();
  shown_.clear();
  for (const Note& note : store_.notes()) {
    if (passes(note)) shown_.append(note);
  }
  std::sort(shown_.begin(), shown_.end(), [this](const Note& a, const Note& b) { return before(a, b); });
  endResetModel();
}

bool NoteModel::passes(const Note& note) const {
  return std::all_of(words_.begin(), words_.end(), [&](const QString& word) {
    return note.title.contains(word, Qt::CaseInsensitive) || note.text.contains(word, Qt::CaseInsensitive);
  });
}

bool NoteModel::before(const Note& a, const Note& b) const {
  if (a.pinned != b.pinned) return a.pinned;
  if (sort_ == "title") {
    static const QCollator collator;
    if (const int order = collator.compare(a.title, b.title); order != 0) return order < 0;
  }
  const QDateTime& first = sort_ == "created" ? a.created : a.modified;
  const QDateTime& second = sort_ == "created" ? b.created : b.modified;
  return first != second ? first > second : a.id < b.id;
}

// One note changed: it moves to its place, so that selection and scroll stay.
void NoteModel::update(const QString& id) {
  const auto all = store_.notes();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Note& note) { return note.id == id; });
  const QModelIndex old = indexOf(id);
  if (found == all.end()) return;
  const bool stays = passes(*found);
  if (old.isValid() && !stays) {
    beginRemoveRows({}, old.row(), old.row());
    shown_.removeAt(old.row());
    endRemoveRows();
  }
  if (!stays) return;
  QList<Note> others = shown_;
  if (old.isValid()) others.removeAt(old.row());
  const auto place = std::lower_bound(others.begin(), others.end(), *found, [this](const Note& a, const Note& b) { return before(a, b); });
  const int to = static_cast<int>(place - others.begin());
  if (!old.isValid()) {
    beginInsertRows({}, to, to);
    shown_.insert(to, *found);
    endInsertRows();
    return;
  }
  if (to != old.row()) {
    beginMoveRows({}, old.row(), old.row(), {}, to > old.row() ? to + 1 : to);
    shown_.move(old.row(), to);
    endMoveRows();
  }
  shown_[to] = *found;
  emit dataChanged(index(to), index(to));
}

}  // namespace notes
