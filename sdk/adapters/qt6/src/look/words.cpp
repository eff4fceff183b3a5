#include "look/words.h"

#include <QCoreApplication>

namespace docent::qt {

QString say(const Words& words, const QLocale& locale) {
  const QString installed = QCoreApplication::translate("docent", words.en);
  if (installed != QString::fromUtf8(words.en)) return installed;
  switch (locale.language()) {
    case QLocale::Chinese: return QString::fromUtf8(words.zh);
    case QLocale::Arabic: return QString::fromUtf8(words.ar);
    default: return QString::fromUtf8(words.en);
  }
}

QLocale localeOf(const QString& tag) {
  if (tag.isEmpty()) return {};
  const QLocale locale(QString(tag).replace('-', '_'));
  return locale.language() == QLocale::C ? QLocale() : locale;
}

}  // namespace docent::qt
