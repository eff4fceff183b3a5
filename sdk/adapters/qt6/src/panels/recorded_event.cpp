#include "panels/recorded_event.h"

#include <QJsonDocument>

#include "panels/event_words.h"

namespace docent::qt {

namespace {

constexpr int detailChars = 400;

QString valueText(const QJsonValue& value) {
  if (value.isString()) return value.toString();
  const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
  return QString::fromUtf8(wrapped.mid(1, wrapped.size() - 2));
}

QString filled(const Words& words, const QString& name, const QLocale& locale) {
  const QString sentence = say(words, locale);
  return sentence.contains("%1") ? sentence.arg(name.isEmpty() ? say(unknownPlace, locale) : shownName(name, locale)) : sentence;
}

template <class Table>
const EventWords* findWords(const Table& table, const QString& name) {
  for (const EventWords& entry : table) {
    if (name == QLatin1String(entry.name)) return &entry;
  }
  return nullptr;
}

QString sentenceOf(const QJsonObject& json, const QLocale& locale) {
  const QString type = json["type"].toString();
  if (type == "screen") return filled(screenEvent, json["name"].toString(), locale);
  if (type == "identify") return filled(identifyEvent, json["userId"].toString(), locale);
  if (type == "group") return filled(groupEvent, json["groupId"].toString(), locale);
  if (type == "alias") return filled(aliasEvent, json["userId"].toString(), locale);
  const QString name = json["event"].toString();
  const QJsonObject properties = json["properties"].toObject();
  const EventWords* const found = name == "interaction" ? findWords(interactionWords, properties["kind"].toString()) : findWords(builtInWords, name);
  if (found == nullptr) return shownName(name.isEmpty() ? type : name, locale);
  return filled(found->words, properties[QLatin1String(found->property)].toString(), locale);
}

}  // namespace

RecordedEvent readEvent(const QJsonObject& json, const QLocale& locale) {
  RecordedEvent event;
  event.id = json["messageId"].toString();
  event.time = QDateTime::fromString(json["timestamp"].toString(), Qt::ISODateWithMs).toLocalTime();
  event.sentence = sentenceOf(json, locale);
  for (const char* part : {"properties", "traits"}) {
    const QJsonObject object = json[QLatin1String(part)].toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
      event.details += shownName(it.key(), locale) + ": " + shownName(valueText(it.value()), locale, detailChars);
    }
  }
  const QString screen = json["context"].toObject()["screen"].toString();
  if (!screen.isEmpty()) event.details += "screen: " + shownName(screen, locale, detailChars);
  event.searchable = (event.sentence + '\n' + json["event"].toString() + json["name"].toString() + '\n' + event.details.join('\n')).toCaseFolded();
  event.json = json;
  return event;
}

QList<RecordedEvent> readEvents(const QByteArray& json, const QLocale& locale) {
  QList<RecordedEvent> events;
  const QJsonArray all = QJsonDocument::fromJson(json).array();
  events.reserve(all.size());
  for (const QJsonValue& value : all) events += readEvent(value.toObject(), locale);
  return events;
}

RecordedAnswer askRecordedEvents(docent_client* client, const QByteArray& known, const QLocale& locale) {
  RecordedAnswer answer{askRecorded(client), false, {}};
  answer.changed = answer.ok() && answer.json != known;
  if (answer.changed) answer.events = readEvents(answer.json, locale);
  return answer;
}

QString shownName(const QString& text, const QLocale& locale, int limit) {
  QString clean = text.left(limit);
  for (QChar& c : clean) {
    const bool direction = (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
    if (c.category() == QChar::Other_Control || c == QChar(0x2028) || c == QChar(0x2029) || direction) c = ' ';
  }
  if (!clean.isEmpty() && clean.back().isHighSurrogate()) clean.chop(1);
  if (text.size() > limit) clean += QChar(0x2026);
  const bool otherWay = clean.isRightToLeft() != (locale.textDirection() == Qt::RightToLeft);
  return otherWay ? QChar(0x2068) + clean + QChar(0x2069) : clean;
}

}  // namespace docent::qt
