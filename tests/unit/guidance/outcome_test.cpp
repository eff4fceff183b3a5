#include "rig.h"

namespace docent::core::test {
namespace {

const std::string actions = R"({"id":"a","type":"tip","triggers":[{"event":"e"}],"content":{"text":{"en":"x"},"actions":[
  {"id":"go","action":"focus:x","text":{"en":"go"}},{"id":"later","action":"snooze:PT1H","text":{"en":"later"}},
  {"id":"no","action":"dismiss","text":{"en":"no"}},{"id":"done","action":"complete","text":{"en":"done"}}]}})";

TEST(Outcome, EachBecomesItsEvent) {
  struct Case {
    Outcome outcome;
    const char* event;
  };
  for (const Case c :
       {Case{Outcome::shown, "campaign_shown"}, Case{Outcome::interacted, "campaign_interacted"}, Case{Outcome::dismissed, "campaign_dismissed"},
        Case{Outcome::snoozed, "campaign_snoozed"}, Case{Outcome::timed_out, "campaign_timed_out"}, Case{Outcome::abandoned, "campaign_abandoned"},
        Case{Outcome::completed, "campaign_completed"}}) {
    Rig r(strategy(tip("a", "e")));
    r.track("e").report(c.outcome, "why");
    EXPECT_EQ(r.event_names(), std::string("campaign_offered ") + c.event);
    EXPECT_EQ(Rig::property_of(r.events[1], "detail"), "why");
    EXPECT_EQ(Rig::property_of(r.events[1], "presentationId"), to_string(r.presentations[0].id));
    r.report(c.outcome, "why");
    EXPECT_EQ(r.events.size(), 2u) << "said twice is said once";
  }
}

TEST(Outcome, StaleIdsAreIgnored) {
  Rig r(strategy(tip("a", "e")));
  r.report(Uuid{}, Outcome::shown).report(*parse_uuid("0190f1c2-7c1e-7aaa-8bbb-123456789abc"), Outcome::dismissed);
  EXPECT_TRUE(r.events.empty());
  EXPECT_EQ(r.track("e").count(), 1u);
}

TEST(Outcome, DismissalEndsItUnlessToldOtherwise) {
  Rig r(strategy(tip("a", "e")));
  r.track("e").report(Outcome::shown).report(Outcome::dismissed, "close").track("e");
  EXPECT_EQ(r.count(), 1u);
  EXPECT_EQ(r.verdict("a", "INVALIDATED")["reason"].as_string(), "DISMISSED");
  Rig again(strategy(tip("a", "e", R"(,"frequency":{"redisplayAfterDismiss":true})")));
  again.track("e").report(Outcome::shown).report(Outcome::dismissed, "close").track("e");
  EXPECT_EQ(again.count(), 2u);
}

TEST(Outcome, SnoozeDefers) {
  Rig r(strategy(tip("a", "e")));
  r.track("e").report(Outcome::shown).report(Outcome::snoozed, "PT1H").track("e");
  EXPECT_EQ(r.count(), 1u);
  EXPECT_EQ(r.codes("a"), "DELAYED");
  EXPECT_EQ(r.verdict("a", "DELAYED")["by"].as_string(), "snooze");
  r.pass("PT59M59.999S");
  EXPECT_EQ(r.count(), 1u);
  r.pass("PT0.001S");
  EXPECT_EQ(r.count(), 2u);
}

TEST(Outcome, ASnoozeWithoutADurationTakesADay) {
  Rig r(strategy(tip("a", "e")));
  r.track("e").report(Outcome::snoozed, "a while").track("e");
  EXPECT_EQ(r.verdict("a", "DELAYED")["until_ms"].as_int(), t0 + limits::default_snooze_ms);
}

TEST(Outcome, AnActionMeansWhatItsCommandSays) {
  Rig later(strategy(actions));
  later.track("e").report(Outcome::shown).report(Outcome::interacted, "later");
  EXPECT_EQ(later.events.back().name, "campaign_snoozed");
  EXPECT_EQ(later.verdict("a", "DELAYED")["until_ms"].as_int(), t0 + hour);
  Rig no(strategy(actions));
  no.track("e").report(Outcome::interacted, "no");
  EXPECT_EQ(no.events.back().name, "campaign_dismissed");
  Rig done(strategy(actions));
  done.track("e").report(Outcome::interacted, "done");
  EXPECT_EQ(done.events.back().name, "campaign_completed");
  Rig go(strategy(actions));
  go.track("e").report(Outcome::interacted, "go");
  EXPECT_EQ(go.events.back().name, "campaign_interacted");
}

TEST(Outcome, WithoutAnOutcomeAnOfferTimesOut) {
  Rig r(strategy(tip("a", "e") + "," + tip("b", "f")));
  r.track("e").track("f");
  EXPECT_EQ(r.shown(), "a");
  EXPECT_EQ(r.engine->next_timer_ms(), t0 + limits::offer_timeout_ms);
  r.pass("PT10M");
  EXPECT_EQ(r.event_names(), "campaign_offered campaign_abandoned campaign_offered");
  EXPECT_EQ(Rig::property_of(r.events[1], "detail"), "no_outcome");
  EXPECT_EQ(r.shown(), "a b") << "it makes room";
}

TEST(Outcome, ADisplayNobodyClosedMakesRoomAfterAWhile) {
  Rig r(strategy(tip("a", "e") + "," + tip("b", "f")));
  r.track("e").report(Outcome::shown).track("f").pass("PT59M");
  EXPECT_EQ(r.shown(), "a");
  r.pass("PT1M");
  EXPECT_EQ(r.shown(), "a b");
  r.report(r.presentations[0].id, Outcome::interacted, "late");
  EXPECT_EQ(r.events.back().name, "campaign_interacted") << "what is told late still counts";
}

TEST(Outcome, ShownAfterItWasGivenUpStillCounts) {
  Rig r(strategy(tip("a", "e", R"(,"frequency":{"displayLimit":1})")));
  r.track("e").pass("PT10M");
  EXPECT_EQ(r.event_names(), "campaign_offered campaign_abandoned");
  r.report(Outcome::shown).pass("PT1M").track("e");
  EXPECT_EQ(r.count(), 1u);
  EXPECT_NE(r.codes("a").find("LIMIT_REACHED"), std::string::npos) << r.codes("a");
}

TEST(Outcome, AbandonedAfterShownIsNoContradiction) {
  Rig r(strategy(tip("a", "e")));
  r.track("e").report(Outcome::shown).report(Outcome::abandoned, "late");
  EXPECT_EQ(r.event_names(), "campaign_offered campaign_shown");
}

TEST(Outcome, AfterARestartAnOfferIsGivenUpAndMadeAgain) {
  Rig r(strategy(tip("a", "e", R"(,"frequency":{"displayLimit":1})")));
  r.track("e");
  r.restart();
  EXPECT_EQ(r.event_names(), "campaign_offered campaign_abandoned campaign_offered");
  EXPECT_EQ(Rig::property_of(r.events[1], "detail"), "restart");
  ASSERT_EQ(r.count(), 2u);
  EXPECT_NE(r.presentations[0].id, r.presentations[1].id);
  EXPECT_EQ(r.presentations[1].reason, r.presentations[0].reason);
  r.report(Outcome::shown).report(Outcome::timed_out);
  r.restart();
  EXPECT_EQ(r.track("e").count(), 2u) << "shown once, as often as it may be";
}

TEST(Outcome, AnOutcomeReplayedFromTheJournalComesFirst) {
  Rig r(strategy(tip("a", "e", R"(,"frequency":{"displayLimit":1})")));
  r.track("e");
  r.save();
  r.restore_rows();  // a dead process's journal is replayed before finish_restore
  r.report(Outcome::shown);
  r.engine->finish_restore(r.now(), r.out);
  r.take();
  EXPECT_EQ(r.event_names(), "campaign_offered campaign_shown");
  EXPECT_EQ(r.track("e").count(), 1u);
}

TEST(Outcome, OfRecommendations) {
  Rig r(
      strategy(R"({"id":"r","type":"recommendation","slot":"s","candidates":[{"feature":"f","text":{"en":"x"}},{"feature":"g","text":{"en":"y"}}]})",
               R"("features":[{"id":"f"},{"id":"g"}])"));
  const auto report = [&](const char* feature, Outcome outcome) {
    r.engine->recommendation_outcome("r", feature, outcome, r.now(), r.out);
    r.take();
  };
  report("f", Outcome::shown);
  report("f", Outcome::interacted);
  report("g", Outcome::dismissed);
  report("unknown", Outcome::shown);
  report("f", Outcome::snoozed);
  r.engine->recommendation_outcome("nobody", "f", Outcome::shown, r.now(), r.out);
  r.take();
  EXPECT_EQ(r.event_names(), "recommendation_shown recommendation_interacted recommendation_dismissed");
  EXPECT_EQ(Rig::property_of(r.events[2], "feature"), "g");
  const auto list = r.engine->recommend("s", r.now());
  ASSERT_EQ(list->items.size(), 1u) << "what was dismissed stays away";
  EXPECT_EQ(list->items[0].feature, "f");
}

}  // namespace
}  // namespace docent::core::test
