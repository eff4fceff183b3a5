// The engine as a whole, on the strategy that docs/strategy.md describes.
#include "guidance/engine.h"

#include "files.h"
#include "rig.h"

namespace docent::core::test {
namespace {

EngineConfig chinese() {
  EngineConfig c;
  c.locale = "zh-CN";
  c.install_id = "3f1a";
  c.attributes = {{"app.version", Value("4.3.0")}};
  return c;
}

TEST(Engine, WithoutAStrategyItOnlyRemembers) {
  Rig r("");
  r.track("anything").pass("P1D");
  EXPECT_EQ(r.engine->strategy_version(), 0u);
  EXPECT_EQ(r.engine->strategy_json(), "");
  EXPECT_FALSE(r.engine->next_timer_ms().has_value());
  EXPECT_FALSE(r.engine->recommend("home", r.now()).has_value());
  EXPECT_EQ(r.engine->sampling_rate("anything"), 1);
  EXPECT_EQ(r.engine->explain("x", r.now()), "");
  EXPECT_EQ(r.count(), 0u);
}

TEST(Engine, TheExampleStrategyLoadsWithoutAWarning) {
  const std::string json = read_text(DOCENT_SHARED_DIR "/strategy.example.json");
  if (json.empty()) GTEST_SKIP() << "the example strategy is not beside this checkout";
  Rig r(json, chinese());
  EXPECT_THAT(r.engine->strategy_warnings(), testing::ElementsAre());
  EXPECT_EQ(r.engine->strategy_version(), 7u);
  EXPECT_EQ(r.codes("tour.export"), "TRIGGER_PENDING");
  EXPECT_EQ(r.codes("survey.nps"), "NOT_STARTED TARGETING_MISMATCH TRIGGER_PENDING");
  EXPECT_EQ(r.codes("list.start"), "TARGETING_MISMATCH");
  EXPECT_EQ(r.engine->sampling_rate("menu_opened"), 0.25);
  EXPECT_EQ(r.engine->flush_interval_ms(), 30'000);
  EXPECT_EQ(r.engine->refresh_interval_ms(), 300'000);
  const Value all = *parse_json(r.engine->explain("", r.now()));
  EXPECT_EQ(all.as_array().size(), 6u);
}

TEST(Engine, TheExampleTipAppearsAtTheRightMoment) {
  const std::string json = read_text(DOCENT_SHARED_DIR "/strategy.example.json");
  if (json.empty()) GTEST_SKIP() << "the example strategy is not beside this checkout";
  Rig r(json, chinese());
  for (int d = 0; d < 3; d++) r.track("text_edited").pass("P1D");  // writers: on three days
  r.context("editing", Value("text"));
  for (int i = 0; i < 4; i++) r.track("text_edited").pass("PT10S");
  EXPECT_EQ(r.verdict("tip.format", "TRIGGER_PENDING")["progress"].as_string(), "4/5");
  r.track("text_edited");
  EXPECT_EQ(r.count(), 0u) << "delayed by 2 s";
  EXPECT_EQ(r.verdict("tip.format", "DELAYED")["until_ms"].as_int(), r.now_ms + 2000);
  r.pass("PT2S");
  ASSERT_EQ(r.count(), 1u) << r.engine->explain("tip.format", r.now());
  const Presentation& p = r.presentations[0];
  EXPECT_EQ(p.locale, "zh-CN");
  EXPECT_THAT(p.variant, testing::AnyOf("a", "b"));
  EXPECT_EQ(p.title, p.variant == "a" ? "更快地排版" : "让重点更醒目");
  EXPECT_EQ(p.anchor, "toolbar.format");
  EXPECT_EQ(p.role, "status");
  EXPECT_EQ(p.reason, "text_edited 5 times in 2 minutes; no style_applied in 30 days");
  ASSERT_EQ(p.actions.size(), 2u);
  EXPECT_EQ(p.actions[1].command, "snooze:P7D");
}

TEST(Engine, TheExampleRecommendationFollowsWhatWasDone) {
  const std::string json = read_text(DOCENT_SHARED_DIR "/strategy.example.json");
  if (json.empty()) GTEST_SKIP() << "the example strategy is not beside this checkout";
  Rig r(json, chinese());
  auto list = r.engine->recommend("home.next", r.now());
  ASSERT_TRUE(list.has_value());
  EXPECT_TRUE(list->items.empty());
  r.track("table_inserted").pass("PT5M").track("print_opened").pass("PT1H").track("print_opened").track("print_opened");
  list = r.engine->recommend("home.next", r.now());
  ASSERT_EQ(list->items.size(), 1u);
  EXPECT_EQ(list->items[0].feature, "mail_merge");
  EXPECT_EQ(list->items[0].title, "试试邮件合并");
  EXPECT_EQ(list->items[0].reason, "print_opened 3 times in 30 days; table_inserted, then print_opened within 15 minutes");
  EXPECT_EQ(list->items[0].score, 3);
  for (int i = 0; i < 41; i++) r.track("menu_opened");
  list = r.engine->recommend("home.next", r.now());
  ASSERT_EQ(list->items.size(), 2u);
  EXPECT_EQ(list->items[0].feature, "shortcuts") << "5 beats 3";
  r.track("mail_merge_done");
  list = r.engine->recommend("home.next", r.now());
  ASSERT_EQ(list->items.size(), 1u) << "used within 90 days";
}

TEST(Engine, TheSampleApplicationsSessionShowsWhatItPromises) {
  const std::string json = read_text(DOCENT_SOURCE_DIR "/examples/notes-terminal/strategy.json");
  ASSERT_FALSE(json.empty());
  EngineConfig config;
  config.locale = "zh_CN.UTF-8";
  Rig r(json, config);
  EXPECT_THAT(r.engine->strategy_warnings(), testing::ElementsAre());
  r.track("note_created");
  for (int i = 0; i < 5; i++) r.context("editing", Value("text")).track("text_edited").pass("PT0.1S");
  r.pass("PT1S");
  ASSERT_EQ(r.shown(), "tip.format") << r.engine->explain("tip.format", r.now());
  EXPECT_EQ(r.presentations[0].title, "让笔记更有条理");
  r.report(Outcome::shown).report(Outcome::interacted, "try");
  r.pass("PT2S").track("style_applied").track("document_saved");
  EXPECT_EQ(r.verdict("tip.format", "INVALIDATED")["reason"].as_string(), "ACTION_PERFORMED");
  for (int i = 0; i < 2; i++) r.track("table_inserted").track("print_opened").track("document_saved").pass("PT1S");
  ASSERT_EQ(r.shown(), "tip.format tip.export");
  EXPECT_EQ(r.presentations[1].reason, "print_opened 2 times in 10 minutes; no export_done in 30 days");
  const auto list = r.engine->recommend("home.next", r.now());
  ASSERT_EQ(list->items.size(), 2u);
  EXPECT_EQ(list->items[0].feature, "mail_merge");
  EXPECT_EQ(list->items[1].feature, "export");
}

}  // namespace
}  // namespace docent::core::test
