// Runs the vectors of this folder through docent.hpp, as vectors_test.py does through the Python binding. README.md has the format.
// usage: conformance_vectors FOLDER   Each case becomes a test of its own; --gtest_filter and the like work.
#include <gtest/gtest.h>

#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "conformance/values.h"
#include "support/temp_dir.h"

namespace docent::conformance {
namespace {

constexpr std::chrono::seconds patience{10};

std::optional<Consent> consent_of(std::string_view name) {
  if (name == "analytics") return Consent::analytics();
  if (name == "guidance") return Consent::guidance();
  if (name == "none") return Consent::none();
  if (name == "unknown") return Consent::unknown();
  return name == "stored" ? std::nullopt : std::optional(Consent::all());
}

Outcome outcome_of(std::string_view name) {
  static const std::map<std::string_view, Outcome> names = {
      {"shown", Outcome::shown},         {"interacted", Outcome::interacted}, {"dismissed", Outcome::dismissed}, {"snoozed", Outcome::snoozed},
      {"timed_out", Outcome::timed_out}, {"abandoned", Outcome::abandoned},   {"completed", Outcome::completed}, {"advanced", Outcome::advanced}};
  return names.at(name);
}

Change change_of(std::string_view name) {
  static const std::map<std::string_view, Change> names = {{"show", Change::show}, {"update", Change::update}, {"withdraw", Change::withdraw}};
  return names.at(name);
}

// One case on a fresh data directory.
class Run : public testing::Test {
 public:
  Run(dom::parser& parser, dom::element vector) : json_(parser), case_(vector) {}

  void TestBody() override {
    open();
    int number = 0;
    for (const dom::element step : dom::array(case_["steps"])) {
      SCOPED_TRACE("step " + std::to_string(++number) + ": " + std::string(simdjson::minify(step)).substr(0, 200));
      const dom::key_value_pair first = *dom::object(step).begin();
      steps_.at(first.key)(*this, step);
      if (HasFatalFailure()) return;
    }
  }

 private:
  using Step = std::function<void(Run&, dom::element)>;

  void open() {
    Options options("vectors");
    options.data_dir(dir_.path());
    dom::element chosen;
    const bool any = case_["options"].get(chosen) == simdjson::SUCCESS;
    const auto given = [&](const char* key) { return any && has(chosen, key); };
    if (const auto consent = consent_of(given("consent") ? std::string_view(chosen["consent"]) : "all")) options.consent(*consent);
    if (given("locale")) options.locale(std::string_view(chosen["locale"]));
    if (given("sessions")) options.sessions(bool(chosen["sessions"]));
    if (given("app")) options.app(std::string_view(chosen["app"].at(0)), std::string_view(chosen["app"].at(1)));
    if (given("redact"))
      for (const dom::element key : dom::array(chosen["redact"])) options.redact(std::string_view(key));
    if (has(case_, "strategy")) options.strategy(simdjson::minify(case_["strategy"]));
    auto opened = Client::open(options);
    ASSERT_TRUE(opened) << opened.status().message();
    client_.emplace(std::move(*opened));
    client_->on_wakeup([this] {
      const std::lock_guard lock(mutex_);
      rung_ = true;
      bell_.notify_all();
    });
  }

  // A status against the step's "error".
  void expect(dom::element step, const Status& status) {
    const std::string_view wanted = has(step, "error") ? std::string_view(step["error"]) : "DOCENT_OK";
    ASSERT_EQ(docent_status_name(status.code()), wanted) << status.message();
  }

  dom::element parsed(std::string_view text) { return json_.parse(text.data(), text.size()); }

  void call(dom::element step) {
    const dom::array arguments = dom::array(step["args"]);
    const int64_t times = has(step, "times") ? int64_t(step["times"]) : 1;
    for (int64_t n = 0; n < times && !HasFatalFailure(); n++) expect(step, called(std::string_view(step["call"]), arguments));
  }

  Status called(std::string_view name, dom::array args) {
    const auto text = [&](std::size_t i) { return text_of(args.at(i)); };
    const auto bag = [&](std::size_t i) { return PropertyBag(args.at(i)); };
    Client& c = *client_;
    if (name == "track") return c.track(text(0), bag(1).list());
    if (name == "screen") return c.screen(text(0), bag(1).list());
    if (name == "identify") return c.identify(text(0), bag(1).list());
    if (name == "group") return c.group(text(0), bag(1).list());
    if (name == "alias") return c.alias(text(0));
    if (name == "reset") return c.reset();
    if (name == "report_error") return c.error(text(0), text(1), bag(2).list());
    if (name == "metric") return c.metric(text(0), number_of(args.at(1)), text(2), bag(3).list());
    if (name == "timer_start") return c.timer_start(text(0));
    if (name == "timer_stop") return c.timer_stop(text(0), bag(1).list());
    if (name == "timer_cancel") return c.timer_cancel(text(0));
    if (name == "set_context") return c.set_context(bag(0).list());
    if (name == "set_super_properties") return c.set_super_properties(bag(0).list());
    if (name == "interact") return c.interact(text(0), text(1), bag(2).list());
    if (name == "launch") return c.launch(text(0));
    if (name == "preview") return c.preview(text(0), args.size() > 1 ? text(1) : "", patience);
    if (name == "set_app_state") return c.set_app_state(bag(0).list());
    if (name == "do_not_disturb") return c.do_not_disturb(moment_of(args.at(0)));
    if (name == "lower_frequency") {
      return c.lower_frequency(text(0), static_cast<uint32_t>(int64_t(args.at(1))), seconds_of(args.at(2)), patience);
    }
    if (name == "set_strategy") return c.set_strategy(args.at(0).is_string() ? text(0) : simdjson::minify(args.at(0)), patience);
    if (name == "set_consent") return c.set_consent(consent_of(text(0)).value());
    if (name == "erase") return c.erase(text(0) == "here" ? EraseScope::here : EraseScope::everywhere, patience);
    if (name == "feedback") {
      const dom::element rating = args.at(1);
      return c.feedback(text(0), rating.is_null() ? std::nullopt : std::optional(static_cast<int>(int64_t(rating))), text(2));
    }
    ADD_FAILURE() << "no such call: " << name;
    return {};
  }

  void presentation(dom::element step) {
    auto found = client_->poll();
    for (const auto end = std::chrono::steady_clock::now() + patience; !found;) {
      std::unique_lock lock(mutex_);
      ASSERT_TRUE(bell_.wait_until(lock, end, [this] { return rung_; })) << "nothing to show; " << *client_->explain();
      rung_ = false;
      lock.unlock();
      found = client_->poll();
    }
    static const std::map<std::string_view, std::string_view (Presentation::*)() const> texts = {
        {"campaign", &Presentation::campaign}, {"type", &Presentation::type},     {"title", &Presentation::title},
        {"body", &Presentation::body},         {"anchor", &Presentation::anchor}, {"placement", &Presentation::placement},
        {"role", &Presentation::role},         {"locale", &Presentation::locale}, {"reason", &Presentation::reason},
        {"step", &Presentation::step}};
    const dom::element expected = step["presentation"];
    EXPECT_EQ(found->change(), change_of(has(expected, "change") ? std::string_view(expected["change"]) : "show")) << found->json();
    EXPECT_EQ(found->is_preview(), has(expected, "is_preview") && bool(expected["is_preview"])) << found->json();
    for (const auto& [key, wanted] : dom::object(expected)) {
      if (key == "change" || key == "is_preview") continue;
      if (key == "content") EXPECT_TRUE(contains(parsed(found->json()), wanted)) << found->json();
      else if (key == "actions") actions(*found, wanted);
      else EXPECT_EQ(((*found).*texts.at(key))(), std::string_view(wanted)) << found->json();
    }
    if (found->change() != Change::withdraw) handed_out_.push_back(std::move(*found));
  }

  static void actions(const Presentation& p, dom::array wanted) {
    ASSERT_EQ(p.action_count(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); i++) {
      const Action action = p.action(i);
      const std::map<std::string_view, std::string_view> members = {{"id", action.id}, {"text", action.text}, {"command", action.command}};
      for (const auto& [key, value] : dom::object(wanted.at(i))) EXPECT_EQ(members.at(key), std::string_view(value));
    }
  }

  // An answer comes after everything recorded before the question; what that leaves to a timer that is due has been decided before the next answer.
  void settle() {
    for (int i = 0; i < 2; i++) (void)client_->explain({}, patience);
  }

  void nothing(dom::element) {
    settle();
    const auto found = client_->poll();
    EXPECT_FALSE(found) << found->json();
  }

  // The latest that was handed out, or the latest of the campaign that the step names; what was taken away stays it.
  const Presentation* latest(dom::element step) const {
    for (auto p = handed_out_.rbegin(); p != handed_out_.rend(); ++p) {
      if (!has(step, "of") || p->campaign() == std::string_view(step["of"])) return &*p;
    }
    return nullptr;
  }

  void report(dom::element step) {
    const std::string detail = has(step, "detail") ? text_of(step["detail"]) : "";
    const Presentation* p = latest(step);
    ASSERT_NE(p, nullptr);
    expect(step, client_->report(*p, outcome_of(std::string_view(step["report"])), detail));
  }

  void answer(dom::element step) {
    const Presentation* p = latest(step);
    ASSERT_NE(p, nullptr);
    const auto next = client_->answer(*p, text_of(step["answer"]), has(step, "value") ? json_of(step["value"]) : "");
    expect(step, next.status());
    if (next && has(step, "next")) {
      EXPECT_EQ(*next, std::string_view(step["next"]));
    }
  }

  void recommendations(dom::element step) {
    auto found = client_->recommend(std::string_view(step["recommendations"]), patience);
    expect(step, found.status());
    if (!found) return;
    list_.emplace(std::move(*found));
    const dom::array features = dom::array(step["features"]);
    ASSERT_EQ(list_->size(), features.size());
    for (std::size_t i = 0; i < features.size(); i++) EXPECT_EQ((*list_)[i].feature, std::string_view(features.at(i)));
    if (has(step, "campaign")) {
      EXPECT_EQ(list_->campaign(), std::string_view(step["campaign"]));
    }
    if (has(step, "items")) items(dom::array(step["items"]));
  }

  void items(dom::array wanted) {
    ASSERT_EQ(list_->size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); i++) {
      const Recommendation item = (*list_)[i];
      const std::map<std::string_view, std::string_view> texts = {
          {"feature", item.feature}, {"title", item.title}, {"body", item.body}, {"reason", item.reason}};
      for (const auto& [key, value] : dom::object(wanted.at(i))) {
        if (key == "score") EXPECT_EQ(item.score, double(value));
        else EXPECT_EQ(texts.at(key), std::string_view(value));
      }
    }
  }

  void report_recommendation(dom::element step) {
    const auto index = static_cast<std::size_t>(int64_t(step["report_recommendation"]));
    expect(step, client_->report(*list_, index, outcome_of(std::string_view(step["outcome"]))));
  }

  void explain(dom::element step) {
    const auto found = client_->explain(std::string_view(step["explain"]), patience);
    expect(step, found.status());
    if (!found) return;
    const dom::array verdicts = dom::array(parsed(*found)["verdicts"]);
    const bool whole = has(step, "verdicts");
    const dom::array wanted = dom::array(step[whole ? "verdicts" : "codes"]);
    ASSERT_EQ(verdicts.size(), wanted.size()) << *found;
    for (std::size_t i = 0; i < wanted.size(); i++) {
      const dom::element verdict = verdicts.at(i);
      EXPECT_TRUE(whole ? contains(verdict, wanted.at(i)) : std::string_view(verdict["code"]) == std::string_view(wanted.at(i))) << *found;
    }
  }

  void feature(dom::element step) {
    settle();
    EXPECT_EQ(client_->feature_enabled(std::string_view(step["feature"])), bool(step["enabled"]));
  }

  void recorded(dom::element step) {
    const auto text = client_->recorded(patience);
    ASSERT_TRUE(text) << text.status().message();
    const dom::array events = dom::array(parsed(*text));
    const dom::array wanted = dom::array(step["recorded"]);
    ASSERT_TRUE(wanted.size() == 0 ? events.size() == 0 : events.size() >= wanted.size()) << *text;
    for (std::size_t i = 0; i < wanted.size(); i++) EXPECT_TRUE(contains(events.at(wanted.size() - 1 - i), wanted.at(i))) << *text;
  }

  void happened(dom::element step) {
    const auto text = client_->recorded(patience);
    ASSERT_TRUE(text) << text.status().message();
    int64_t count = 0;
    for (const dom::element event : dom::array(parsed(*text))) count += contains(event, step["happened"]) ? 1 : 0;
    EXPECT_EQ(count, has(step, "times") ? int64_t(step["times"]) : 1) << *text;
  }

  void ledger(dom::element step) {
    const auto text = client_->ledger(patience);
    ASSERT_TRUE(text) << text.status().message();
    EXPECT_TRUE(contains(parsed(*text), step["ledger"])) << *text;
  }

  void consent(dom::element step) { EXPECT_EQ(client_->consent(), *consent_of(std::string_view(step["consent"]))); }

  void restart(dom::element) {
    (void)client_->close(patience);
    open();
  }

  static inline const std::map<std::string_view, Step> steps_ = {
      {"call", &Run::call},
      {"presentation", &Run::presentation},
      {"nothing", &Run::nothing},
      {"report", &Run::report},
      {"answer", &Run::answer},
      {"recommendations", &Run::recommendations},
      {"report_recommendation", &Run::report_recommendation},
      {"explain", &Run::explain},
      {"feature", &Run::feature},
      {"recorded", &Run::recorded},
      {"happened", &Run::happened},
      {"ledger", &Run::ledger},
      {"consent", &Run::consent},
      {"restart", &Run::restart},
      {"wait_ms", [](Run&, dom::element step) { std::this_thread::sleep_for(Milliseconds(int64_t(step["wait_ms"]))); }}};

  dom::parser& json_;
  dom::element case_;
  test::TempDir dir_{test::TempDir::memory()};
  std::mutex mutex_;
  std::condition_variable bell_;
  bool rung_ = false;
  std::optional<Client> client_;  // its worker uses what stands above
  std::vector<Presentation> handed_out_;
  std::optional<Recommendations> list_;
};

}  // namespace
}  // namespace docent::conformance

int main(int argc, char** argv) {
  using namespace docent::conformance;
  testing::InitGoogleTest(&argc, argv);
  if (argc != 2) {
    std::fprintf(stderr, "usage: conformance_vectors FOLDER\n");
    return 2;
  }
  static dom::parser answers;
  std::vector<std::unique_ptr<dom::parser>> files;  // they own what the cases refer to
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    if (entry.path().extension() != ".json") continue;
    files.push_back(std::make_unique<dom::parser>());
    for (const dom::element vector : dom::array(files.back()->load(entry.path().string()))) {
      if (!has(vector, "steps")) break;  // of rule_vectors_test.cpp
      const std::string name{std::string_view(vector["name"])};
      testing::RegisterTest(entry.path().stem().c_str(), name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [vector]() -> testing::Test* { return new Run(answers, vector); });
    }
  }
  if (testing::UnitTest::GetInstance()->total_test_count() == 0) {
    std::fprintf(stderr, "%s has no vectors\n", argv[1]);
    return 1;
  }
  return RUN_ALL_TESTS();
}
