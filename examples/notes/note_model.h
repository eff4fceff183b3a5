// note_model.h: the notes of the list, filtered and sorted, pinned ones first. GUI thread.
#pragma once

#include <QAbstractListModel>

#include "note.h"

namespace notes {

class NoteStore;

class NoteModel : public QAbstractListModel {
  Q_OBJECT
 public:
  enum Role { idRole = Qt::UserRole, textRole, modifiedRole, pinnedRole };
  explicit NoteModel(NoteStore& store, QObject* parent = nullptr);

  /// Only notes that have all of these words, whatever their case.
  void setFilter(const QString& words);
  /// "modified", "created" (newest first) or "title".
  void setSort(const QString& sort);
  QModelIndex indexOf(const QString& id) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  void reload();
  bool passes(const Note& note) const;
  bool before(const Note& a, const Note& b) const;
  void update(const QString& id);

  NoteStore& store_;
  QStringList words_;
  QString sort_ = "modified";
  QList<Note> shown_;
};

}  // namespace notes
