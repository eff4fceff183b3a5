// look/words.h: the kit's own words, in English, Chinese and Arabic. Each part of the kit declares what it says as constants:
//
//   inline constexpr Words nextWords{"Next", "下一步", "التالي"};
//   button->setText(say(nextWords, locale));
//
// A translation that the application has installed for the context "docent" goes first, so any other language can be added. Any thread.
#pragma once

#include <QLocale>
#include <QString>

namespace docent::qt {

struct Words {
  const char* en;
  const char* zh;
  const char* ar;
};

/// In the language of `locale`, else in English. Placeholders are %1, %2: use QString::arg.
QString say(const Words& words, const QLocale& locale);
/// The locale of a BCP 47 tag, the application's for an empty or unknown one.
QLocale localeOf(const QString& tag);

}  // namespace docent::qt
