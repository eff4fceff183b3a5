// One test for each reason that keeps a campaign from being shown, and what explain says about it.
#include "base/rfc3339.h"
#include "rig.h"
#include "support/time_zones.h"

namespace docent::core::test {
namespace {

std::string policies(const std::string& members) { return R"("policies":{)" + members + "}"; }

void expect_blocked(Rig& r, const std::string& code) {
  r.track("e");
  EXPECT_EQ(r.count(), 0u);
  EXPECT_NE(r.codes("a").find(code), std::string::npos) << r.codes("a");
  EXPECT_EQ(r.explain("a")["eligible"], Value(false));
}

TEST(Obstacles, None) {
  Rig r(strategy(tip("a", "e"), policies(R"("frequency":{"cooldown":"PT1H"})")));
  r.track("e");
  EXPECT_EQ(r.codes("a"), "SHOWN");
  r.report(Outcome::shown);
  EXPECT_EQ(r.codes("a"), "COOLDOWN SHOWN");
}

TEST(Obstacles, Disabled) {
  Rig r(strategy(tip("a", "e", R"(,"state":"DISABLED")")));
  expect_blocked(r, "DISABLED");
}

TEST(Obstacles, NotStartedAndExpired) {
  Rig r(strategy(tip("a", "e", R"(,"schedule":{"start":"2026-11-23T10:00:00Z","end":"2026-11-23T11:00:00Z"})")));
  expect_blocked(r, "NOT_STARTED");
  EXPECT_EQ(r.verdict("a", "NOT_STARTED")["until_ms"].as_int(), t0 + hour);
  r.pass("PT1H");
  EXPECT_EQ(r.count(), 0u) << "what happened before the start is no attempt";
  r.track("e");
  EXPECT_EQ(r.count(), 1u);
  Rig late(strategy(tip("a", "e", R"(,"schedule":{"end":"2026-11-23T09:00:00Z"})")));
  expect_blocked(late, "EXPIRED");
}

TEST(Obstacles, OutsideOfItsWindowsAnAttemptWaits) {
  Rig r(strategy(tip("a", "e", R"(,"schedule":{"timeZone":"local","windows":[{"daysOfWeek":[1,2],"from":"10:00","to":"16:00"}]})")));
  expect_blocked(r, "NOT_STARTED");
  EXPECT_EQ(r.engine->next_timer_ms(), t0 + hour);
  r.pass("PT59M59S");
  EXPECT_EQ(r.count(), 0u);
  r.pass("PT1S");
  EXPECT_EQ(r.count(), 1u);
}

TEST(Obstacles, Stage) {
  const std::string members = R"("features":[{"id":"f"}],"lifecycle":[{"feature":"f","stage":"launch","since":"2026-10-01","until":"2026-11-24"}])";
  Rig r(strategy(tip("a", "e", R"(,"feature":"f","stage":"stable")") + "," + tip("b", "e", R"(,"feature":"f","stage":"launch")"), members));
  r.track("e");
  EXPECT_EQ(r.shown(), "b");
  EXPECT_EQ(r.codes("a"), "STAGE TRIGGER_PENDING EXCLUDED");
  EXPECT_EQ(r.verdict("a", "STAGE")["stage"].as_string(), "launch");
  r.report(Outcome::timed_out).pass("P1D").track("e");
  EXPECT_EQ(r.count(), 1u) << "the launch is over";
}

TEST(Obstacles, TargetingMismatchNamesNodeOperatorAndValues) {
  Rig r(strategy(tip("a", "e", R"(,"targeting":{"and":[true,{"==":[{"var":"context.editing"},"text"]}]})")));
  r.context("editing", Value("table"));
  expect_blocked(r, "TARGETING_MISMATCH");
  const Value v = r.verdict("a", "TARGETING_MISMATCH");
  EXPECT_EQ(v["node"].as_string(), "/and/1");
  EXPECT_EQ(v["op"].as_string(), "==");
  EXPECT_EQ(v["values"], *parse_json(R"(["table","text"])"));
  EXPECT_EQ(r.explain("a").find("earliest_ms"), nullptr) << "time alone does not change it";
}

TEST(Obstacles, ATypeErrorIsAMismatch) {
  Rig r(strategy(tip("a", "e", R"(,"targeting":{"sem_ver":[{"var":"user.version"},">=","1.0.0"]})")));
  r.user("version", Value("not a version"));
  expect_blocked(r, "TARGETING_MISMATCH");
}

TEST(Obstacles, DisplayLimit) {
  Rig r(strategy(tip("a", "e", R"(,"frequency":{"displayLimit":2})")));
  for (int i = 0; i < 5; i++) r.track("e").report(Outcome::shown).report(Outcome::timed_out).pass("PT1M");
  EXPECT_EQ(r.count(), 2u);
  EXPECT_EQ(r.verdict("a", "LIMIT_REACHED")["rule"].as_string(), "displayLimit");
}

TEST(Obstacles, ADisplayCountsWhenItWasShown) {
  Rig r(strategy(tip("a", "e", R"(,"frequency":{"displayLimit":1})")));
  r.track("e").report(Outcome::abandoned, "anchor_missing").pass("PT29S");
  EXPECT_EQ(r.count(), 1u);
  r.pass("PT1S");
  EXPECT_EQ(r.count(), 2u) << "it waits and tries again by itself";
  r.report(Outcome::shown).report(Outcome::timed_out).pass("PT1H").track("e");
  EXPECT_EQ(r.count(), 2u);
}

TEST(Obstacles, UntilInteracted) {
  Rig r(strategy(tip("a", "e", R"(,"frequency":{"until":"interacted"})")));
  r.track("e").report(Outcome::shown).report(Outcome::timed_out).track("e");
  ASSERT_EQ(r.count(), 2u) << "a time-out is not an interaction";
  r.report(Outcome::shown).report(Outcome::interacted, "ok").track("e");
  EXPECT_EQ(r.count(), 2u);
  EXPECT_EQ(r.verdict("a", "LIMIT_REACHED")["rule"].as_string(), "until: interacted");
}

TEST(Obstacles, UntilShownAndCompleted) {
  Rig shown(strategy(tip("a", "e", R"(,"frequency":{"until":"shown"})")));
  shown.track("e").report(Outcome::shown).report(Outcome::timed_out).track("e");
  EXPECT_EQ(shown.count(), 1u);
  Rig completed(strategy(tip("a", "e", R"(,"frequency":{"until":"completed"})")));
  completed.track("e").report(Outcome::shown).report(Outcome::interacted).track("e");
  ASSERT_EQ(completed.count(), 2u);
  completed.report(Outcome::completed).track("e");
  EXPECT_EQ(completed.count(), 2u);
}

TEST(Obstacles, IntervalAndRecontactDeferTheAttempt) {
  for (const char* rule : {"interval", "recontact"}) {
    Rig r(strategy(tip("a", "e", R"(,"frequency":{")" + std::string(rule) + R"(":"PT1H"})")));
    r.track("e").report(Outcome::shown).report(Outcome::timed_out).pass("PT10M").track("e");
    EXPECT_EQ(r.count(), 1u);
    EXPECT_EQ(r.codes("a"), "RECONTACT");
    EXPECT_EQ(r.verdict("a", "RECONTACT")["rule"].as_string(), rule);
    EXPECT_EQ(r.explain("a")["earliest_ms"].as_int(), t0 + hour);
    r.pass("PT49M59.999S");
    EXPECT_EQ(r.count(), 1u);
    r.pass("PT0.001S");
    EXPECT_EQ(r.count(), 2u) << "deferred, not lost";
  }
}

TEST(Obstacles, Cap) {
  Rig r(strategy(tip("a", "e") + "," + tip("b", "f"), policies(R"("frequency":{"caps":[{"id":"day","limit":1,"window":"P1D"}]})")));
  r.track("f").report(Outcome::shown).report(Outcome::timed_out).pass("PT1H").track("e");
  EXPECT_EQ(r.count(), 1u);
  EXPECT_EQ(r.codes("a"), "CAP");
  EXPECT_EQ(r.verdict("a", "CAP")["cap"].as_string(), "day");
  EXPECT_EQ(r.explain("a")["earliest_ms"].as_int(), t0 + day);
  r.pass("PT23H");
  EXPECT_EQ(r.shown(), "b a");
}

TEST(Obstacles, CooldownAndWhoIsExempt) {
  const std::string banner = R"({"id":"c","type":"banner","triggers":[{"event":"g"}],"content":{"text":{"en":"x"}}})";
  Rig r(strategy(tip("a", "e") + "," + tip("b", "f") + "," + banner, policies(R"("frequency":{"cooldown":"PT10M","exempt":["banner"]})")));
  r.track("g").report(Outcome::shown).report(Outcome::timed_out).track("f");
  EXPECT_EQ(r.shown(), "c b") << "a banner does not count";
  r.report(Outcome::shown).report(Outcome::timed_out).track("e").track("g");
  EXPECT_EQ(r.shown(), "c b c") << "and need not wait";
  EXPECT_EQ(r.verdict("a", "COOLDOWN")["until_ms"].as_int(), t0 + 10 * minute);
  r.report(Outcome::timed_out).pass("PT10M");
  EXPECT_EQ(r.shown(), "c b c a");
}

TEST(Obstacles, QuietHours) {
  Rig r(strategy(tip("a", "e"), policies(R"("user":{"quietHours":{"from":"20:00","to":"08:00","timeZone":"local"}})")));
  r.at(t0 + 12 * hour);  // 21:00
  expect_blocked(r, "QUIET_HOURS");
  EXPECT_EQ(r.verdict("a", "QUIET_HOURS")["until_ms"].as_int(), t0 + 23 * hour);
  r.pass("PT11H");
  EXPECT_EQ(r.count(), 1u) << "at 08:00";
}

TEST(Obstacles, QuietHoursFollowTheDevicesZone) {
  Rig r(strategy(tip("a", "e"), policies(R"("user":{"quietHours":{"from":"20:00","to":"08:00","timeZone":"local"}})")));
  r.offset_s = 12 * 3600;  // 21:00 there
  expect_blocked(r, "QUIET_HOURS");
  r.offset_s = 0;
  r.pass("PT12H");
  EXPECT_EQ(r.count(), 0u) << "but when it is looked at again, it is night here";
}

TEST(Obstacles, ByTheRulesOfTheDevicesZoneAnAttemptWaitsExactlyOverAChange) {
  EngineConfig config;
  config.zones = docent::test::known_zones("Europe/Berlin");
  Rig r(strategy(tip("a", "e"), policies(R"("user":{"quietHours":{"from":"20:00","to":"08:00","timeZone":"local"}})")), config);
  r.at(*parse_rfc3339("2026-10-24T21:00:00+02:00"));
  r.offset_s = 7200;
  expect_blocked(r, "QUIET_HOURS");
  const int64_t eight = *parse_rfc3339("2026-10-25T08:00:00+01:00");
  EXPECT_EQ(r.verdict("a", "QUIET_HOURS")["until_ms"].as_int(), eight);
  r.offset_s = 3600;
  r.at(eight - 1);
  r.pass("PT0.001S");
  EXPECT_EQ(r.count(), 1u);
}

TEST(Obstacles, WithoutRulesAnAttemptIsNeverEarlyAndLooksAgainWhenTheOffsetChanges) {
  Rig r(strategy(tip("a", "e"), policies(R"("user":{"quietHours":{"from":"20:00","to":"08:00"}})")));
  r.at(*parse_rfc3339("2026-10-24T21:00:00+02:00"));
  r.offset_s = 7200;
  expect_blocked(r, "QUIET_HOURS");
  r.offset_s = 3600;
  r.at(*parse_rfc3339("2026-10-25T08:00:00+02:00"));
  r.timers();
  EXPECT_EQ(r.count(), 0u) << "it is 07:00";
  r.pass("PT1H");
  EXPECT_EQ(r.count(), 1u);

  Rig spring(strategy(tip("a", "e"), policies(R"("user":{"quietHours":{"from":"20:00","to":"08:00"}})")));
  spring.at(*parse_rfc3339("2026-03-28T21:00:00+01:00"));
  spring.offset_s = 3600;
  expect_blocked(spring, "QUIET_HOURS");
  spring.offset_s = 7200;
  spring.at(*parse_rfc3339("2026-03-29T08:00:00+02:00"));
  spring.track("anything").timers();
  EXPECT_EQ(spring.count(), 1u) << "the first input after the change is reason enough";
}

TEST(Obstacles, NamedZones) {
  EngineConfig config;
  config.zones = docent::test::known_zones();
  Rig r(strategy(tip("a", "e", R"(,"schedule":{"timeZone":"America/New_York","windows":[{"from":"06:00","to":"08:00"}]})")), config);
  expect_blocked(r, "NOT_STARTED");  // 04:00 there
  EXPECT_EQ(r.engine->next_timer_ms(), t0 + 2 * hour);
  r.pass("PT2H");
  EXPECT_EQ(r.count(), 1u);
}

TEST(Obstacles, SuppressWhen) {
  Rig r(strategy(tip("a", "e"), policies(R"("frequency":{"suppressWhen":{"or":[{"var":"app.modal"},{"var":"app.presenting"}]}})")));
  r.app("app.modal", Value(true));
  expect_blocked(r, "SUPPRESSED");
  EXPECT_EQ(r.verdict("a", "SUPPRESSED")["by"].as_string(), "suppressWhen");
  r.pass("PT1H");
  EXPECT_EQ(r.count(), 0u);
  r.app("app.modal", Value(false));
  EXPECT_LE(r.engine->next_timer_ms().value(), r.now_ms) << "the caller should call soon";
  r.pass("PT0.001S");
  EXPECT_EQ(r.count(), 1u);
}

TEST(Obstacles, AnUnavailableFeature) {
  const std::string members = R"("features":[{"id":"f","available":{"!=":[{"var":"user.plan"},"guest"]}}])";
  Rig r(strategy(tip("a", "e", R"(,"feature":"f")"), members));
  r.user("plan", Value("guest"));
  expect_blocked(r, "SUPPRESSED");
  EXPECT_EQ(r.verdict("a", "SUPPRESSED")["by"].as_string(), "f");
  r.user("plan", Value("pro")).pass("PT1S");
  EXPECT_EQ(r.count(), 1u);
}

TEST(Obstacles, LocaleMissing) {
  Rig r(strategy(R"({"id":"a","type":"tip","triggers":[{"event":"e"}],"content":{"text":{"fr":"x"}}})"));
  expect_blocked(r, "LOCALE_MISSING");
}

TEST(Obstacles, NoConsent) {
  Rig r(strategy(tip("a", "e")));
  r.engine->set_history_permitted(false);
  expect_blocked(r, "NO_CONSENT");
  r.engine->set_history_permitted(true);
  r.track("e");
  EXPECT_EQ(r.count(), 1u);
}

TEST(Obstacles, PolicyViolation) {
  Rig r(strategy(tip("a", "e"), policies(R"("content":{"expiryRequired":true})")));
  expect_blocked(r, "POLICY_VIOLATION");
  Rig words(strategy(tip("a", "e"), policies(R"("content":{"bannedWords":["A"]})")));
  expect_blocked(words, "POLICY_VIOLATION");
}

TEST(Obstacles, AnchorMissing) {
  Rig r(strategy(tip("a", "e")));
  r.track("e").report(Outcome::abandoned, "anchor_missing");
  EXPECT_EQ(r.event_names(), "campaign_offered campaign_abandoned");
  r.track("e");
  EXPECT_EQ(r.count(), 1u);
  EXPECT_EQ(r.codes("a"), "ANCHOR_MISSING");
  EXPECT_EQ(r.verdict("a", "ANCHOR_MISSING")["reason"].as_string(), "anchor_missing");
  r.pass("PT30S");
  EXPECT_EQ(r.count(), 2u);
}

}  // namespace
}  // namespace docent::core::test
