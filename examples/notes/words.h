// words.h: the texts of Notes in another language, without a tool at build time: a translator over a table in the program. English stands in the
// source, at its place: words("New note"). GUI thread, and background threads that only read.
#pragma once

#include <QCoreApplication>
#include <QHash>
#include <QTranslator>

namespace notes {

struct Translated {
  const char* en;
  const char* other;
};

/// `english` in the language of the application.
inline QString words(const char* english) { return QCoreApplication::translate("notes", english); }

/// A text of a menu without its mnemonic and dots: "&Export…", "导出(&E)…".
QString withoutMnemonic(const QString& text);

class TableTranslator : public QTranslator {
 public:
  /// `language` "zh" has a table; any other is English.
  explicit TableTranslator(const QString& language);
  QString translate(const char* context, const char* text, const char* disambiguation, int n) const override;
  bool isEmpty() const override { return texts_.isEmpty(); }

 private:
  QHash<QByteArray, QString> texts_;
};

/// texts_zh.cpp, ended by a null.
extern const Translated chineseTexts[];

}  // namespace notes
