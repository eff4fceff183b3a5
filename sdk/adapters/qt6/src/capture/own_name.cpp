#include "capture/own_name.h"

namespace docent::qt {

QVariant dynamicProperty(const QObject* object, const char* name) {
  const QList<QByteArray> names = object->dynamicPropertyNames();
  for (const QByteArray& known : names) {
    if (known == name) return object->property(name);
  }
  return {};
}

bool isFlagged(const QObject* object, const char* name) { return dynamicProperty(object, name).toBool(); }

bool isQtInternal(const QObject* object) {
  const QString name = object->objectName();
  // The buttons of a wizard are people's: Qt only named them.
  return (name.startsWith(QLatin1String("qt_")) && !name.startsWith(QLatin1String("qt_wizard_"))) || name.startsWith(QLatin1String("_q_"));
}

QString ownName(const QObject* object) {
  QString given = dynamicProperty(object, "docentName").toString();
  if (!given.isEmpty()) return given;
  return isQtInternal(object) ? QString() : object->objectName();
}

QString clippedName(const QString& name) {
  if (name.size() * 3 <= maxNameBytes || utf8Size(name) <= maxNameBytes) return name;
  qsizetype bytes = 0;
  qsizetype at = 0;
  while (at < name.size()) {
    const qsizetype units = name[at].isHighSurrogate() && at + 1 < name.size() ? 2 : 1;
    bytes += utf8Size(QStringView(name).mid(at, units));
    if (bytes > maxNameBytes) break;
    at += units;
  }
  return name.left(at);
}

qsizetype utf8Size(QStringView text) {
  qsizetype bytes = 0;
  for (const QChar c : text) bytes += c.unicode() < 0x80 ? 1 : c.unicode() < 0x800 || c.isSurrogate() ? 2 : 3;
  return bytes;
}

}  // namespace docent::qt
