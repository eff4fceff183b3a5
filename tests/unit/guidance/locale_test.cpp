#include "guidance/locale.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace docent::core {
namespace {

using testing::ElementsAre;

TEST(Locale, FallsBackByTruncation) {
  EXPECT_THAT(locale_chain("zh-CN", "en"), ElementsAre("zh-CN", "zh", "en"));
  EXPECT_THAT(locale_chain("zh-Hant-TW", "en"), ElementsAre("zh-Hant-TW", "zh-Hant", "zh", "en"));
  EXPECT_THAT(locale_chain("en", "en"), ElementsAre("en"));
  EXPECT_THAT(locale_chain("de-x-bank", "en"), ElementsAre("de-x-bank", "de", "en")) << "a single letter goes with what follows it";
  EXPECT_THAT(locale_chain("EN-us", "en"), ElementsAre("EN-us", "EN"));
}

TEST(Locale, UnderstandsWhatTheSystemSays) {
  EXPECT_THAT(locale_chain("zh_CN.UTF-8", "en"), ElementsAre("zh-CN", "zh", "en"));
  EXPECT_THAT(locale_chain("de_DE@euro", "en"), ElementsAre("de-DE", "de", "en"));
  EXPECT_THAT(locale_chain("C.UTF-8", "en"), ElementsAre("en"));
  EXPECT_THAT(locale_chain("POSIX", "en"), ElementsAre("en"));
  EXPECT_THAT(locale_chain("", "fr"), ElementsAre("fr"));
}

TEST(Locale, ResolvesWithoutCase) {
  const Value texts = *parse_json(R"({"en":"a","zh":"b","zh-cn":{"title":"c"}})");
  EXPECT_EQ(resolve_text(texts, locale_chain("zh-CN", "en")).locale, "zh-cn");
  EXPECT_EQ(resolve_text(texts, locale_chain("zh-TW", "en")).text->as_string(), "b");
  EXPECT_EQ(resolve_text(texts, locale_chain("fr", "en")).text->as_string(), "a");
  EXPECT_EQ(resolve_text(texts, locale_chain("fr", "de")).text, nullptr);
  EXPECT_EQ(resolve_text(Value(), locale_chain("fr", "de")).text, nullptr);
}

}  // namespace
}  // namespace docent::core
