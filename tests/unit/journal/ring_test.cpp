// One producer and one reader of a memory ring: order, sizes, laps, fullness, and that released bytes are gone.
#include "journal/ring.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "journal/ring_format.h"
#include "model/limits.h"

namespace docent::core {
namespace {

class RingTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto made = Ring::create_in_memory(limits::min_journal_bytes, random_);
    ASSERT_TRUE(made.ok());
    ring_ = std::move(*made);
  }
  Code append(const std::string& text) {
    Ring::Reservation r;
    const Code code = ring_->reserve(static_cast<uint32_t>(text.size()), r);
    if (code != Code::ok) return code;
    std::memcpy(r.payload, text.data(), text.size());
    ring_->commit(r);
    return code;
  }
  Ring::Next read(std::string& text, bool dead = false) {
    std::span<const std::byte> payload;
    const Ring::Next found = ring_->next(position_, payload, dead);
    if (found == Ring::Next::record) text.assign(reinterpret_cast<const char*>(payload.data()), payload.size());
    return found;
  }
  SeededRandom random_{1};
  std::unique_ptr<Ring> ring_;
  uint64_t position_ = 0;
};

TEST_F(RingTest, GivesBackWhatWasCommittedInOrder) {
  std::string text;
  EXPECT_EQ(read(text), Ring::Next::empty);
  ASSERT_EQ(append("first"), Code::ok);
  ASSERT_EQ(append("second, which is longer"), Code::ok);
  ASSERT_EQ(read(text), Ring::Next::record);
  EXPECT_EQ(text, "first");
  ASSERT_EQ(read(text), Ring::Next::record);
  EXPECT_EQ(text, "second, which is longer");
  EXPECT_EQ(read(text), Ring::Next::empty);
  EXPECT_EQ(position_, ring_->head());
}

TEST_F(RingTest, RoundsTheCapacityUpWithinItsLimits) {
  EXPECT_EQ(ring_->capacity(), limits::min_journal_bytes);
  EXPECT_EQ((*Ring::create_in_memory(1, random_))->capacity(), limits::min_journal_bytes);
  EXPECT_EQ((*Ring::create_in_memory(limits::min_journal_bytes + 1, random_))->capacity(), 2 * limits::min_journal_bytes);
  EXPECT_EQ((*Ring::create_in_memory(UINT64_MAX, random_))->capacity(), limits::max_journal_bytes);
}

TEST_F(RingTest, SaysWhereItLives) {
  EXPECT_EQ(ring_->medium(), Medium::memory);
  EXPECT_STREQ(medium_name(ring_->medium()), "memory");
  EXPECT_STREQ(medium_name(Medium::tmpfs), "tmpfs");
  EXPECT_STREQ(medium_name(Medium::disk), "disk");
  EXPECT_EQ(ring_->path(), "");
  EXPECT_FALSE(ring_->epoch().is_nil());
  EXPECT_TRUE(ring_->remove().ok());
}

TEST_F(RingTest, RefusesSizesBeyondItsLimits) {
  Ring::Reservation r;
  EXPECT_EQ(ring_->reserve(0, r), Code::too_large);
  EXPECT_EQ(ring_->reserve(ring_->max_payload_bytes() + 1, r), Code::too_large);
  EXPECT_EQ(ring_->reserve(UINT32_MAX, r), Code::too_large);
  EXPECT_EQ(ring_->head(), 0u);
  EXPECT_EQ(ring_->max_payload_bytes(), limits::min_journal_bytes / 2 - record_header_bytes);
  EXPECT_EQ((*Ring::create_in_memory(limits::default_journal_bytes, random_))->max_payload_bytes(), limits::max_record_bytes);
}

TEST_F(RingTest, FitsTheLargestRecordWhereverTheLapStands) {
  const std::string largest(ring_->max_payload_bytes(), 'x');
  std::string text;
  for (uint64_t before = 0; before < ring_->capacity(); before += 1000) {
    while (ring_->head() % ring_->capacity() < before) {
      ASSERT_EQ(append("step"), Code::ok);
      ring_->release(ring_->head());
    }
    position_ = ring_->head();
    ASSERT_EQ(append(largest), Code::ok) << "an empty ring at " << before;
    ASSERT_EQ(read(text), Ring::Next::record);
    EXPECT_EQ(text, largest);
    ring_->release(position_);
  }
}

TEST_F(RingTest, CarriesEverySizeAcrossManyLaps) {
  std::string text;
  for (uint32_t size = 1; size <= ring_->max_payload_bytes(); size += size < 200 ? 1 : 997) {
    const std::string sent(size, static_cast<char>('a' + size % 26));
    for (int i = 0; i < 3; i++) {
      ASSERT_EQ(append(sent), Code::ok) << size;
      ASSERT_EQ(read(text), Ring::Next::record);
      ASSERT_EQ(text, sent);
      ring_->release(position_);
    }
  }
  EXPECT_EQ(read(text), Ring::Next::empty);
  EXPECT_EQ(ring_->damaged(), 0u);
}

TEST_F(RingTest, RefusesWhenFullAndTakesMoreOnceReleased) {
  uint64_t accepted = 0;
  while (append("0123456789abcdef") == Code::ok) accepted++;
  EXPECT_EQ(accepted, ring_->capacity() / 32);
  EXPECT_EQ(append("x"), Code::queue_full);
  std::string text;
  ASSERT_EQ(read(text), Ring::Next::record);
  EXPECT_EQ(append("x"), Code::queue_full) << "read is not released";
  ring_->release(position_);
  EXPECT_EQ(append("x"), Code::ok);
  EXPECT_EQ(append("x"), Code::queue_full);
}

TEST_F(RingTest, TellsWhenItIsHalfFull) {
  uint64_t half_at = 0;
  Ring::Reservation r;
  while (ring_->reserve(16, r) == Code::ok) {
    ring_->commit(r);
    if (half_at == 0 && ring_->half_full(r.position)) half_at = r.position;
  }
  EXPECT_EQ(half_at, ring_->capacity() / 2);
  ring_->release(ring_->head());
  EXPECT_FALSE(ring_->half_full(r.position));
}

TEST_F(RingTest, ReportsAHoleUntilItIsCommitted) {
  Ring::Reservation slow;
  ASSERT_EQ(ring_->reserve(4, slow), Code::ok);
  ASSERT_EQ(append("later"), Code::ok);
  std::string text;
  EXPECT_EQ(read(text), Ring::Next::hole);
  EXPECT_EQ(position_, 0u);
  std::memcpy(slow.payload, "slow", 4);
  EXPECT_EQ(read(text), Ring::Next::hole);
  ring_->commit(slow);
  ASSERT_EQ(read(text), Ring::Next::record);
  EXPECT_EQ(text, "slow");
  ASSERT_EQ(read(text), Ring::Next::record);
  EXPECT_EQ(text, "later");
}

TEST_F(RingTest, CanPassAHoleWhoseThreadIsGone) {
  Ring::Reservation never;
  ASSERT_EQ(ring_->reserve(100, never), Code::ok);
  std::memset(never.payload, 0xff, 100);
  ASSERT_EQ(append("behind"), Code::ok);
  std::string text;
  ASSERT_EQ(read(text, true), Ring::Next::record);
  EXPECT_EQ(text, "behind");
  EXPECT_EQ(read(text, true), Ring::Next::empty);
  EXPECT_EQ(position_, ring_->head());
}

TEST_F(RingTest, ForgetsWhatWasReleased) {
  ASSERT_EQ(append("a secret"), Code::ok);
  std::span<const std::byte> payload;
  ASSERT_EQ(ring_->next(position_, payload, false), Ring::Next::record);
  ring_->release(position_);
  for (const std::byte b : payload) EXPECT_EQ(b, std::byte{0});
  uint64_t again = 0;
  std::span<const std::byte> none;
  EXPECT_EQ(ring_->next(again, none, true), Ring::Next::empty);
}

TEST_F(RingTest, ReleasesOnlyForwardAndOnlyWhatExists) {
  ASSERT_EQ(append("one"), Code::ok);
  ring_->release(ring_->head() + 1'000'000);
  EXPECT_EQ(ring_->tail(), ring_->head());
  ring_->release(0);
  EXPECT_EQ(ring_->tail(), ring_->head());
}

TEST_F(RingTest, PassesARecordThatWasOverwrittenAndCountsIt) {
  Ring::Reservation hit;
  ASSERT_EQ(ring_->reserve(5, hit), Code::ok);
  std::memcpy(hit.payload, "first", 5);
  ring_->commit(hit);
  ASSERT_EQ(append("second"), Code::ok);
  hit.payload[2] ^= std::byte{1};
  std::string text;
  ASSERT_EQ(read(text), Ring::Next::record);
  EXPECT_EQ(text, "second");
  EXPECT_EQ(ring_->damaged(), 1u);
}

TEST_F(RingTest, CountsWhatWasRefused) {
  ring_->count_refused(Code::queue_full);
  ring_->count_refused(Code::queue_full);
  ring_->count_refused(Code::no_consent);
  ring_->count_refused(Code::invalid_utf8);
  EXPECT_EQ(ring_->refused().queue_full, 2u);
  EXPECT_EQ(ring_->refused().no_consent, 1u);
  EXPECT_EQ(ring_->refused().invalid, 1u);
}

TEST_F(RingTest, MarksThePositionBeingProcessed) {
  EXPECT_EQ(ring_->marked_attempts(), 0u);
  EXPECT_EQ(ring_->begin_attempt(32), 1u);
  EXPECT_EQ(ring_->begin_attempt(32), 2u);
  EXPECT_EQ(ring_->marked_position(), 32u);
  EXPECT_EQ(ring_->marked_attempts(), 2u);
  EXPECT_EQ(ring_->begin_attempt(64), 1u);
  ring_->end_attempt();
  EXPECT_EQ(ring_->marked_attempts(), 0u);
  EXPECT_EQ(ring_->begin_attempt(64), 1u);
  ring_->set_crashed_starts(2);
  EXPECT_EQ(ring_->crashed_starts(), 2u);
}

}  // namespace
}  // namespace docent::core
