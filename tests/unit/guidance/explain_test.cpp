#include "files.h"
#include "json_schema.h"
#include "rig.h"

namespace docent::core::test {
namespace {

JsonSchema schema(const std::string& name) {
  auto parsed = parse_json(read_text(DOCENT_SOURCE_DIR "/docs/cli/" + name));
  EXPECT_TRUE(parsed.ok());
  return JsonSchema(parsed.ok() ? *parsed : Value());
}

// Campaigns in as many different situations as one strategy can have.
Rig everything() {
  const std::string members = R"("features":[{"id":"f"}],"lifecycle":[{"feature":"f","stage":"stable","since":"2026-01-01"}],
    "policies":{"frequency":{"cooldown":"PT1H","caps":[{"id":"day","limit":1,"window":"P1D"}],"suppressWhen":{"var":"app.modal"}},
                "holdout":{"seed":"h","percentage":100},"content":{"bannedWords":["forbidden"]},
                "user":{"quietHours":{"from":"08:00","to":"10:00"}},
                "emergency":[{"id":"p","armWhen":{"event_count":["boom","PT1M"]},"killSwitch":["f"],"shows":"alarm"}]})";
  const auto plain = [](const std::string& id, const std::string& more) { return tip(id, "e", more); };
  EngineConfig config;
  config.install_id = "x";
  return Rig(
      strategy(plain("plain", "") + "," + plain("off", R"(,"state":"DISABLED")") + "," +
                   plain("later", R"(,"schedule":{"start":"2027-01-01T00:00:00Z"})") + "," +
                   plain("over", R"(,"schedule":{"end":"2020-01-01T00:00:00Z"})") + "," + plain("stage", R"(,"feature":"f","stage":"launch")") + "," +
                   plain("target", R"(,"targeting":{"==":[{"var":"user.x"},1]})") + "," +
                   plain("words", R"(,"delay":"PT1H","cancelTriggers":[{"event":"c"}],"invalidateOn":[{"event":"i"}])") + "," +
                   R"({"id":"french","type":"tip","triggers":[{"event":"e","goal":3,"within":"PT1M"}],"content":{"text":{"fr":"forbidden"}}},)"
                   R"({"id":"alarm","type":"banner","policy":"emergency","armedOnly":true,"content":{"text":{"en":"!"}}},)"
                   R"({"id":"rec","type":"recommendation","slot":"s","candidates":[]},{"id":"odd","type":"hologram"})",
               members),
      config);
}

TEST(Explain, ConformsToItsSchemaInEverySituation) {
  Rig r = everything();
  const JsonSchema explain = schema("explain.schema.json");
  const auto check = [&] {
    const Value all = *parse_json(r.engine->explain("", r.now()));
    EXPECT_EQ(all.as_array().size(), 11u);
    EXPECT_EQ(explain.violation(all), "");
    for (const Value& c : all.as_array()) EXPECT_EQ(explain.violation(r.explain(std::string(c["campaign"].as_string()))), "");
  };
  check();
  r.track("e");
  check();
  r.app("app.modal", Value(true)).track("c").track("i").track("boom");
  check();
  r.app("app.modal", Value()).pass("PT1S");
  ASSERT_EQ(r.shown(), "alarm");
  check();
  r.report(Outcome::shown).pass("PT1M");
  check();
  r.engine->set_history_permitted(false);
  check();
}

TEST(Explain, PresentationsConformToTheirSchema) {
  Rig r = everything();
  r.track("boom");
  ASSERT_EQ(r.shown(), "alarm");
  EXPECT_EQ(schema("presentation.schema.json").violation(*parse_json(r.presentations[0].json)), "");
  EngineConfig config;
  config.locale = "zh-CN";
  Rig notes(read_text(DOCENT_SOURCE_DIR "/examples/notes-terminal/strategy.json"), config);
  notes.context("editing", Value("text"));
  for (int i = 0; i < 5; i++) notes.track("text_edited");
  notes.pass("PT1S");
  ASSERT_EQ(notes.count(), 1u);
  EXPECT_EQ(schema("presentation.schema.json").violation(*parse_json(notes.presentations[0].json)), "");
}

TEST(Explain, ListsEveryReasonInOrder) {
  Rig r = everything();
  EXPECT_EQ(r.codes("plain"), "HOLDOUT TRIGGER_PENDING QUIET_HOURS");
  EXPECT_EQ(r.codes("off"), "DISABLED");
  EXPECT_EQ(r.codes("later"), "NOT_STARTED HOLDOUT TRIGGER_PENDING QUIET_HOURS");
  EXPECT_EQ(r.codes("over"), "EXPIRED HOLDOUT TRIGGER_PENDING QUIET_HOURS");
  EXPECT_EQ(r.codes("stage"), "STAGE HOLDOUT TRIGGER_PENDING QUIET_HOURS");
  EXPECT_EQ(r.codes("target"), "HOLDOUT TARGETING_MISMATCH TRIGGER_PENDING QUIET_HOURS");
  EXPECT_EQ(r.codes("french"), "HOLDOUT TRIGGER_PENDING QUIET_HOURS LOCALE_MISSING POLICY_VIOLATION");
  EXPECT_EQ(r.codes("alarm"), "TRIGGER_PENDING") << "no quiet hours for an emergency";
}

TEST(Explain, TheEarliestTimeIsTheLatestOfItsReasons) {
  Rig r(strategy(tip("a", "e", R"(,"frequency":{"interval":"P2D"})"),
                 R"("policies":{"frequency":{"cooldown":"PT1H","caps":[{"id":"day","limit":1,"window":"P1D"}]}})"));
  r.track("e").report(Outcome::shown).report(Outcome::timed_out).pass("PT1M").track("e");
  EXPECT_EQ(r.codes("a"), "CAP COOLDOWN RECONTACT");
  EXPECT_EQ(r.explain("a")["earliest_ms"].as_int(), t0 + 2 * day);
  EXPECT_EQ(r.explain("a")["displays"].as_int(), 1);
}

TEST(Explain, EligibleWhenNothingStandsInTheWay) {
  Rig r(strategy(tip("a", "e") + R"(,{"id":"rec","type":"recommendation","slot":"s","candidates":[]})"));
  EXPECT_EQ(r.explain("rec")["eligible"], Value(true));
  EXPECT_EQ(r.explain("rec")["earliest_ms"].as_int(), r.now_ms);
  EXPECT_EQ(r.explain("a")["eligible"], Value(false));
}

TEST(Explain, AnUnknownCampaignGivesNothing) {
  Rig r(strategy(tip("a", "e")));
  EXPECT_EQ(r.engine->explain("b", r.now()), "");
  EXPECT_EQ(Rig("").engine->explain("", r.now()), "[]");
}

TEST(Explain, AMismatchInASegmentNamesTheSegment) {
  Rig r(strategy(tip("a", "e", R"(,"targeting":{"and":[true,{"in_segment":["writers"]}]})"),
                 R"("segments":[{"id":"writers","rule":{">=":[{"event_days":["text_edited","P14D"]},3]}}])"));
  const Value v = r.verdict("a", "TARGETING_MISMATCH");
  EXPECT_EQ(v["segment"].as_string(), "writers");
  EXPECT_EQ(v["op"].as_string(), ">=");
  EXPECT_EQ(v["values"], *parse_json("[0,3]"));
}

TEST(Explain, AskingChangesNothing) {
  Rig r = everything();
  r.track("e");
  r.save();
  const auto rows = r.rows;
  r.engine->explain("", r.now());
  r.engine->mark_all_dirty();
  r.save();
  for (const auto& [key, bytes] : rows) EXPECT_EQ(r.rows.at(key), bytes) << key.second;
}

}  // namespace
}  // namespace docent::core::test
