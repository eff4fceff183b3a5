// panels/recorded_event.h: one event of docent_recorded as a person reads it: when, what in one sentence, and its details as lines. Names come from
// anywhere, so they are cut, cleaned and never read as markup. Values only; any thread.
#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QLocale>
#include <QStringList>

#include "panels/answers.h"

namespace docent::qt {

struct RecordedEvent {
  QString id;
  QDateTime time;
  QString sentence;
  QStringList details;  ///< "key: value"
  QString searchable;   ///< sentence, name and details, in folded case
  QJsonObject json;
};

RecordedEvent readEvent(const QJsonObject& json, const QLocale& locale);
/// docent_recorded's answer, in its order: newest first.
QList<RecordedEvent> readEvents(const QByteArray& json, const QLocale& locale);

/// What was recorded, read in the background: within ask(), as 1,000 events take longer than a frame. `events` are empty where the answer is `known`.
struct RecordedAnswer : Answer {
  bool changed = false;
  QList<RecordedEvent> events;
};
RecordedAnswer askRecordedEvents(docent_client* client, const QByteArray& known, const QLocale& locale);

/// `text` on one line without control characters, at most `limit` characters; isolated when its direction is not the sentence's.
QString shownName(const QString& text, const QLocale& locale, int limit = 120);

}  // namespace docent::qt
