// note_store.h: the notes of one folder, one JSON file a note. Owned by main, used from the GUI thread.
//
// Layout     notes/ID.json the notes; backup/ID.json each as it was when this run first changed it; trash/ID.json what was deleted, kept for 30 days;
//            damaged/ what could not be read, for ever.
// Promise    A note on the disk is the old one or the new one, never half of it: files are written beside and renamed. What is damaged all the same
// (a
//            failing disk, another program) is put aside, and the note comes back from its backup, else from what can be read of it. Nothing is
//            overwritten that could not be read.
// Memory     Titles and plain texts of all notes (search needs them); the formatted body is read when a note is opened.
#pragma once

#include <QDir>
#include <QHash>
#include <QList>
#include <QObject>
#include <optional>

#include "note.h"

namespace notes {

class NoteStore : public QObject {
  Q_OBJECT
 public:
  explicit NoteStore(const QString& folder, QObject* parent = nullptr);

  /// Reads the folder, mends what is damaged. False when the folder cannot be made or read: error() says why.
  bool load();
  const QString& error() const { return error_; }
  /// Titles of the notes that load() had to bring back; each says when it is an older version, from the backup.
  const QStringList& recovered() const { return recovered_; }
  /// Damaged files that load() could make no note of; they are kept.
  int unrecovered() const { return unrecovered_; }
  bool isWritable() const;

  /// All notes without their bodies, in no order.
  QList<Note> notes() const { return notes_.values(); }
  int count() const { return static_cast<int>(notes_.size()); }
  bool contains(const QString& id) const { return notes_.contains(id); }
  /// The whole note; nothing when it is not there or cannot be read now: error().
  std::optional<Note> open(const QString& id);

  /// A note that is on the disk already, or nothing: error().
  std::optional<Note> create(const QString& title, const QString& html, const QString& text);
  /// Bytes written, or -1: error(), and the note on the disk is as it was. Sets `modified` when the content is another one.
  qint64 save(const Note& note);
  bool setPinned(const QString& id, bool pinned);
  /// Into the trash; restore() takes it back, also in a later run.
  bool remove(const QString& id);
  bool restore(const QString& id);

  const QString& folder() const { return folder_; }

 signals:
  void changed(const QString& id);  ///< made, saved, pinned or restored
  void removed(const QString& id);

 private:
  QString file(const QString& part, const QString& id) const;
  void read(const QString& id);
  bool recover(const QString& id, const QByteArray& damaged);
  void purgeTrash();
  qint64 write(const Note& note);
  bool fail(const QString& sentence);

  QString folder_;
  QString error_;
  QHash<QString, Note> notes_;
  QSet<QString> backedUp_;
  QStringList recovered_;
  int unrecovered_ = 0;
};

/// A note's file, and back; nothing for what is no whole note.
QByteArray toFile(const Note& note);
std::optional<Note> fromFile(const QByteArray& bytes);
/// What can still be read of a damaged file; nothing when there is no text in it.
std::optional<Note> salvage(const QByteArray& bytes);
/// A name for a file that any file system takes, made of a title: no separators, no control characters, no name of a device, at most 80 characters.
QString fileNameFor(const QString& title);

}  // namespace notes
