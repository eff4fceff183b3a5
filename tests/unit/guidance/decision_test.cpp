#include "guidance/decision.h"

#include "rig.h"

namespace docent::core::test {
namespace {

struct Traced : Rig {
  explicit Traced(const std::string& json, EngineConfig config = {}) : Rig(json, std::move(config)) {
    engine->set_tracer([this](const Decision& d) { lines.push_back(decision_json(d, "u")); });
  }
  // "tip TRIGGER_PENDING, tip SHOWN+": campaign and codes of each decision, + when it came with a presentation.
  std::string summary() const {
    std::string text;
    for (const std::string& line : lines) {
      const Value v = *parse_json(line);
      text += (text.empty() ? "" : ", ") + std::string(v["campaign"].as_string());
      for (const Value& code : v["verdicts"].as_array()) text += " " + std::string(code["code"].as_string());
      if (v.find("presentation") != nullptr) text += "+";
    }
    return text;
  }
  std::vector<std::string> lines;
};

TEST(Decision, AnOfferIsOneLineWithoutIds) {
  Traced r(strategy(tip("a", "e")));
  r.track("e");
  ASSERT_EQ(r.lines.size(), 1u);
  EXPECT_EQ(r.lines[0].find(to_string(r.presentations[0].id)), std::string::npos);
  const Value v = *parse_json(r.lines[0]);
  EXPECT_EQ(v["t"].as_string(), "2026-11-23T09:00:00.000Z");
  EXPECT_EQ(v["user"].as_string(), "u");
  EXPECT_EQ(v["verdicts"].as_array()[0]["phase"].as_string(), "offered");
  EXPECT_EQ(v["presentation"]["title"].as_string(), "a");
}

TEST(Decision, EachTurnOfAnAttemptIsTold) {
  Traced r(strategy(tip("a", "e", R"(,"delay":"PT2S","cancelTriggers":[{"event":"c"}],"targeting":{"==":[{"var":"context.x"},1]})"),
                    R"("policies":{"frequency":{"suppressWhen":{"var":"app.modal"}}})"));
  r.track("e");
  EXPECT_EQ(r.summary(), "a TARGETING_MISMATCH TRIGGER_PENDING");
  r.lines.clear();
  r.context("x", Value(1)).track("e").track("c");
  EXPECT_EQ(r.summary(), "a DELAYED, a TRIGGER_PENDING CANCELLED");
  r.lines.clear();
  r.app("app.modal", Value(true)).track("e").pass("PT10S");
  EXPECT_EQ(r.summary(), "a DELAYED SUPPRESSED, a SUPPRESSED") << "waiting is told once";
  r.app("app.modal", Value()).pass("PT1S");
  EXPECT_EQ(r.summary(), "a DELAYED SUPPRESSED, a SUPPRESSED, a SHOWN+");
}

TEST(Decision, NothingIsComputedWithoutATracer) {
  Traced r(strategy(tip("a", "e")));
  r.engine->set_tracer({});
  r.track("e");
  EXPECT_TRUE(r.lines.empty());
}

}  // namespace
}  // namespace docent::core::test
