#include "pipeline/rejected_events.h"

#include "delivery_fixture.h"
#include "model/limits.h"

namespace docent::core {
namespace {

class RejectedEventsTest : public Delivery {
 protected:
  std::vector<Value> rows() {
    std::vector<Value> found;
    EXPECT_TRUE(database
                    ->load_state("",
                                 [&](std::string_view kind, std::string_view, std::string_view bytes) {
                                   if (kind == RejectedEvents::kind) found.push_back(*parse_json(bytes));
                                 })
                    .ok());
    return found;
  }
};

TEST_F(RejectedEventsTest, KeepsTheNewestCutToSizeAcrossRestarts) {
  for (int run = 0; run < 3; run++) {
    RejectedEvents rejected(*database);
    ASSERT_TRUE(rejected.load().ok());
    for (int i = 0; i < 60; i++) {
      ASSERT_TRUE(rejected.add({"code", "run " + std::to_string(run), "{\"t\":\"" + std::string(5'000, 'x')}, clock.wall_ms()).ok());
      if (i % 2 == 0) clock.advance_ms(1);
    }
  }
  const auto kept = rows();
  ASSERT_EQ(kept.size(), limits::max_quarantine_count);
  EXPECT_EQ(kept.front()["message"].as_string(), "run 1");
  EXPECT_EQ(kept.back()["message"].as_string(), "run 2");
  EXPECT_EQ(kept.back()["event"].as_string().size(), limits::max_rejected_event_bytes);
}

TEST_F(RejectedEventsTest, ErasureOfTheRowsOfNoIdentityTakesThemAll) {
  RejectedEvents rejected(*database);
  ASSERT_TRUE(rejected.load().ok());
  ASSERT_TRUE(rejected.add({"code", "message", "{}"}, 1).ok());
  ASSERT_TRUE(database->erase_state("").ok());
  EXPECT_TRUE(rows().empty());
  for (std::size_t i = 0; i < limits::max_quarantine_count + 5; i++) ASSERT_TRUE(rejected.add({"code", "message", "{}"}, 2).ok());
  EXPECT_LE(rows().size(), limits::max_quarantine_count);
}

}  // namespace
}  // namespace docent::core
