#include <algorithm>
#include <chrono>
#include <mutex>
#include <stdexcept>

#include "fixture.h"
#include "unit/guidance/files.h"
#include "unit/guidance/json_schema.h"

namespace docent::test {
namespace {

constexpr const char* strategy = R"({"schemaVersion":1,"product":"p","version":1,"locales":{"default":"en"},
  "policies":{"frequency":{"maxConcurrent":9,"suppressWhen":{"var":"app.modal"}},"user":{"userMayLower":["tip"]}},"campaigns":[
  {"id":"tip","type":"tip","triggers":[{"event":"go"}],"content":{"text":{"en":{"title":"T","body":"B"}}},
   "experiment":{"seed":"s","variants":[{"id":"only","weight":1,"content":{"text":{"en":"variant"}}}]}},
  {"id":"off","type":"tip","state":"DISABLED","content":{"text":{"en":"off"}}},
  {"id":"french","type":"tip","content":{"text":{"fr":"oui"}}},
  {"id":"tour","type":"tour","steps":[{"id":"one","text":{"en":"1"}},{"id":"two","text":{"en":"2"}}]},
  {"id":"survey","type":"survey","questions":[
    {"id":"nps","type":"nps","text":{"en":"Likely?"},"branching":[{"if":{">":[{"var":"answer"},8]},"next":"end"}]},
    {"id":"why","type":"open","optional":true,"text":{"en":"Why?"}}]},
  {"id":"rec","type":"recommendation","slot":"s","candidates":[]}]})";

class CampaignTest : public CapiTest {
 protected:
  CampaignTest() { setup_.strategy = strategy; }
  ~CampaignTest() override {
    for (docent_presentation* p : taken_) docent_presentation_destroy(p);
  }
  // The next presentation once everything before is decided; NULL: none.
  docent_presentation* next() {
    docent_text* text = nullptr;
    EXPECT_EQ(docent_explain(client_, nullptr, 0, 5000, &text, nullptr), DOCENT_OK);
    docent_text_destroy(text);
    docent_presentation* p = docent_poll(client_);
    if (p != nullptr) taken_.push_back(p);
    return p;
  }
  docent_presentation* launched(const char* campaign) {
    EXPECT_EQ(docent_launch(client_, campaign, DOCENT_AUTO_LEN), DOCENT_OK);
    docent_presentation* p = next();
    EXPECT_NE(p, nullptr);
    return p;
  }
  // … which a timer of the worker decides: it may take a moment.
  docent_presentation* soon() {
    docent_presentation* p = next();
    for (const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5); p == nullptr && std::chrono::steady_clock::now() < end;)
      p = next();
    return p;
  }
  docent_status answer(const docent_presentation* p, const char* question, const std::string& json, const char** following = nullptr) {
    return docent_presentation_answer(client_, p, question, DOCENT_AUTO_LEN, json.data(), json.size(), following);
  }
  std::size_t count_of(std::string_view event) {
    const auto events = recorded();
    return static_cast<std::size_t>(std::count_if(events.begin(), events.end(), [&](const Value& e) { return e["event"].as_string() == event; }));
  }
  // The status and message of a call that takes an error.
  template <class Call>
  docent_status failing(Call&& call, std::string& message) {
    docent_error* error = nullptr;
    const docent_status status = call(&error);
    message = docent_error_message(error);
    EXPECT_EQ(error == nullptr, status == DOCENT_OK);
    EXPECT_TRUE(status == DOCENT_OK || !message.empty());
    docent_error_destroy(error);
    return status;
  }
  docent_status preview(const char* campaign, const char* variant = nullptr, std::size_t len = DOCENT_AUTO_LEN) {
    return failing([&](docent_error** error) { return docent_preview(client_, campaign, len, variant, DOCENT_AUTO_LEN, 5000, error); }, message_);
  }
  docent_status lower(const char* type, uint32_t limit, uint64_t window_ms, std::size_t len = DOCENT_AUTO_LEN) {
    return failing([&](docent_error** error) { return docent_lower_frequency(client_, type, len, limit, window_ms, 5000, error); }, message_);
  }

  std::vector<docent_presentation*> taken_;
  std::string message_;
};

TEST_F(CampaignTest, ATourIsShownStepByStepAndTakenBack) {
  open();
  docent_presentation* p = launched("tour");
  EXPECT_EQ(docent_presentation_change(p), DOCENT_CHANGE_SHOW);
  EXPECT_EQ(docent_presentation_is_preview(p), 0);
  EXPECT_STREQ(docent_presentation_step(p), "one");
  EXPECT_EQ(docent_presentation_report(client_, p, DOCENT_OUTCOME_SHOWN, nullptr, 0), DOCENT_OK);
  EXPECT_EQ(docent_presentation_report(client_, p, DOCENT_OUTCOME_ADVANCED, "next", DOCENT_AUTO_LEN), DOCENT_OK);
  docent_presentation* second = next();
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(docent_presentation_change(second), DOCENT_CHANGE_UPDATE);
  EXPECT_STREQ(docent_presentation_id(second), docent_presentation_id(p));
  EXPECT_STREQ(docent_presentation_step(second), "two");
  ASSERT_EQ(docent_reset(client_), DOCENT_OK);
  docent_presentation* gone = next();
  ASSERT_NE(gone, nullptr);
  EXPECT_EQ(docent_presentation_change(gone), DOCENT_CHANGE_WITHDRAW);
  EXPECT_STREQ(docent_presentation_id(gone), docent_presentation_id(p));
  EXPECT_STREQ(docent_presentation_title(gone), "");
}

TEST_F(CampaignTest, OutcomesAreOneToEight) {
  open();
  docent_presentation* p = launched("tip");
  for (const int bad : {-1, 0, 9, 1'000}) EXPECT_EQ(docent_presentation_report(client_, p, bad, nullptr, 0), DOCENT_INVALID) << bad;
  const std::string detail(129, 'd');
  EXPECT_EQ(docent_presentation_report(client_, p, DOCENT_OUTCOME_ADVANCED, detail.data(), 129), DOCENT_INVALID);
  EXPECT_EQ(docent_presentation_report(client_, p, DOCENT_OUTCOME_ADVANCED, detail.data(), 128), DOCENT_OK);
  EXPECT_EQ(docent_presentation_report(client_, p, DOCENT_OUTCOME_ADVANCED, nullptr, 3), DOCENT_INVALID);
  EXPECT_EQ(docent_presentation_report(client_, p, DOCENT_OUTCOME_ADVANCED, "\xff", 1), DOCENT_INVALID_UTF8);
}

TEST_F(CampaignTest, AnAnswerLeadsToTheNextQuestion) {
  open();
  docent_presentation* p = launched("survey");
  const char* following = nullptr;
  EXPECT_EQ(answer(p, "nps", "3", &following), DOCENT_OK);
  EXPECT_STREQ(following, "why");
  EXPECT_EQ(docent_presentation_answer(client_, p, "why", 3, nullptr, 0, &following), DOCENT_OK) << "NULL skips";
  EXPECT_STREQ(following, "");
  EXPECT_EQ(answer(p, "why", "null"), DOCENT_OK) << "so does null; and where it goes need not be asked";
  EXPECT_EQ(answer(p, "nps", " 9 ", &following), DOCENT_OK);
  EXPECT_STREQ(following, "");
  EXPECT_EQ(count_of("survey_response"), 1u);
}

TEST_F(CampaignTest, WhatIsNoAnswerIsRefusedAndLeavesNoTrace) {
  open();
  docent_presentation* p = launched("survey");
  const char* following = "untouched";
  EXPECT_EQ(answer(p, "nps", "11", &following), DOCENT_INVALID);
  EXPECT_STREQ(following, "") << "never left as it was";
  for (const char* bad : {"-1", "3.5", "\"3\"", "true", "[3]", "{}", "null", ""}) EXPECT_EQ(answer(p, "nps", bad), DOCENT_INVALID) << bad;
  for (const char* bad : {"{", "3 4", "nan", "'3'", "03"}) EXPECT_EQ(answer(p, "nps", bad), DOCENT_INVALID_JSON) << bad;
  EXPECT_EQ(answer(p, "nps", "\"\xff\""), DOCENT_INVALID_UTF8);
  EXPECT_EQ(answer(p, "when", "3"), DOCENT_NOT_FOUND);
  EXPECT_EQ(answer(p, std::string(128, 'q').c_str(), "3"), DOCENT_NOT_FOUND);
  EXPECT_EQ(answer(p, std::string(129, 'q').c_str(), "3"), DOCENT_INVALID);
  EXPECT_EQ(answer(p, "", "3"), DOCENT_INVALID);
  EXPECT_EQ(answer(nullptr, "nps", "3"), DOCENT_INVALID);
  EXPECT_EQ(docent_presentation_answer(client_, p, nullptr, 3, "3", 1, nullptr), DOCENT_INVALID);
  EXPECT_EQ(docent_presentation_answer(client_, p, "nps", 3, nullptr, 1, nullptr), DOCENT_INVALID);
  EXPECT_EQ(answer(launched("tip"), "nps", "3"), DOCENT_INVALID) << "a tip asks nothing";
  EXPECT_EQ(count_of("survey_answered"), 0u);
}

TEST_F(CampaignTest, AnAnswerHas24KilobytesAtMost) {
  open();
  docent_presentation* p = launched("survey");
  const auto padded = [](std::size_t bytes) { return "7" + std::string(bytes - 1, ' '); };
  EXPECT_EQ(answer(p, "nps", padded(24 * 1024 + 1)), DOCENT_TOO_LARGE);
  EXPECT_EQ(answer(p, "nps", padded(24 * 1024)), DOCENT_OK);
  EXPECT_EQ(answer(p, "why", '"' + std::string(5'000, 'x') + '"'), DOCENT_OK);
  EXPECT_EQ(answer(p, "why", '"' + std::string(5'001, 'x') + '"'), DOCENT_INVALID);
}

TEST_F(CampaignTest, LaunchingNeedsAnId) {
  open();
  const std::string name(129, 'n');
  EXPECT_EQ(docent_launch(client_, "", 0), DOCENT_INVALID);
  EXPECT_EQ(docent_launch(client_, nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_launch(client_, nullptr, 4), DOCENT_INVALID);
  EXPECT_EQ(docent_launch(client_, name.data(), 129), DOCENT_INVALID);
  EXPECT_EQ(docent_launch(client_, name.data(), 128), DOCENT_OK) << "what is not there is logged";
  EXPECT_EQ(docent_launch(client_, "\xff", 1), DOCENT_INVALID_UTF8);
  EXPECT_EQ(docent_launch(client_, "off", 3), DOCENT_OK);
  EXPECT_EQ(docent_launch(client_, "rec", 3), DOCENT_OK);
  EXPECT_EQ(next(), nullptr);
  EXPECT_STREQ(docent_presentation_reason(launched("tip")), "the user asked for it");
}

TEST_F(CampaignTest, APreviewCountsNothing) {
  open();
  ASSERT_EQ(preview("off"), DOCENT_OK);
  docent_presentation* p = next();
  ASSERT_NE(p, nullptr);
  EXPECT_EQ(docent_presentation_is_preview(p), 1);
  EXPECT_STREQ(docent_presentation_title(p), "off");
  EXPECT_EQ(docent_presentation_report(client_, p, DOCENT_OUTCOME_SHOWN, nullptr, 0), DOCENT_OK);
  ASSERT_EQ(preview("tip", "only"), DOCENT_OK);
  EXPECT_STREQ(docent_presentation_title(next()), "variant");
  ASSERT_EQ(preview("survey"), DOCENT_OK);
  p = next();
  const char* following = nullptr;
  EXPECT_EQ(answer(p, "nps", "9", &following), DOCENT_OK);
  EXPECT_STREQ(following, "");
  EXPECT_EQ(answer(p, "nps", "11"), DOCENT_INVALID) << "it is checked like a real one";
  EXPECT_TRUE(recorded().empty());
}

TEST_F(CampaignTest, APreviewOfWhatIsNotThereSaysSo) {
  open();
  EXPECT_EQ(preview("nobody"), DOCENT_NOT_FOUND);
  EXPECT_NE(message_.find("nobody"), std::string::npos) << message_;
  EXPECT_EQ(preview("tip", "none"), DOCENT_NOT_FOUND);
  EXPECT_NE(message_.find("none"), std::string::npos) << message_;
  EXPECT_EQ(preview("off", "only"), DOCENT_NOT_FOUND) << "it has no variants";
  EXPECT_EQ(preview("rec"), DOCENT_INVALID);
  EXPECT_EQ(preview("french"), DOCENT_INVALID);
  const std::string name(129, 'n');
  EXPECT_EQ(preview(name.c_str()), DOCENT_INVALID);
  EXPECT_EQ(preview(name.c_str(), nullptr, 128), DOCENT_NOT_FOUND);
  EXPECT_EQ(preview("tip", name.c_str()), DOCENT_INVALID);
  EXPECT_EQ(preview(""), DOCENT_INVALID);
  EXPECT_EQ(preview(nullptr), DOCENT_INVALID);
  EXPECT_EQ(preview("\xff"), DOCENT_INVALID_UTF8);
  EXPECT_EQ(preview("tip", "\xff"), DOCENT_INVALID_UTF8);
  EXPECT_EQ(docent_preview(client_, "nobody", 6, nullptr, 0, 5000, nullptr), DOCENT_NOT_FOUND) << "an error that nobody wants";
  EXPECT_EQ(next(), nullptr);
}

TEST_F(CampaignTest, WhatTheApplicationDoesIsForRules) {
  open();
  const auto set = [&](const docent_property& p) { return docent_set_app_state(client_, &p, 1); };
  const auto named = [](const char* key) { return docent_bool(key, 1); };
  ASSERT_EQ(set(named("modal")), DOCENT_OK);
  track("go");
  EXPECT_EQ(next(), nullptr);
  ASSERT_EQ(set(docent_null("modal")), DOCENT_OK);
  EXPECT_NE(soon(), nullptr);
  EXPECT_EQ(set(named("name")), DOCENT_INVALID);
  EXPECT_EQ(set(named("version")), DOCENT_INVALID);
  EXPECT_EQ(set(named("")), DOCENT_INVALID);
  EXPECT_EQ(set(named(nullptr)), DOCENT_INVALID);
  EXPECT_EQ(set(named(std::string(64, 'k').c_str())), DOCENT_OK);
  EXPECT_EQ(set(named(std::string(65, 'k').c_str())), DOCENT_INVALID);
  EXPECT_EQ(set(named("\xff")), DOCENT_INVALID_UTF8);
  docent_property odd = named("x");
  odd.type = 77;
  EXPECT_EQ(set(odd), DOCENT_INVALID);
  EXPECT_EQ(docent_set_app_state(client_, nullptr, 1), DOCENT_INVALID);
  EXPECT_EQ(docent_set_app_state(client_, nullptr, 0), DOCENT_OK);
  const std::vector<docent_property> many(65, named("k"));
  EXPECT_EQ(docent_set_app_state(client_, many.data(), 64), DOCENT_OK);
  EXPECT_EQ(docent_set_app_state(client_, many.data(), 65), DOCENT_TOO_LARGE);
}

TEST_F(CampaignTest, DoNotDisturbHasATime) {
  open();
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  EXPECT_EQ(docent_do_not_disturb(client_, -1), DOCENT_INVALID);
  EXPECT_EQ(docent_do_not_disturb(client_, INT64_MIN), DOCENT_INVALID);
  ASSERT_EQ(docent_do_not_disturb(client_, INT64_MAX), DOCENT_OK);
  track("go");
  EXPECT_EQ(next(), nullptr);
  ASSERT_EQ(docent_do_not_disturb(client_, now + 3'600'000), DOCENT_OK);
  EXPECT_EQ(next(), nullptr);
  ASSERT_EQ(docent_do_not_disturb(client_, 0), DOCENT_OK);
  EXPECT_NE(soon(), nullptr);
}

TEST_F(CampaignTest, TheUserLowersHowOften) {
  open();
  EXPECT_EQ(lower("tip", 1'001, 1), DOCENT_INVALID);
  EXPECT_EQ(lower("tip", UINT32_MAX, 1), DOCENT_INVALID);
  EXPECT_EQ(lower("tip", 1'000, 1), DOCENT_OK);
  EXPECT_EQ(lower("banner", 1, 1), DOCENT_INVALID);
  EXPECT_NE(message_.find("userMayLower"), std::string::npos) << message_;
  EXPECT_EQ(lower("popup", 1, 1), DOCENT_INVALID);
  EXPECT_EQ(lower(std::string(129, 't').c_str(), 1, 1), DOCENT_INVALID);
  EXPECT_EQ(lower("\xff", 1, 1), DOCENT_INVALID_UTF8);
  EXPECT_EQ(lower(nullptr, 1, 1, 3), DOCENT_INVALID);
  EXPECT_EQ(lower("tip", 1, uint64_t{INT64_MAX} + 1), DOCENT_INVALID);
  EXPECT_EQ(lower("tip", 0, INT64_MAX), DOCENT_OK) << "none, ever";
  track("go");
  EXPECT_EQ(next(), nullptr);
  EXPECT_EQ(lower(nullptr, 0, 0), DOCENT_OK) << "all that may be lowered";
  EXPECT_NE(soon(), nullptr);
}

TEST_F(CampaignTest, WithoutAStrategyThereIsNothingToLowerOrToSee) {
  setup_.strategy = "";
  open();
  EXPECT_EQ(lower("tip", 1, 1), DOCENT_NOT_FOUND);
  EXPECT_EQ(preview("tip"), DOCENT_NOT_FOUND);
  EXPECT_EQ(docent_launch(client_, "tip", 3), DOCENT_OK);
  EXPECT_EQ(next(), nullptr);
}

TEST_F(CampaignTest, InteractionsHaveAKindAndATarget) {
  open();
  const std::string name(129, 'n');
  const auto interact = [&](const char* kind, const char* target, std::size_t target_len = DOCENT_AUTO_LEN) {
    return docent_interact(client_, kind, DOCENT_AUTO_LEN, target, target_len, nullptr, 0);
  };
  EXPECT_EQ(interact("click", "save"), DOCENT_OK);
  EXPECT_EQ(interact("", "save"), DOCENT_INVALID);
  EXPECT_EQ(interact(nullptr, "save"), DOCENT_INVALID);
  EXPECT_EQ(interact("click", ""), DOCENT_INVALID);
  EXPECT_EQ(interact("click", nullptr), DOCENT_INVALID);
  EXPECT_EQ(interact(name.c_str(), "save"), DOCENT_INVALID);
  EXPECT_EQ(interact("click", name.c_str()), DOCENT_INVALID);
  EXPECT_EQ(interact("click", name.c_str(), 128), DOCENT_OK);
  EXPECT_EQ(interact("click", "\xff"), DOCENT_INVALID_UTF8);
  const std::vector<docent_property> many(256, docent_int("k", 1));
  EXPECT_EQ(docent_interact(client_, "click", 5, "save", 4, many.data(), 256), DOCENT_TOO_LARGE);
  EXPECT_EQ(docent_interact(client_, "click", 5, "save", 4, nullptr, 1), DOCENT_INVALID);
  const docent_property text[] = {docent_string("x", "left"), docent_null("role"), docent_json("form", "[]")};
  EXPECT_EQ(docent_interact(client_, "click", 5, "save", 4, text, 3), DOCENT_OK) << "properties of another type than is understood are data";
  EXPECT_EQ(count_of("interaction"), 3u);
}

TEST_F(CampaignTest, AfterCloseEverythingIsClosed) {
  open();
  docent_presentation* p = launched("survey");
  ASSERT_EQ(docent_client_close(client_, 2000), DOCENT_OK);
  const docent_property modal = docent_bool("modal", 1);
  EXPECT_EQ(answer(p, "nps", "3"), DOCENT_CLOSED);
  EXPECT_EQ(docent_presentation_report(client_, p, DOCENT_OUTCOME_SHOWN, nullptr, 0), DOCENT_CLOSED);
  EXPECT_EQ(docent_launch(client_, "tip", 3), DOCENT_CLOSED);
  EXPECT_EQ(preview("tip"), DOCENT_CLOSED);
  EXPECT_EQ(lower("tip", 1, 1), DOCENT_CLOSED);
  EXPECT_EQ(docent_set_app_state(client_, &modal, 1), DOCENT_CLOSED);
  EXPECT_EQ(docent_do_not_disturb(client_, 0), DOCENT_CLOSED);
  EXPECT_EQ(docent_interact(client_, "click", 5, "save", 4, nullptr, 0), DOCENT_CLOSED);
  EXPECT_STREQ(docent_presentation_step(p), "nps") << "what was handed out is the host's";
}

// ---- the decision trace

struct Trace {
  std::mutex mutex;
  std::vector<std::string> lines;
  bool throws = false;
};

void note(void* user_data, const char* json, size_t len) {
  auto* trace = static_cast<Trace*>(user_data);
  const std::lock_guard lock(trace->mutex);
  trace->lines.emplace_back(json, len);
  if (trace->throws) throw std::runtime_error("the host's own trouble");
}

docent_client* open_traced(const std::string& data_dir, docent_decision_fn fn, Trace& trace) {
  docent_options* o = docent_options_create("k", 1);
  docent_options_set_data_dir(o, data_dir.c_str(), DOCENT_AUTO_LEN);
  docent_options_set_consent(o, DOCENT_CONSENT_ANALYTICS | DOCENT_CONSENT_GUIDANCE);
  docent_options_set_strategy(o, strategy, DOCENT_AUTO_LEN);
  EXPECT_EQ(docent_options_set_decision_trace(o, fn, &trace), DOCENT_OK);
  docent_client* client = nullptr;
  EXPECT_EQ(docent_client_open(o, &client, nullptr), DOCENT_OK);
  docent_options_destroy(o);
  return client;
}

TEST_F(CampaignTest, EachDecisionIsTracedAsTheSchemaSays) {
  Trace trace;
  client_ = open_traced(setup_.data_dir, note, trace);
  docent_identify(client_, "mia", 3, nullptr, 0);
  const docent_property modal = docent_bool("modal", 1);
  docent_set_app_state(client_, &modal, 1);
  track("go");
  docent_launch(client_, "off", 3);
  launched("tour");
  close();
  const auto document = [](const std::string& name) { return *core::parse_json(core::test::read_text(DOCENT_SOURCE_DIR "/docs/cli/" + name)); };
  core::test::JsonSchema schema(document("decision.schema.json"));
  schema.with("explain.schema.json", document("explain.schema.json"));
  bool offered = false;
  ASSERT_FALSE(trace.lines.empty());
  for (const std::string& line : trace.lines) {
    const auto parsed = core::parse_json(line);
    ASSERT_TRUE(parsed.ok()) << line;
    EXPECT_EQ(schema.violation(*parsed), "") << line;
    EXPECT_EQ((*parsed)["user"].as_string(), "mia");
    offered = offered || (*parsed)["presentation"]["campaign"].as_string() == "tour";
  }
  EXPECT_TRUE(offered);
}

TEST_F(CampaignTest, ATraceThatThrowsLosesALineOnly) {
  Trace trace;
  trace.throws = true;
  client_ = open_traced(setup_.data_dir, note, trace);
  track("go");
  EXPECT_NE(soon(), nullptr);
  close();
  EXPECT_FALSE(trace.lines.empty());
}

TEST_F(CampaignTest, NoTraceIsTheDefault) {
  Trace trace;
  client_ = open_traced(setup_.data_dir, nullptr, trace);
  track("go");
  EXPECT_NE(soon(), nullptr);
  EXPECT_EQ(docent_options_set_decision_trace(nullptr, note, &trace), DOCENT_INVALID);
}

}  // namespace
}  // namespace docent::test
