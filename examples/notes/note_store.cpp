#include "note_store.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSaveFile>
#include <QTextDocumentFragment>
#include <QUuid>

#include "words.h"

namespace notes {

namespace {

constexpr int trashDays = 30;
constexpr const char* parts[] = {"notes", "backup", "trash", "damaged"};

std::optional<QByteArray> contentOf(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
  const QByteArray bytes = file.readAll();
  return file.error() == QFileDevice::NoError ? std::optional(bytes) : std::nullopt;
}

// A JSON string that begins at `from`, up to its end or to where the file breaks off.
QString jsonStringAt(const QByteArray& bytes, qsizetype from) {
  qsizetype end = from;
  while (end < bytes.size() && bytes[end] != '"') end += bytes[end] == '\\' ? 2 : 1;
  // A cut or a bad byte may lie within an escape or a character: go back to where the parser stumbled until it is a string again.
  const QByteArray opening = "[\"";
  for (qsizetype size = std::min(end, bytes.size()) - from; size > 0;) {
    QJsonParseError fault;
    const auto document = QJsonDocument::fromJson(opening + bytes.mid(from, size) + "\"]", &fault);
    if (fault.error == QJsonParseError::NoError) return document[0].toString();
    size = std::min(size - 1, fault.offset - opening.size());
  }
  return {};
}

QString jsonMember(const QByteArray& bytes, const char* name) {
  const QByteArray key = '"' + QByteArray(name) + "\":";
  qsizetype at = bytes.indexOf(key);
  if (at < 0) return {};
  at = bytes.indexOf('"', at + key.size());
  return at < 0 ? QString() : jsonStringAt(bytes, at + 1);
}

}  // namespace

NoteStore::NoteStore(const QString& folder, QObject* parent) : QObject(parent), folder_(folder) {}

bool NoteStore::load() {
  notes_.clear();
  recovered_.clear();
  unrecovered_ = 0;
  for (const char* part : parts) QDir().mkpath(folder_ + '/' + part);
  const QDir folder(folder_ + "/notes");
  if (!folder.exists() || !folder.isReadable()) return fail(words("The folder %1 cannot be read.").arg(folder_));
  for (const QString& name : folder.entryList({"*.json"}, QDir::Files)) read(name.chopped(5));
  purgeTrash();
  return true;
}

bool NoteStore::isWritable() const { return QFileInfo(folder_ + "/notes").isWritable(); }

std::optional<Note> NoteStore::open(const QString& id) {
  if (!notes_.contains(id)) {
    fail(words("This note is not here any more."));
    return std::nullopt;
  }
  const auto bytes = contentOf(file("notes", id));
  auto note = bytes ? fromFile(*bytes) : std::nullopt;
  if (!note) {
    fail(words("The note “%1” cannot be read.").arg(notes_[id].title));
    return std::nullopt;
  }
  note->id = id;
  return note;
}

std::optional<Note> NoteStore::create(const QString& title, const QString& html, const QString& text) {
  Note note;
  note.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
  note.title = title;
  note.html = html;
  note.text = text;
  note.created = note.modified = QDateTime::currentDateTimeUtc();
  if (write(note) < 0) return std::nullopt;
  return note;
}

qint64 NoteStore::save(const Note& note) {
  if (!backedUp_.contains(note.id)) {
    const QString before = file("notes", note.id);
    const QString backup = file("backup", note.id);
    if (QFile::exists(before)) {
      QFile::remove(backup);
      if (!QFile::copy(before, backup)) {
        fail(words("The note cannot be saved: %1").arg(words("the folder does not take files.")));
        return -1;
      }
    }
    backedUp_.insert(note.id);
  }
  Note stamped = note;
  stamped.modified = QDateTime::currentDateTimeUtc();
  return write(stamped);
}

bool NoteStore::setPinned(const QString& id, bool pinned) {
  auto note = open(id);
  if (!note) return false;
  note->pinned = pinned;
  return write(*note) >= 0;
}

bool NoteStore::remove(const QString& id) {
  const QString target = file("trash", id);
  QFile::remove(target);
  if (!notes_.contains(id) || !QFile::rename(file("notes", id), target)) return fail(words("The note cannot be deleted."));
  // The time of the deletion, which the purge goes by.
  QFile touched(target);
  if (touched.open(QIODevice::ReadWrite)) touched.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime);
  notes_.remove(id);
  emit removed(id);
  return true;
}

bool NoteStore::restore(const QString& id) {
  if (notes_.contains(id) || !QFile::rename(file("trash", id), file("notes", id))) return fail(words("The note cannot be brought back."));
  read(id);
  emit changed(id);
  return notes_.contains(id);
}

QString NoteStore::file(const QString& part, const QString& id) const { return folder_ + '/' + part + '/' + id + ".json"; }

void NoteStore::read(const QString& id) {
  const auto bytes = contentOf(file("notes", id));
  if (!bytes) return;  // no permission, or gone meanwhile: it stays where it is
  auto note = fromFile(*bytes);
  if (!note) {
    if (!recover(id, *bytes)) unrecovered_++;
    return;
  }
  note->id = id;
  note->html.clear();
  notes_.insert(id, *note);
}

bool NoteStore::recover(const QString& id, const QByteArray& damaged) {
  const auto backup = contentOf(file("backup", id));
  auto note = backup ? fromFile(*backup) : std::nullopt;
  const auto found = salvage(damaged);
  // The backup is whole but older. What is newer goes first when there is at least as much of it.
  const bool newest = found && (!note || found->text.size() >= note->text.size());
  if (newest) note = found;
  const QString aside = folder_ + "/damaged/" + id + QDateTime::currentDateTimeUtc().toString("-yyyyMMddhhmmsszzz") + ".json";
  if (!note) {
    (void)QFile::rename(file("notes", id), aside);
    return false;
  }
  // A copy first, so that the damaged file stays in its place, to be tried again, until the note has replaced it.
  if (!QFile::copy(file("notes", id), aside)) return false;
  note->id = id;
  if (note->title.isEmpty()) note->title = words("Recovered note");
  if (write(*note) < 0) {
    QFile::remove(aside);
    return false;
  }
  recovered_.append(newest ? note->title : words("%1 (an older version)").arg(note->title));
  return true;
}

void NoteStore::purgeTrash() {
  const QDateTime oldest = QDateTime::currentDateTime().addDays(-trashDays);
  for (const QFileInfo& old : QDir(folder_ + "/trash").entryInfoList({"*.json"}, QDir::Files)) {
    if (old.lastModified() < oldest) QFile::remove(old.filePath());
  }
}

qint64 NoteStore::write(const Note& note) {
  const QByteArray bytes = toFile(note);
  QSaveFile out(file("notes", note.id));
  if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit()) {
    fail(words("The note cannot be saved: %1").arg(out.errorString()));
    return -1;
  }
  Note listed = note;
  listed.html.clear();
  notes_.insert(note.id, listed);
  emit changed(note.id);
  return bytes.size();
}

bool NoteStore::fail(const QString& sentence) {
  error_ = sentence;
  return false;
}

QByteArray toFile(const Note& note) {
  // "whole" is the last member in every order that JSON writers use here, so that a file that was cut is never taken for a whole one.
  return QJsonDocument(QJsonObject{{"format", 1},
                                   {"title", note.title},
                                   {"html", note.html},
                                   {"text", note.text},
                                   {"created", note.created.toString(Qt::ISODateWithMs)},
                                   {"modified", note.modified.toString(Qt::ISODateWithMs)},
                                   {"pinned", note.pinned},
                                   {"whole", true}})
      .toJson();
}

std::optional<Note> fromFile(const QByteArray& bytes) {
  const QJsonObject object = QJsonDocument::fromJson(bytes).object();
  if (!object["whole"].toBool() || !object["html"].isString()) return std::nullopt;
  Note note;
  note.title = object["title"].toString();
  note.html = object["html"].toString();
  note.text = object["text"].toString();
  note.created = QDateTime::fromString(object["created"].toString(), Qt::ISODateWithMs);
  note.modified = QDateTime::fromString(object["modified"].toString(), Qt::ISODateWithMs);
  note.pinned = object["pinned"].toBool();
  return note;
}

std::optional<Note> salvage(const QByteArray& bytes) {
  Note note;
  note.title = jsonMember(bytes, "title");
  note.html = jsonMember(bytes, "html");
  // An HTML that is cut within a tag would show half of the tag.
  if (note.html.lastIndexOf('<') > note.html.lastIndexOf('>')) note.html.truncate(note.html.lastIndexOf('<'));
  note.text = jsonMember(bytes, "text");
  if (note.text.isEmpty()) note.text = QTextDocumentFragment::fromHtml(note.html).toPlainText();
  if (note.html.isEmpty()) note.html = QTextDocumentFragment::fromPlainText(note.text).toHtml();
  if (note.text.trimmed().isEmpty() && note.title.isEmpty()) return std::nullopt;
  note.created = note.modified = QDateTime::currentDateTimeUtc();
  return note;
}

QString fileNameFor(const QString& title) {
  static const QRegularExpression forbidden(R"([\x00-\x1f\x7f/\\:*?"<>|]+)");
  static const QRegularExpression device("^(con|prn|aux|nul|com\\d|lpt\\d)$", QRegularExpression::CaseInsensitiveOption);
  QString name = QString(title).replace(forbidden, "-").simplified().left(80);
  if (!name.isEmpty() && name.back().isHighSurrogate()) name.chop(1);
  while (name.startsWith('.') || name.startsWith('-')) name.remove(0, 1);
  while (name.endsWith('.') || name.endsWith(' ') || name.endsWith('-')) name.chop(1);
  if (device.match(name).hasMatch()) name += '-';
  return name.isEmpty() ? QStringLiteral("note") : name;
}

}  // namespace notes
