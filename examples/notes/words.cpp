#include "words.h"

#include <QRegularExpression>

namespace notes {

QString withoutMnemonic(const QString& text) {
  static const QRegularExpression atEnd("\\(&.\\)");
  return QString(text).remove(atEnd).remove('&').remove("…");
}

TableTranslator::TableTranslator(const QString& language) {
  if (language != "zh") return;
  for (const Translated* entry = chineseTexts; entry->en != nullptr; entry++) texts_.insert(entry->en, QString::fromUtf8(entry->other));
}

QString TableTranslator::translate(const char* context, const char* text, const char*, int) const {
  // Qt's own dialogs and buttons ("OK", "Cancel") have other contexts; the same words serve them.
  if (qstrcmp(context, "notes") != 0 && qstrcmp(context, "QPlatformTheme") != 0) return {};
  return texts_.value(text);
}

}  // namespace notes
