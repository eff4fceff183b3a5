#include "guidance/presentation.h"

#include <gtest/gtest.h>

#include <set>

#include "guidance/locale.h"

namespace docent::core {
namespace {

Campaign campaign(const std::string& content) {
  Campaign c;
  c.id = "tip.a";
  c.type_name = "tip";
  c.feature = "f";
  c.body.content = *parse_json(content);
  return c;
}

const PlaceholderSource no_values = [](std::string_view) { return Value(); };

std::optional<Presentation> make(const Campaign& c, std::string_view variant, const std::vector<std::string>& locales, Uuid id = {},
                                 std::string reason = "", uint32_t version = 1) {
  static const std::vector<std::string> nothing_done;
  return make_presentation({c, c.body, variant, locales, no_values, nothing_done, id, std::move(reason), version});
}

TEST(Presentation, IdsDependOnEverythingAndNothingElse) {
  const Uuid id = presentation_id(1, 1, "a", 1000);
  EXPECT_EQ(presentation_id(1, 1, "a", 1000), id);
  const std::set<Uuid> ids = {id, presentation_id(2, 1, "a", 1000), presentation_id(1, 2, "a", 1000), presentation_id(1, 1, "b", 1000),
                              presentation_id(1, 1, "a", 1001)};
  EXPECT_EQ(ids.size(), 5u);
  EXPECT_EQ(to_string(presentation_id(1, 1, "a", 0x0190f1c27c1e)).substr(0, 15), "0190f1c2-7c1e-7");
  EXPECT_EQ(id.bytes[8] & 0xc0, 0x80);
}

TEST(Presentation, IsResolvedForTheLocale) {
  const Campaign c = campaign(R"({"anchor":"x","placement":"end","severity":"info","a11y":{"role":"dialog","label":"L"},
    "text":{"en":{"title":"T","body":"B","hint":"H"},"zh-CN":{"title":"标题","body":"正文"}},
    "actions":[{"id":"ok","action":"dismiss","text":{"en":"OK","zh-CN":"好"}},{"id":"more","action":"open:x","text":{"en":{"title":"More"}}}]})");
  const auto locales = locale_chain("zh-CN", "en");
  const auto p = make(c, "v", locales, presentation_id(1, 1, "a", 5), "because", 7);
  ASSERT_TRUE(p.has_value());
  EXPECT_EQ(p->title, "标题");
  EXPECT_EQ(p->body, "正文");
  EXPECT_EQ(p->locale, "zh-CN");
  EXPECT_EQ(p->role, "dialog");
  EXPECT_EQ(p->placement, "end");
  ASSERT_EQ(p->actions.size(), 2u);
  EXPECT_EQ(p->actions[0].text, "好");
  EXPECT_EQ(p->actions[1].text, "More") << "each text falls back for itself";
  const Value json = *parse_json(p->json);
  EXPECT_EQ(json["id"].as_string(), to_string(p->id));
  EXPECT_EQ(json["variant"].as_string(), "v");
  EXPECT_EQ(json["feature"].as_string(), "f");
  EXPECT_EQ(json["strategyVersion"].as_int(), 7);
  EXPECT_EQ(json["a11y"]["label"].as_string(), "L");
  EXPECT_EQ(json["minVisibleMs"].as_int(), 1000);
  EXPECT_EQ(json["dismissible"], Value(true));
  EXPECT_EQ(json["reason"].as_string(), "because");
  EXPECT_EQ(json["actions"].as_array().size(), 2u);
}

TEST(Presentation, APlainTextIsTheTitle) {
  Campaign c = campaign(R"({"text":{"en":"Just this"}})");
  auto p = make(c, "", locale_chain("de", "en"), {}, "", 1);
  ASSERT_TRUE(p.has_value());
  EXPECT_EQ(p->title, "Just this");
  EXPECT_EQ(p->body, "");
  EXPECT_EQ(p->role, "status");
  EXPECT_EQ((*parse_json(p->json)).find("variant"), nullptr);
  c.emergency = true;
  EXPECT_EQ(make(c, "", locale_chain("de", "en"), {}, "", 1)->role, "alert");
}

TEST(Presentation, WithoutATextThereIsNone) {
  const Campaign c = campaign(R"({"text":{"fr":"Bonjour"}})");
  EXPECT_FALSE(make(c, "", locale_chain("de", "en"), {}, "", 1).has_value());
  EXPECT_FALSE(has_text(c.body, locale_chain("de", "en")));
  EXPECT_TRUE(has_text(c.body, locale_chain("fr-CA", "en")));
}

}  // namespace
}  // namespace docent::core
