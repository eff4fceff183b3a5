#include "simulation/engine_actor.h"

#include "recording.h"

namespace docent::core::test {
namespace {

TEST(EngineActor, ALogInTakesTheHistoryAlong) {
  const std::string json = strategy(tip("tip", "go", R"(,"targeting":{">=":[{"event_count":["saved"]},2]})"));
  auto anonymous = track(0, "saved");
  anonymous.user.clear();
  anonymous.anonymous = "a";
  EXPECT_EQ(Played(json, {anonymous, track(1, "saved"), track(2, "go")}).text, "tip SHOWN+");
}

TEST(EngineActor, NothingIsLeftOfTheUserBefore) {
  const std::string json =
      strategy(tip("tip", "go", R"(,"frequency":{"displayLimit":1})") + "," + tip("busy", "go", R"(,"targeting":{"var":"app.modal"})"),
               R"("policies":{"frequency":{"maxConcurrent":9}})");
  const std::vector<ReplayEvent> events = {at(0, R"(,"type":"app","state":{"modal":true})"), at(0, R"(,"type":"context","context":{"x":"y"})"),
                                           track(1, "go")};
  Played first(json, events);
  const std::string once = first.text;
  EXPECT_EQ(once, "busy SHOWN+, tip SHOWN+");
  EngineActor& actor = first.actor();
  actor.begin("v", {events.front().at_ms, 0});
  ReplaySetup setup;
  setup.zone = *parse_zone("UTC");
  first.text.clear();
  replay(std::vector{track(1, "go")}, actor, setup);
  EXPECT_EQ(first.text, "busy TARGETING_MISMATCH TRIGGER_PENDING, tip SHOWN+") << "no modal dialog, and a display of one's own";
}

TEST(EngineActor, ARefusedStrategyIsSaid) {
  EngineActor actor({}, {});
  EXPECT_FALSE(actor.load("{}", {0, 0}).ok());
}

}  // namespace
}  // namespace docent::core::test
