#include <gmock/gmock.h>

#include "model/limits.h"
#include "outbox_fixture.h"

namespace docent::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class OutboxRecordedTest : public test::OutboxFixture {
 protected:
  std::vector<std::string> recorded(std::size_t max = 100, int64_t sent_since = 0) {
    std::vector<std::string> events;
    const Status s = outbox->recorded(max, sent_since, events);
    EXPECT_TRUE(s.ok()) << s.to_string();
    return events;
  }
};

TEST_F(OutboxRecordedTest, NewestFirstFromSegmentChunksAndSent) {
  commit([&] {
    ASSERT_OK(outbox->acknowledge(add_real_chunk(Priority::normal, {event(1'000), event(2'000)}), 2'500));
    add_real_chunk(Priority::normal, {event(3'000), event(5'000)});
    add_real_chunk(Priority::critical, {event(4'000)});
    add_row(Priority::normal, event(6'000) + "," + event(8'000), 2);
    add_row(Priority::critical, event(7'000));
  });
  EXPECT_THAT(recorded(),
              ElementsAre(event(8'000), event(7'000), event(6'000), event(5'000), event(4'000), event(3'000), event(2'000), event(1'000)));
  EXPECT_THAT(recorded(3), ElementsAre(event(8'000), event(7'000), event(6'000)));
  EXPECT_THAT(recorded(0), IsEmpty());
}

TEST_F(OutboxRecordedTest, OfTheSameMillisecondTheLaterOneComesFirst) {
  commit([&] {
    add_row(Priority::normal, event(1'000, "a") + "," + event(1'000, "b"), 2);
    add_row(Priority::normal, event(1'000, "c"));
  });
  EXPECT_THAT(recorded(), ElementsAre(event(1'000, "c"), event(1'000, "b"), event(1'000, "a")));
}

TEST_F(OutboxRecordedTest, StopsReadingWhenItHasEnough) {
  commit([&] {
    add_chunk(Priority::normal, 5, "not a deflate stream");
    for (int i = 0; i < 4; i++) add_real_chunk(Priority::normal, {event(1'000 + 10 * i), event(1'005 + 10 * i)});
  });
  EXPECT_THAT(recorded(3), ElementsAre(event(1'035), event(1'030), event(1'025)));
  std::vector<std::string> events;
  EXPECT_EQ(outbox->recorded(100, 0, events).code(), Code::corrupt);
}

TEST_F(OutboxRecordedTest, BytesTogetherAreBounded) {
  const std::string large = event(1'000, std::string(30'000, 'x'));
  commit([&] {
    for (int i = 0; i < 20; i++) add_real_chunk(Priority::normal, std::vector<std::string>(12, large));
  });
  std::size_t bytes = 0;
  for (const auto& e : recorded(1'000)) bytes += e.size();
  EXPECT_LE(bytes, limits::max_recorded_bytes);
  EXPECT_GT(bytes, limits::max_recorded_bytes - 2 * large.size());
}

TEST_F(OutboxRecordedTest, WhatIsHeldIsToldHoweverOldItsTimeIs) {
  commit([&] {
    add_real_chunk(Priority::normal, {event(1'000)});
    add_row(Priority::normal, event(2'000));
  });
  EXPECT_THAT(recorded(100, 6'500), ElementsAre(event(2'000), event(1'000)));
}

TEST_F(OutboxRecordedTest, WhatWasSentTooLongAgoIsNotTold) {
  commit([&] { ASSERT_OK(outbox->acknowledge(add_real_chunk(Priority::normal, {event(1'000)}), 2'000)); });
  EXPECT_THAT(recorded(10, 900), ElementsAre(event(1'000)));
  EXPECT_THAT(recorded(10, 2'001), IsEmpty());
}

}  // namespace
}  // namespace docent::core
