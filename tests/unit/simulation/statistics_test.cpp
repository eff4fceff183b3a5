#include "simulation/statistics.h"

#include "guidance/strategy_loader.h"
#include "recording.h"

namespace docent::core::test {
namespace {

constexpr int64_t day = 86'400'000;

struct Figures {
  Figures() : report(read_strategy(strategy(tip("a", "e") + "," + tip("b", "e")))), statistics(report.loaded->strategy) {}
  void decide(DecisionKind kind, const std::string& verdicts) {
    Presentation p;
    statistics.decide({kind, {}, "a", *parse_json(verdicts), kind == DecisionKind::offered ? &p : nullptr});
  }
  void shown(int64_t ms) { statistics.report({{}, "a", Outcome::shown, ""}, {ms, 0}); }
  Value campaign(std::size_t i) const { return statistics.json()["campaigns"].as_array()[i]; }
  StrategyReport report;
  Statistics statistics;
};

TEST(Statistics, DecisionsAreCountedByWhatStoodInTheWay) {
  Figures f;
  f.decide(DecisionKind::refused, R"([{"code":"TARGETING_MISMATCH"},{"code":"TRIGGER_PENDING"}])");
  f.decide(DecisionKind::refused, R"([{"code":"TRIGGER_PENDING"},{"code":"CAP"}])");
  f.decide(DecisionKind::waiting, R"([{"code":"EXCLUDED","by":"b"}])");
  f.decide(DecisionKind::delayed, R"([{"code":"DELAYED"}])");
  f.decide(DecisionKind::would_have_shown, R"([{"code":"CONTROL"}])");
  f.decide(DecisionKind::offered, R"([{"code":"SHOWN"}])");
  EXPECT_EQ(to_json(f.campaign(0)["blocked"]), R"({"CAP":1,"EXCLUDED":1,"TARGETING_MISMATCH":1})");
  EXPECT_EQ(to_json(f.campaign(0)["conflicts"]), R"({"b":1})");
  EXPECT_EQ(f.campaign(0)["wouldHaveShown"].as_int(), 1);
  EXPECT_EQ(f.campaign(0)["offered"].as_int(), 1);
  EXPECT_EQ(to_json(f.statistics.json()["neverShown"]), R"(["b"])");
}

TEST(Statistics, ReachCountsUsersAndFatigueTheirDays) {
  Figures f;
  f.statistics.begin_user();
  f.shown(0), f.shown(1), f.shown(day);
  f.statistics.end_user();
  f.statistics.begin_user();
  f.shown(5);
  f.statistics.end_user();
  EXPECT_EQ(f.campaign(0)["reach"].as_int(), 2);
  EXPECT_EQ(f.campaign(0)["shown"].as_int(), 4);
  EXPECT_EQ(to_json(f.statistics.json()["fatigue"]), R"({"userDays":3,"mean":1.3333333333333333,"p50":1,"p95":2,"max":2})");
}

TEST(Statistics, PartsAddUp) {
  Figures f;
  Figures g;
  for (Figures* each : {&f, &g}) {
    each->decide(DecisionKind::refused, R"([{"code":"CAP"}])");
    each->statistics.begin_user();
    each->shown(0);
    each->statistics.end_user();
  }
  f.statistics.merge(g.statistics);
  EXPECT_EQ(f.campaign(0)["reach"].as_int(), 2);
  EXPECT_EQ(to_json(f.campaign(0)["blocked"]), R"({"CAP":2})");
  EXPECT_EQ(f.statistics.json()["fatigue"]["userDays"].as_int(), 2);
}

}  // namespace
}  // namespace docent::core::test
