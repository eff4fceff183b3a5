#include "look/words.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QTranslator>

namespace docent::qt {
namespace {

constexpr Words greeting{"Hello", "你好", "مرحبا"};

class French : public QTranslator {
 public:
  QString translate(const char* context, const char* source, const char*, int) const override {
    return QString(context) == "docent" && QString(source) == "Hello" ? "Bonjour" : QString();
  }
  bool isEmpty() const override { return false; }
};

TEST(Words, AreThoseOfTheLanguageElseEnglish) {
  EXPECT_EQ(say(greeting, QLocale("zh_CN")), "你好");
  EXPECT_EQ(say(greeting, QLocale("ar_EG")), "مرحبا");
  EXPECT_EQ(say(greeting, QLocale("de_DE")), "Hello");
}

TEST(Words, OfTheApplicationGoFirst) {
  French french;
  QCoreApplication::installTranslator(&french);
  EXPECT_EQ(say(greeting, QLocale("zh_CN")), "Bonjour");
  QCoreApplication::removeTranslator(&french);
}

TEST(Words, LocaleOfATag) {
  EXPECT_EQ(localeOf("zh-CN").language(), QLocale::Chinese);
  EXPECT_EQ(localeOf("ar").textDirection(), Qt::RightToLeft);
  EXPECT_EQ(localeOf("").language(), QLocale().language());
  EXPECT_EQ(localeOf("no such tag").language(), QLocale().language());
}

}  // namespace
}  // namespace docent::qt
