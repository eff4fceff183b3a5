#include "client/recorder.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "model/limits.h"

namespace docent::core {
namespace {

class RecorderTest : public ::testing::Test {
 protected:
  static std::unique_ptr<Ring> small_ring(Random& random) {
    auto made = Ring::create_in_memory(64 * 1024, random);
    return made.ok() ? std::move(*made) : nullptr;
  }
  Code event(std::string_view name) {
    RecordInput input;
    input.name = name;
    return recorder_.event(input);
  }
  SeededRandom random_{1};
  ManualClock clock_;
  std::unique_ptr<Ring> ring_ = small_ring(random_);
  Waker waker_;
  NameFilter filter_;
  Recorder recorder_{*ring_, waker_, filter_, clock_};
};

TEST_F(RecorderTest, StampsAndAppends) {
  RecordInput input;
  input.name = "x";
  ASSERT_EQ(recorder_.event(input), Code::ok);
  EXPECT_EQ(input.wall_ns, clock_.wall_ns());
  EXPECT_FALSE(input.id.is_nil());
  uint64_t position = 0;
  std::span<const std::byte> payload;
  ASSERT_EQ(ring_->next(position, payload, false), Ring::Next::record);
  Record record;
  std::vector<PropertyView> properties;
  ASSERT_TRUE(decode_record(payload, record, properties));
  EXPECT_EQ(record.name, "x");
  EXPECT_EQ(record.id, input.id);
}

TEST_F(RecorderTest, RefusesAndCounts) {
  recorder_.adopt_consent(Consent::from_bits(0), 0);
  EXPECT_EQ(event("x"), Code::no_consent);
  recorder_.adopt_consent(Consent::from_bits(2), 0);
  EXPECT_EQ(event("x"), Code::ok);
  EXPECT_EQ(event("\xff"), Code::invalid_utf8);
  Code code = Code::ok;
  for (int i = 0; i < 10'000 && code == Code::ok; i++) code = event("fills the ring");
  EXPECT_EQ(code, Code::queue_full);
  const auto refused = ring_->refused();
  EXPECT_EQ(refused.no_consent, 1u);
  EXPECT_EQ(refused.invalid, 1u);
  EXPECT_EQ(refused.queue_full, 1u);
  recorder_.set_disabled();
  EXPECT_EQ(event("x"), Code::disabled);
}

TEST_F(RecorderTest, WhatTheWorkerAddsCountsAgainstTheLimit) {
  const std::string text(limits::max_event_bytes - 2 * limits::envelope_bytes, 'a');
  PropertyView p;
  p.key = "k";
  p.type = PropertyType::string;
  p.text = text;
  RecordInput input;
  input.name = "x";
  input.properties = std::span(&p, 1);
  EXPECT_EQ(recorder_.event(input), Code::ok);
  recorder_.set_added_bytes(2 * limits::envelope_bytes);
  EXPECT_EQ(recorder_.event(input), Code::too_large);
}

TEST_F(RecorderTest, ADecisionOfTheHostIsNotOverwrittenByAnOlderView) {
  ASSERT_EQ(recorder_.decide_consent(Consent::from_bits(0)), Code::ok);
  recorder_.adopt_consent(Consent::from_bits(3), 0);  // the worker has not seen the decision yet
  EXPECT_EQ(recorder_.consent(), Consent::from_bits(0));
  recorder_.adopt_consent(Consent::from_bits(3), 1);  // now it has, and another identity became current
  EXPECT_EQ(recorder_.consent(), Consent::from_bits(3));
}

TEST_F(RecorderTest, ADecisionThatCannotBeRecordedIsNotInForce) {
  Code code = Code::ok;
  for (int i = 0; i < 10'000 && code == Code::ok; i++) code = event("fills the ring");
  EXPECT_EQ(recorder_.decide_consent(Consent::from_bits(0)), Code::queue_full);
  EXPECT_TRUE(recorder_.consent().unknown());
}

TEST_F(RecorderTest, WakesForATriggerAndAHalfFullRing) {
  waker_.drain();
  waker_.begin_turn();
  EXPECT_EQ(event("quiet"), Code::ok);
  EXPECT_FALSE(waker_.drain());
  filter_.add("loud");
  EXPECT_EQ(event("loud"), Code::ok);
  EXPECT_TRUE(waker_.drain());
  waker_.begin_turn();
  while (ring_->head() <= ring_->capacity() / 2 + 128) ASSERT_EQ(event("quiet"), Code::ok);
  EXPECT_TRUE(waker_.drain());
}

}  // namespace
}  // namespace docent::core
