#include "guidance/strategy_loader.h"

#include "rig.h"

namespace docent::core::test {
namespace {

struct Case {
  std::string members;  // of the envelope
  const char* rule;
  const char* pointer;
};

void expect_refused(const std::string& json, const char* rule, const char* pointer) {
  const StrategyReport report = read_strategy(json);
  EXPECT_EQ(report.loaded, nullptr) << json;
  ASSERT_FALSE(report.findings.errors.empty()) << json;
  EXPECT_EQ(report.findings.errors[0].rule, rule) << json << "\n" << report.findings.errors[0].message;
  EXPECT_EQ(report.findings.errors[0].pointer, pointer) << json;
  EXPECT_FALSE(report.findings.errors[0].remedy.empty()) << json;
}

TEST(StrategyLoader, TheSmallestDocument) {
  const StrategyReport report = read_strategy(strategy("", "", 3));
  ASSERT_NE(report.loaded, nullptr);
  EXPECT_EQ(report.loaded->strategy.version, 3u);
  EXPECT_EQ(report.loaded->strategy.product, "test");
  EXPECT_EQ(report.loaded->strategy.default_locale, "en");
  EXPECT_TRUE(report.findings.warnings.empty());
}

TEST(StrategyLoader, TheHeadIsStrict) {
  const auto head = [](const std::string& members) { return "{" + members + R"("campaigns":[]})"; };
  const std::string locales = R"("locales":{"default":"en"},)";
  expect_refused("", "json", "");
  expect_refused("{", "json", "");
  expect_refused("[]", "type", "");
  expect_refused("<html></html>", "json", "");
  expect_refused(head(R"("product":"p","version":1,)" + locales), "missing-member", "/schemaVersion");
  expect_refused(head(R"("schemaVersion":2,"product":"p","version":1,)" + locales), "schema-version", "/schemaVersion");
  expect_refused(head(R"("schemaVersion":1,"version":1,)" + locales), "missing-member", "/product");
  expect_refused(head(R"("schemaVersion":1,"product":"p",)" + locales), "missing-member", "/version");
  expect_refused(head(R"("schemaVersion":1,"product":"p","version":0,)" + locales), "range", "/version");
  expect_refused(head(R"("schemaVersion":1,"product":"p","version":"7",)" + locales), "type", "/version");
  expect_refused(head(R"("schemaVersion":1,"product":"p","version":1,)"), "missing-member", "/locales");
  expect_refused(head(R"("schemaVersion":1,"product":"p","version":1,"locales":{},)"), "missing-member", "/locales/default");
  expect_refused(std::string(limits::max_strategy_bytes + 1, ' '), "limit", "");
}

TEST(StrategyLoader, EachMistakeInTheEnvelopeHasItsPointer) {
  const Case cases[] = {
      {R"("campagnes":[])", "unknown-member", "/campagnes"},
      {R"("catalogue":{"events":{"session_start":{}}})", "reserved-name", "/catalogue/events/session_start"},
      {R"("catalogue":{"events":{"a":{"n":"int"}}})", "enum", "/catalogue/events/a/n"},
      {R"("catalogue":{"anchors":[1]})", "type", "/catalogue/anchors/0"},
      {R"("catalogue":{"screens":[]})", "unknown-member", "/catalogue/screens"},
      {R"("segments":[{"id":"s"}])", "missing-member", "/segments/0/rule"},
      {R"("segments":[{"id":"s","rule":true},{"id":"s","rule":true}])", "duplicate-id", "/segments/1/id"},
      {R"("segments":[{"id":"s","rule":{"levitate":[1]}}])", "unknown-operator", "/segments/0/rule"},
      {R"("segments":[{"id":"s","rule":{"in_segment":["s"]}}])", "rule", "/segments/0/rule"},
      {R"("features":[{"id":"f","usedBy":[{}]}])", "missing-member", "/features/0/usedBy/0/event"},
      {R"("features":[{"id":"f","usedBy":[{"event":"e","filter":{"levitate":1}}]}])", "unknown-operator", "/features/0/usedBy/0/filter"},
      {R"("features":[{"id":"f","available":{"event_count":["e","2 days"]}}])", "rule", "/features/0/available/event_count/1"},
      {R"("features":[{"id":"f"},{"id":"f"}])", "duplicate-id", "/features/1/id"},
      {R"("features":[{"id":"f","name":{"en":1}}])", "type", "/features/0/name/en"},
      {R"("lifecycle":[{"feature":"f","stage":"beta","since":"2026-01-01"}])", "enum", "/lifecycle/0/stage"},
      {R"("lifecycle":[{"feature":"f","stage":"stable","since":"soon"}])", "time", "/lifecycle/0/since"},
      {R"("lifecycle":[{"feature":"f","stage":"stable"}])", "missing-member", "/lifecycle/0/since"},
      {R"("metrics":[{"id":"m","kind":"happiness"}])", "enum", "/metrics/0/kind"},
      {R"("metrics":[{"id":"m","kind":"conversion","within":"7"}])", "duration", "/metrics/0/within"},
      {R"("objectives":[{"id":"o"}])", "missing-member", "/objectives/0/metric"},
      {R"("objectives":[{"id":"o","metric":"m","dimension":"fun"}])", "enum", "/objectives/0/dimension"},
  };
  for (const Case& c : cases) expect_refused(strategy("", c.members), c.rule, c.pointer);
}

TEST(StrategyLoader, UnknownTypesAndOperatorsDisableTheItemOnly) {
  const std::string bad_operator = R"({"and":[true,{"levitate":[1]}]})";
  Rig r(strategy(tip("a", "e") + R"(,{"id":"b","type":"hologram","whatever":[1]},)" + tip("c", "e", R"(,"targeting":)" + bad_operator) + "," +
                 tip("d", "e", R"(,"invalidateOn":[{"event":"e","filter":)" + bad_operator + "}]")));
  EXPECT_EQ(r.codes("a"), "TRIGGER_PENDING");
  EXPECT_EQ(r.codes("b"), "DISABLED");
  EXPECT_EQ(r.verdict("b", "DISABLED")["reason"].as_string(), "the type \"hologram\" is not known to this version (/campaigns/1/type)");
  EXPECT_NE(r.verdict("c", "DISABLED")["reason"].as_string().find("levitate"), std::string_view::npos);
  EXPECT_NE(r.verdict("c", "DISABLED")["reason"].as_string().find("(/campaigns/2/targeting/and/1"), std::string_view::npos);
  EXPECT_EQ(r.codes("d"), "DISABLED");
  r.track("e");
  EXPECT_EQ(r.shown(), "a");
}

TEST(StrategyLoader, AQuestionOfALaterVersionDisablesItsSurvey) {
  Rig r(strategy(R"({"id":"s","type":"survey","triggers":[{"event":"e"}],"questions":[{"id":"q","type":"drawing","canvas":1}]})"));
  EXPECT_NE(r.verdict("s", "DISABLED")["reason"].as_string().find("drawing"), std::string_view::npos);
}

TEST(StrategyLoader, ARefusedDocumentLeavesTheEarlierOne) {
  Rig r(strategy(tip("a", "e"), "", 5));
  const Status refused = r.engine->load_strategy(strategy(tip("b", "e", R"(,"delay":"2s")"), "", 6), r.now());
  EXPECT_EQ(refused.code(), Code::invalid);
  EXPECT_NE(refused.message().find("[duration] /campaigns/0/delay, line 1: \"2s\" is no ISO 8601 duration"), std::string::npos) << refused.message();
  EXPECT_EQ(r.engine->strategy_version(), 5u);
  r.track("e");
  EXPECT_EQ(r.shown(), "a");
}

TEST(StrategyLoader, ALowerVersionIsRefusedUnlessItIsARollBack) {
  Rig r(strategy(tip("a", "e"), "", 5));
  EXPECT_FALSE(r.engine->load_strategy(strategy("", "", 4), r.now()).ok());
  EXPECT_EQ(r.engine->strategy_version(), 5u);
  EXPECT_TRUE(r.engine->load_strategy(strategy("", "", 5), r.now()).ok()) << "the same one again";
  EXPECT_FALSE(r.engine->load_strategy(strategy("", "", 3), r.now(), 4).ok()) << "4 was taken back, 5 was not";
  EXPECT_TRUE(r.engine->load_strategy(strategy("", "", 4), r.now(), 5).ok());
  EXPECT_EQ(r.engine->strategy_version(), 4u);
}

TEST(StrategyLoader, TheMessageNamesFiveAndCountsTheRest) {
  std::string campaigns;
  for (int i = 0; i < 8; i++) campaigns += (i ? "," : "") + tip("t" + std::to_string(i), "e", R"(,"delay":"x")");
  const std::string json = strategy(campaigns);
  const StrategyReport report = read_strategy(json);
  const std::string message = refusal(report.findings, json).message();
  EXPECT_NE(message.find("/campaigns/4/delay"), std::string::npos);
  EXPECT_EQ(message.find("/campaigns/5/delay"), std::string::npos);
  EXPECT_NE(message.find("and 3 more"), std::string::npos);
}

TEST(StrategyLoader, UndeclaredNamesAreWarnings) {
  const StrategyReport report =
      read_strategy(strategy(tip("a", "undeclared_event", R"(,"feature":"nothing","targeting":{"and":[{"var":"user.x"},{"in_segment":["s"]}]})"),
                             R"("segments":[{"id":"s","rule":{"event_count":["other"]}}])"));
  ASSERT_NE(report.loaded, nullptr);
  std::vector<std::string> places;
  for (const Finding& f : report.findings.warnings) places.push_back(f.rule + " " + f.pointer);
  EXPECT_THAT(places, testing::UnorderedElementsAre("undeclared /campaigns/0/triggers/0/event", "undeclared /campaigns/0/feature",
                                                    "undeclared /campaigns/0/targeting/and/0/var", "undeclared /segments/0/rule/event_count"));
}

TEST(StrategyLoader, TooManyCampaignsAreRefused) {
  std::string campaigns;
  for (std::size_t i = 0; i <= limits::max_campaigns; i++) campaigns += (i ? "," : "") + tip("t" + std::to_string(i), "e");
  expect_refused(strategy(campaigns), "limit", "/campaigns");
}

TEST(StrategyLoader, HostileNestingIsRefused) {
  std::string rule = "true";
  for (int i = 0; i < 60; i++) rule = R"({"!":[)" + rule + "]}";
  EXPECT_EQ(read_strategy(strategy(tip("a", "e", R"(,"targeting":)" + rule))).loaded, nullptr);
}

}  // namespace
}  // namespace docent::core::test
