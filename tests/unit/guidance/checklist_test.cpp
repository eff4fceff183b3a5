#include <gmock/gmock.h>

#include "rig.h"

namespace docent::core::test {
namespace {

std::string checklist(const std::string& members = "") {
  return R"({"id":"list","type":"checklist")" + members + R"(,"content":{"text":{"en":"First day"}},"items":[
    {"id":"save","completeWhen":{">":[{"event_count":["saved"]},0]},"text":{"en":"Save"}},
    {"id":"export","completeWhen":{">":[{"event_count":["exported","PT1H"]},0]},"launches":"tour",
     "text":{"en":{"title":"Export","body":"to PDF"}}}]})";
}
const std::string tour = R"({"id":"tour","type":"tour","steps":[{"id":"a","text":{"en":"A"}}]})";

Value json_of(const Presentation& p) { return *parse_json(p.json); }

TEST(Checklist, IsThereWithoutATrigger) {
  Rig r(strategy(checklist() + "," + tour));
  r.pass("PT1S");
  ASSERT_EQ(r.shown(), "list");
  const Value json = json_of(r.presentations[0]);
  EXPECT_EQ(json["progress"]["done"].as_int(), 0);
  EXPECT_EQ(json["progress"]["of"].as_int(), 2);
  EXPECT_EQ(json["items"].as_array()[1]["launches"].as_string(), "tour");
  EXPECT_EQ(json["items"].as_array()[1]["body"].as_string(), "to PDF");
  EXPECT_EQ(r.presentations[0].reason, "0 of 2 done");
}

TEST(Checklist, ItemsAreTickedOffAndStayDone) {
  Rig r(strategy(checklist() + "," + tour));
  r.pass("PT1S").report(Outcome::shown).track("exported");
  ASSERT_EQ(r.updates.size(), 1u);
  EXPECT_EQ(json_of(r.updates[0])["items"].as_array()[1]["done"], Value(true));
  EXPECT_EQ(r.updates[0].reason, "1 of 2 done");
  EXPECT_EQ(r.events.back().name, "campaign_item_completed");
  r.pass("PT2H").track("exported");
  EXPECT_EQ(r.updates.size(), 1u) << "done is done, although the hour is over";
  r.track("saved");
  EXPECT_EQ(json_of(r.updates.back())["completed"], Value(true));
  EXPECT_EQ(r.events.back().name, "campaign_completed");
  r.pass("P1D").track("saved");
  EXPECT_EQ(r.count(), 1u) << "a list that is done does not come again";
}

TEST(Checklist, IsNotShownToWhoHasDoneItAll) {
  Rig r(strategy(checklist(R"(,"targeting":{"==":[{"var":"context.ready"},true]})") + "," + tour));
  r.track("saved").track("exported").context("ready", Value(true)).pass("PT1S");
  EXPECT_EQ(r.count(), 0u);
  EXPECT_EQ(r.verdict("list", "INVALIDATED")["reason"].as_string(), "ACTION_PERFORMED");
}

TEST(Checklist, TakesNoPlaceFromOthers) {
  Rig r(strategy(checklist() + "," + tour + "," + tip("tip", "e")));
  r.pass("PT1S").report(Outcome::shown).track("e");
  EXPECT_EQ(r.shown(), "list tip");
}

TEST(Checklist, AnItemLaunchesACampaign) {
  Rig r(strategy(checklist() + "," + tour));
  r.pass("PT1S").report(Outcome::shown).report(Outcome::interacted, "export");
  EXPECT_EQ(r.shown(), "list tour");
  EXPECT_EQ(r.codes("list"), "SHOWN") << "and stays";
  r.report(r.presentations[0].id, Outcome::interacted, "save");
  EXPECT_EQ(r.count(), 2u) << "this one launches nothing";
}

TEST(Checklist, ComesBackAfterARestartUnlessItWasDismissed) {
  Rig r(strategy(checklist() + "," + tour));
  r.pass("PT1S").report(Outcome::shown).track("saved").restart();
  r.pass("PT1S");
  ASSERT_EQ(r.count(), 2u);
  EXPECT_EQ(json_of(r.presentations[1])["progress"]["done"].as_int(), 1);
  r.report(Outcome::shown).report(Outcome::dismissed).restart();
  r.pass("PT1S");
  EXPECT_EQ(r.count(), 2u);
}

TEST(Checklist, ComesToWhoeverComes) {
  Rig r(strategy(checklist() + "," + tour));
  r.pass("PT1S").report(Outcome::shown).pass("PT1S");
  r.rows.clear();
  r.engine->leave_identity(r.now(), r.out);
  r.restore_rows();
  r.engine->finish_restore(r.now(), r.out);
  r.take();
  EXPECT_EQ(r.shown(), "list list") << "somebody else, who has done nothing yet";
}

TEST(Checklist, PutAwayItComesAnotherDay) {
  Rig r(strategy(checklist() + "," + tour));
  r.pass("PT1S").report(Outcome::shown).report(Outcome::timed_out).pass("PT1H").track("saved");
  EXPECT_EQ(r.count(), 1u);
  r.pass("P1D");
  EXPECT_EQ(r.count(), 2u);
}

TEST(Checklist, TheHoldoutIsRecordedOnce) {
  Rig r(strategy(checklist() + "," + tour, R"("policies":{"holdout":{"seed":"s","percentage":100}})"));
  r.pass("PT1S").track("saved").track("exported").pass("PT1H");
  EXPECT_EQ(r.count(), 0u);
  EXPECT_EQ(r.event_names(), "campaign_would_have_shown");
}

TEST(Checklist, FollowsItsTargeting) {
  Rig r(strategy(checklist(R"(,"targeting":{"<":[{"event_count":["session_start"]},2]})") + "," + tour));
  r.track("session_start").track("session_start").pass("PT1S");
  EXPECT_EQ(r.shown(), "list") << "it was there from the first moment";
  Rig late(strategy(checklist(R"(,"targeting":{">=":[{"event_count":["session_start"]},2]})") + "," + tour));
  late.pass("PT1S").track("session_start");
  EXPECT_EQ(late.count(), 0u);
  late.track("session_start");
  EXPECT_EQ(late.count(), 1u);
}

TEST(Checklist, ItsEventsWakeTheWorker) {
  Rig r(strategy(checklist(R"(,"targeting":{"in_segment":["s"]})") + "," + tour,
                 R"("segments":[{"id":"s","rule":{"<":[{"event_days":["visit","P9D"]},9]}}])"));
  std::vector<std::string> names;
  r.engine->for_each_trigger_name([&](std::string_view name) { names.emplace_back(name); });
  EXPECT_THAT(names, testing::IsSupersetOf({"saved", "exported", "visit"}));
}

}  // namespace
}  // namespace docent::core::test
