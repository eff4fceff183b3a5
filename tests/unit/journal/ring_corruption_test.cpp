// A ring that was left behind and damaged since, byte by byte: nothing crashes, nothing false is read, and what was not hit is still there.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <fstream>
#include <random>
#include <set>

#include "../platform/surroundings.h"
#include "journal/recovery.h"
#include "journal/ring.h"
#include "journal/ring_format.h"
#include "model/limits.h"
#include "platform/files.h"
#include "records.h"

namespace docent::core {
namespace {

constexpr uint64_t record_count = 40;
constexpr std::size_t file_size = ring_header_bytes + limits::min_journal_bytes;

uint32_t size_of(uint64_t number) { return static_cast<uint32_t>(min_test_record_bytes + number * 5 % 90); }

class RingCorruption : public ::testing::Test {
 protected:
  void SetUp() override {
    SeededRandom random(7);
    auto ring = opened(Ring::create_in(dir_.path(), limits::min_journal_bytes, random));
    // Some laps first, so that head and tail are not near 0.
    while (ring->head() < 3 * ring->capacity() - 2'000) {
      ASSERT_EQ(append(*ring, {9, 9}, 500), Code::ok);
      ring->release(ring->head());
    }
    start_ = ring->head();
    for (uint64_t n = 0; n < record_count; n++) {
      offsets_.push_back(ring->head());
      ASSERT_EQ(append(*ring, {1, n}, size_of(n)), Code::ok);
    }
    head_ = ring->head();
    path_ = ring->path();
    epoch_ = ring->epoch();
    ring.reset();
    ASSERT_GT(head_, 3 * limits::min_journal_bytes) << "the records cross the end of a lap";
    const int fd = open(path_.c_str(), O_RDWR | O_CLOEXEC);
    bytes_ = static_cast<unsigned char*>(mmap(nullptr, file_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
    close(fd);
    ASSERT_NE(bytes_, MAP_FAILED);
  }
  void TearDown() override { munmap(bytes_, file_size); }

  // Numbers of the records found; every one must be whole. Nothing when the ring was refused.
  std::set<uint64_t> recover(std::optional<uint64_t> database_position) {
    std::set<uint64_t> found;
    auto ring = Ring::open_dead(path_, epoch_);
    last_ = ring.status();
    if (!ring.ok()) return found;
    const Replay replay = prepare_replay(**ring, database_position);
    if (replay.reset) return found;
    uint64_t position = replay.position;
    std::span<const std::byte> payload;
    while ((*ring)->next(position, payload, true) == Ring::Next::record) {
      TestRecord r;
      EXPECT_TRUE(parse(payload, r) && r.producer == 1 && r.number < record_count && payload.size() == size_of(r.number));
      EXPECT_TRUE(found.insert(r.number).second) << "read twice: " << r.number;
    }
    restore_tail();
    return found;
  }
  // prepare_replay() moves the tail.
  void restore_tail() { std::memcpy(bytes_ + offsetof(RingHeader, tail), &start_, sizeof start_); }

  TempDir dir_{"/dev/shm"};
  std::string path_;
  Uuid epoch_;
  unsigned char* bytes_ = nullptr;
  uint64_t start_ = 0;
  uint64_t head_ = 0;
  std::vector<uint64_t> offsets_;
  Status last_;
};

TEST_F(RingCorruption, UndamagedGivesEverything) {
  EXPECT_EQ(recover(start_).size(), record_count);
  EXPECT_EQ(recover(std::nullopt).size(), record_count);
  EXPECT_EQ(recover(offsets_[10]).size(), record_count - 10);
}

TEST_F(RingCorruption, OfTheIdentityIsRefused) {
  for (std::size_t i = 0; i < sizeof(RingIdentity) + 4; i++) {
    for (const unsigned char flip : {uint8_t{0x01}, uint8_t{0x80}, uint8_t{0xff}}) {
      bytes_[i] ^= flip;
      EXPECT_TRUE(recover(start_).empty());
      EXPECT_EQ(last_.code(), Code::corrupt) << "byte " << i;
      EXPECT_FALSE(last_.message().empty());
      bytes_[i] ^= flip;
    }
  }
  EXPECT_EQ(recover(start_).size(), record_count);
}

TEST_F(RingCorruption, OfTheRestOfTheHeaderNeverGivesAnythingFalse) {
  for (std::size_t i = sizeof(RingIdentity) + 4; i < ring_header_bytes; i++) {
    const bool head = i >= offsetof(RingHeader, head) && i < offsetof(RingHeader, head) + 8;
    for (const unsigned char flip : {uint8_t{0x01}, uint8_t{0x80}, uint8_t{0xff}}) {
      bytes_[i] ^= flip;
      const auto found = recover(start_);
      EXPECT_TRUE(last_.ok()) << last_.to_string();
      if (!head) {
        EXPECT_EQ(found.size(), record_count) << "byte " << i;
      }
      if (i < sizeof(RingHeader)) (void)recover(std::nullopt);
      if (head || i < offsetof(RingHeader, tail) || i >= offsetof(RingHeader, tail) + 8) bytes_[i] ^= flip;
      restore_tail();
      if (i >= sizeof(RingHeader)) break;  // unused bytes: one change of each will do
    }
  }
  EXPECT_EQ(recover(start_).size(), record_count);
}

// The padding behind a payload is not covered, and not read.
TEST_F(RingCorruption, OfOneRecordCostsThatRecordOnly) {
  for (uint64_t n = 0; n < record_count; n++) {
    const uint64_t end = n + 1 < record_count ? offsets_[n + 1] : head_;
    // A lap's end may lie between two records: the skip record there is damaged too.
    for (uint64_t at = offsets_[n]; at < end; at++) {
      unsigned char& byte = bytes_[ring_header_bytes + at % limits::min_journal_bytes];
      byte ^= 0x41;
      auto found = recover(start_);
      EXPECT_GE(found.size(), record_count - 1) << "record " << n << ", byte " << at - offsets_[n];
      for (uint64_t other = 0; other < record_count; other++) EXPECT_TRUE(other == n || found.contains(other)) << other;
      const bool same_lap = offsets_[n] / limits::min_journal_bytes == (offsets_[n] + record_bytes(size_of(n)) - 1) / limits::min_journal_bytes;
      const bool covered = same_lap && at < offsets_[n] + record_header_bytes + size_of(n);
      EXPECT_FALSE(covered && found.contains(n)) << "record " << n;
      byte ^= 0x41;
    }
  }
  EXPECT_EQ(recover(start_).size(), record_count);
}

TEST_F(RingCorruption, OfEverythingGivesNothing) {
  std::mt19937_64 gen(5);
  for (int round = 0; round < 20; round++) {
    for (std::size_t i = ring_header_bytes; i < file_size; i += 8) {
      const uint64_t garbage = gen();
      std::memcpy(bytes_ + i, &garbage, 8);
    }
    EXPECT_TRUE(recover(start_).empty());
  }
}

TEST_F(RingCorruption, OfHeadAndTailIsBoundedByTheCapacity) {
  std::mt19937_64 gen(6);
  const auto put = [&](std::size_t offset, uint64_t value) { std::memcpy(bytes_ + offset, &value, 8); };
  for (int round = 0; round < 500; round++) {
    const int shift = static_cast<int>(gen() % 64);
    put(offsetof(RingHeader, head), gen() >> shift);
    put(offsetof(RingHeader, tail), gen() >> static_cast<int>(gen() % 64));
    (void)recover(start_);
    (void)recover(std::nullopt);
    (void)recover(gen() >> shift);
    (void)recover((gen() >> shift) & ~uint64_t{15});
  }
  put(offsetof(RingHeader, head), UINT64_MAX);
  put(offsetof(RingHeader, tail), 0);
  EXPECT_EQ(recover(start_).size(), record_count) << "the position is enough";
}

TEST_F(RingCorruption, OfTheSizeIsRefused) {
  ASSERT_EQ(truncate(path_.c_str(), static_cast<off_t>(file_size + 4096)), 0);
  EXPECT_TRUE(recover(start_).empty());
  EXPECT_EQ(last_.code(), Code::corrupt);
  for (const off_t size : {0, 1, 4096, 4096 + 65535}) {
    ASSERT_TRUE(write_file_atomic(dir_ / "short", std::string(static_cast<std::size_t>(size), 'D')).ok());
    EXPECT_EQ(Ring::open_dead(dir_ / "short", epoch_).status().code(), Code::corrupt) << size;
  }
}

TEST_F(RingCorruption, ANewerFormatIsLeftAlone) {
  auto* const header = reinterpret_cast<RingHeader*>(bytes_);
  header->identity.format_version = ring_format_version + 1;
  header->identity_crc = identity_crc(header->identity);
  EXPECT_TRUE(recover(start_).empty());
  EXPECT_EQ(last_.code(), Code::too_new);
  header->identity.format_version = 0;
  header->identity_crc = identity_crc(header->identity);
  EXPECT_TRUE(recover(start_).empty());
  EXPECT_EQ(last_.code(), Code::corrupt);
}

}  // namespace
}  // namespace docent::core
