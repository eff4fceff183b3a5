#include "rig.h"

namespace docent::core::test {
namespace {

const std::string lowerable = R"("policies":{"frequency":{"maxConcurrent":9},"user":{"userMayLower":["tip","survey"]}})";

std::string banner(const std::string& id, const std::string& event) {
  return R"({"id":")" + id + R"(","type":"banner","triggers":[{"event":")" + event + R"("}],"content":{"text":{"en":"b"}}})";
}

TEST(Preferences, DoNotDisturbHoldsBackUntilItsEnd) {
  Rig r(strategy(tip("tip", "e")));
  r.engine->set_do_not_disturb(r.now_ms + hour);
  r.track("e");
  EXPECT_EQ(r.count(), 0u);
  EXPECT_EQ(r.verdict("tip", "SUPPRESSED")["by"].as_string(), "doNotDisturb");
  EXPECT_EQ(r.verdict("tip", "SUPPRESSED")["until_ms"].as_int(), r.now_ms + hour);
  r.launch("tip");
  EXPECT_EQ(r.count(), 1u) << "what the user asks for appears";
  r.report(Outcome::timed_out).track("e").pass("PT1H");
  EXPECT_EQ(r.count(), 2u);
}

TEST(Preferences, DoNotDisturbCanBeTakenBack) {
  Rig r(strategy(tip("tip", "e")));
  r.engine->set_do_not_disturb(r.now_ms + day);
  r.track("e");
  r.engine->set_do_not_disturb(0);
  r.pass("PT1S");
  EXPECT_EQ(r.count(), 1u);
}

TEST(Preferences, AnEmergencyDisturbs) {
  const std::string alarm = R"({"id":"alarm","type":"banner","policy":"emergency","triggers":[{"event":"boom"}],"content":{"text":{"en":"!"}}})";
  Rig r(strategy(alarm));
  r.engine->set_do_not_disturb(r.now_ms + day);
  r.track("boom");
  EXPECT_EQ(r.count(), 1u);
}

TEST(Preferences, TheUserLowersHowOften) {
  Rig r(strategy(tip("a", "a") + "," + tip("b", "b") + "," + banner("c", "c"), lowerable));
  EXPECT_TRUE(r.engine->lower_frequency("tip", 1, day).ok());
  r.track("a").report(Outcome::shown).track("b").track("c").report(Outcome::shown);
  EXPECT_EQ(r.shown(), "a c");
  EXPECT_EQ(r.verdict("b", "CAP")["cap"].as_string(), "user");
  r.restart();
  EXPECT_EQ(r.verdict("b", "CAP")["cap"].as_string(), "user") << "kept";
  r.pass("P1D");
  EXPECT_EQ(r.shown(), "a c b");
  EXPECT_TRUE(r.engine->lower_frequency("tip", 0, day).ok());
  r.report(Outcome::timed_out).pass("P3D").track("a");
  EXPECT_EQ(r.shown(), "a c b") << "none at all";
  EXPECT_TRUE(r.engine->lower_frequency("tip", 0, 0).ok());
  r.pass("PT1S");
  EXPECT_EQ(r.shown(), "a c b a");
}

TEST(Preferences, OnlyWhatTheStrategyAllows) {
  Rig r(strategy(tip("a", "a"), lowerable));
  EXPECT_EQ(r.engine->lower_frequency("banner", 0, day).code(), Code::invalid);
  EXPECT_EQ(r.engine->lower_frequency("popup", 0, day).code(), Code::invalid);
  EXPECT_EQ(r.engine->lower_frequency("tip", 1'001, day).code(), Code::invalid);
  EXPECT_EQ(r.engine->lower_frequency("tip", 1, -1).code(), Code::invalid);
  EXPECT_TRUE(r.engine->lower_frequency("", 0, day).ok()) << "all that may be lowered";
  r.track("a");
  EXPECT_EQ(r.count(), 0u);
  Rig none("");
  EXPECT_EQ(none.engine->lower_frequency("tip", 0, day).code(), Code::not_found);
}

TEST(Preferences, BelongToTheIdentity) {
  Rig r(strategy(tip("a", "a"), lowerable));
  ASSERT_TRUE(r.engine->lower_frequency("tip", 0, day).ok());
  r.save();
  const auto mine = r.rows;
  r.rows.clear();
  r.restore_rows();
  r.track("a");
  EXPECT_EQ(r.count(), 1u) << "another user has no limit";
  r.rows = mine;
  r.restore_rows();
  r.track("a");
  EXPECT_EQ(r.count(), 1u);
}

TEST(Preferences, DamagedRowsAreIgnored) {
  Rig r(strategy(tip("a", "a"), lowerable));
  for (const char* bad : {"", "{", "[]", R"({"limits":{"tip":{"limit":-1,"windowMs":5},"x":1},"doNotDisturbUntil":"soon"})"}) {
    r.engine->restore("preferences", "all", bad);
  }
  r.track("a");
  EXPECT_EQ(r.count(), 1u);
}

}  // namespace
}  // namespace docent::core::test
