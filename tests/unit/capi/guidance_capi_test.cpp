#include "fixture.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>

namespace docent::test {
namespace {

constexpr const char* strategy = R"({
  "schemaVersion": 1, "product": "notes", "version": 3,
  "locales": {"default": "en", "required": ["en"]},
  "catalogue": {"events": {"text_edited": {"chars": "integer"}, "style_applied": {}, "table_inserted": {}, "print_opened": {}},
                "attributes": {"context.editing": "string"}, "anchors": ["toolbar.format"]},
  "features": [{"id": "mail_merge", "name": {"en": "Mail merge"}, "usedBy": [{"event": "mail_merge_done"}]}],
  "segments": [], "policies": {"state": "ENABLED"},
  "campaigns": [
    {"id": "tip.format", "type": "tip", "state": "ENABLED", "priority": 1,
     "triggers": [{"event": "text_edited", "goal": 3, "within": "PT2M"}],
     "targeting": {"==": [{"var": "context.editing"}, "text"]},
     "frequency": {"displayLimit": 1, "until": "interacted"},
     "content": {"anchor": "toolbar.format", "placement": "bottom-start", "a11y": {"role": "status"},
                 "text": {"en": {"title": "Format faster", "body": "Select text to see styles."}},
                 "actions": [{"id": "try", "action": "focus:toolbar.format", "text": {"en": "Show me"}}]}},
    {"id": "rec.home", "type": "recommendation", "state": "ENABLED", "slot": "home.next", "limit": 2,
     "candidates": [{"feature": "mail_merge", "if": {">": [{"event_count": ["print_opened", "P30D"]}, 0]},
    "score": {"event_count": ["print_opened", "P30D"]},
                     "text": {"en": {"title": "Try mail merge", "body": "One letter for every row."}}}]}
  ]})";

class GuidanceTest : public CapiTest {
 protected:
  GuidanceTest() { setup_.strategy = strategy; }
  void edit_text(int times) {
    const docent_property context[] = {docent_string("editing", "text")};
    ASSERT_EQ(docent_set_context(client_, context, 1), DOCENT_OK);
    for (int i = 0; i < times; i++) ASSERT_EQ(track("text_edited"), DOCENT_OK);
  }
  std::string explain(const char* campaign) {
    docent_text* text = nullptr;
    EXPECT_EQ(docent_explain(client_, campaign, DOCENT_AUTO_LEN, 5000, &text, nullptr), DOCENT_OK);
    std::string s = docent_text_data(text);
    docent_text_destroy(text);
    return s;
  }
};

TEST_F(GuidanceTest, ATipComesAtTheRightMomentAndItsOutcomeIsRecorded) {
  open();
  struct Wake {
    std::mutex mutex;
    std::condition_variable changed;
    int count = 0;
  } wake;
  docent_set_wakeup(
      client_,
      [](void* data) {
        auto* w = static_cast<Wake*>(data);
        const std::lock_guard lock(w->mutex);
        w->count++;
        w->changed.notify_all();
      },
      &wake);
  edit_text(2);
  settle();
  EXPECT_EQ(docent_poll(client_), nullptr);
  EXPECT_NE(explain("tip.format").find("TRIGGER_PENDING"), std::string::npos) << explain("tip.format");
  edit_text(1);
  {
    std::unique_lock lock(wake.mutex);
    ASSERT_TRUE(wake.changed.wait_for(lock, std::chrono::seconds(5), [&] { return wake.count > 0; }));
  }
  docent_presentation* p = docent_poll(client_);
  ASSERT_NE(p, nullptr);
  EXPECT_STREQ(docent_presentation_campaign(p), "tip.format");
  EXPECT_STREQ(docent_presentation_type(p), "tip");
  EXPECT_STREQ(docent_presentation_title(p), "Format faster");
  EXPECT_STREQ(docent_presentation_anchor(p), "toolbar.format");
  EXPECT_STREQ(docent_presentation_role(p), "status");
  ASSERT_EQ(docent_presentation_action_count(p), 1u);
  EXPECT_STREQ(docent_presentation_action_command(p, 0), "focus:toolbar.format");
  EXPECT_STREQ(docent_presentation_action_command(p, 1), "");
  EXPECT_STRNE(docent_presentation_reason(p), "");
  EXPECT_TRUE(core::parse_json(docent_presentation_json(p)).ok());
  EXPECT_EQ(docent_presentation_report(client_, p, DOCENT_OUTCOME_SHOWN, nullptr, 0), DOCENT_OK);
  EXPECT_EQ(docent_presentation_report(client_, p, DOCENT_OUTCOME_INTERACTED, "try", DOCENT_AUTO_LEN), DOCENT_OK);
  docent_presentation_destroy(p);
  edit_text(3);
  settle();
  EXPECT_EQ(docent_poll(client_), nullptr) << "once, until interacted";
  std::vector<std::string> names;
  for (const auto& e : recorded()) names.push_back(std::string(e["event"].as_string()));
  for (const char* expected : {"campaign_offered", "campaign_shown", "campaign_interacted"})
    EXPECT_NE(std::find(names.begin(), names.end(), expected), names.end()) << expected;
  docent_set_wakeup(client_, nullptr, nullptr);
}

TEST_F(GuidanceTest, AWakeupSetLaterIsToldOfWhatWaits) {
  open();
  edit_text(3);
  settle();
  std::promise<void> woken;
  docent_set_wakeup(
      client_, [](void* data) { static_cast<std::promise<void>*>(data)->set_value(); }, &woken);
  EXPECT_EQ(woken.get_future().wait_for(std::chrono::seconds(5)), std::future_status::ready);
  docent_presentation* p = docent_poll(client_);
  EXPECT_NE(p, nullptr);
  docent_presentation_destroy(p);
  docent_set_wakeup(client_, nullptr, nullptr);
}

TEST_F(GuidanceTest, TheWrongContextShowsNothingAndSaysWhy) {
  open();
  for (int i = 0; i < 3; i++) track("text_edited");
  settle();
  EXPECT_EQ(docent_poll(client_), nullptr);
  EXPECT_NE(explain("tip.format").find("TARGETING_MISMATCH"), std::string::npos) << explain("tip.format");
  docent_text* text = nullptr;
  docent_error* error = nullptr;
  EXPECT_EQ(docent_explain(client_, "no.such", DOCENT_AUTO_LEN, 5000, &text, &error), DOCENT_NOT_FOUND);
  docent_error_destroy(error);
}

TEST_F(GuidanceTest, RecommendsWhatTheRulesScore) {
  open();
  docent_recommendations* list = nullptr;
  ASSERT_EQ(docent_recommend(client_, "home.next", DOCENT_AUTO_LEN, 5000, &list, nullptr), DOCENT_OK);
  EXPECT_EQ(docent_recommendations_count(list), 0u);
  docent_recommendations_destroy(list);
  track("print_opened");
  track("print_opened");
  ASSERT_EQ(docent_recommend(client_, "home.next", DOCENT_AUTO_LEN, 5000, &list, nullptr), DOCENT_OK);
  ASSERT_EQ(docent_recommendations_count(list), 1u);
  EXPECT_STREQ(docent_recommendations_feature(list, 0), "mail_merge");
  EXPECT_STREQ(docent_recommendations_title(list, 0), "Try mail merge");
  EXPECT_EQ(docent_recommendations_score(list, 0), 2);
  EXPECT_STREQ(docent_recommendations_title(list, 1), "");
  EXPECT_EQ(docent_recommendations_report(client_, list, 0, DOCENT_OUTCOME_SHOWN), DOCENT_OK);
  EXPECT_EQ(docent_recommendations_report(client_, list, 1, DOCENT_OUTCOME_SHOWN), DOCENT_INVALID);
  docent_recommendations_destroy(list);
  EXPECT_EQ(docent_recommend(client_, "no.such", DOCENT_AUTO_LEN, 5000, &list, nullptr), DOCENT_NOT_FOUND);
}

TEST_F(GuidanceTest, CountsSurviveARestartAndBelongToTheUser) {
  open();
  docent_identify(client_, "A", 1, nullptr, 0);
  edit_text(2);
  reopen();
  edit_text(1);
  settle();
  docent_presentation* p = docent_poll(client_);
  ASSERT_NE(p, nullptr) << explain("tip.format");
  docent_presentation_report(client_, p, DOCENT_OUTCOME_SHOWN, nullptr, 0);
  docent_presentation_report(client_, p, DOCENT_OUTCOME_DISMISSED, "close", DOCENT_AUTO_LEN);
  docent_presentation_destroy(p);
  docent_identify(client_, "B", 1, nullptr, 0);
  edit_text(3);
  settle();
  p = docent_poll(client_);
  ASSERT_NE(p, nullptr) << "B has not seen it: " << explain("tip.format");
  docent_presentation_destroy(p);
  docent_identify(client_, "A", 1, nullptr, 0);
  edit_text(3);
  settle();
  p = docent_poll(client_);
  ASSERT_NE(p, nullptr);
  EXPECT_EQ(docent_presentation_change(p), DOCENT_CHANGE_WITHDRAW) << "B's tip is not for A";
  docent_presentation_destroy(p);
  EXPECT_EQ(docent_poll(client_), nullptr) << "A dismissed it";
}

TEST_F(GuidanceTest, ABadStrategyIsRefusedAndTheLastGoodOneStays) {
  open();
  docent_error* error = nullptr;
  EXPECT_EQ(docent_set_strategy(client_, "{\"schemaVersion\":1}", DOCENT_AUTO_LEN, 5000, &error), DOCENT_INVALID);
  EXPECT_STRNE(docent_error_message(error), "");
  docent_error_destroy(error);
  EXPECT_EQ(docent_set_strategy(client_, "not json", DOCENT_AUTO_LEN, 5000, nullptr), DOCENT_INVALID);
  EXPECT_NE(explain("tip.format"), "");
  docent_stats stats{};
  stats.struct_size = sizeof stats;
  docent_stats_get(client_, &stats);
  EXPECT_EQ(stats.strategy_version, 3u);
}

TEST_F(GuidanceTest, WithoutConsentForGuidanceNoHistoryIsKept) {
  setup_.consent = DOCENT_CONSENT_ANALYTICS;
  open();
  edit_text(3);
  settle();
  EXPECT_EQ(docent_poll(client_), nullptr);
  EXPECT_NE(explain("tip.format").find("NO_CONSENT"), std::string::npos) << explain("tip.format");
  ASSERT_EQ(docent_set_consent(client_, DOCENT_CONSENT_ANALYTICS | DOCENT_CONSENT_GUIDANCE), DOCENT_OK);
  edit_text(1);
  settle();
  EXPECT_EQ(docent_poll(client_), nullptr) << "what happened while it was denied does not count";
}

}  // namespace
}  // namespace docent::test
