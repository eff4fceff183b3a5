// Where rings are kept and found again, and each row of the recovery table.
#include "journal/recovery.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "../platform/surroundings.h"
#include "journal/ring_format.h"
#include "model/limits.h"
#include "platform/file_system.h"
#include "platform/files.h"
#include "records.h"

namespace docent::core {
namespace {

constexpr uint32_t bytes = 48;  // of each payload: 64 with its header

class Recovery : public ::testing::Test {
 protected:
  std::unique_ptr<Ring> make(uint64_t records) {
    auto ring = opened(Ring::create_in(dir_.path(), limits::min_journal_bytes, random_));
    for (uint64_t n = 0; n < records; n++) EXPECT_EQ(append(*ring, {1, n}, bytes), Code::ok);
    return ring;
  }
  // The ring as the next process finds it.
  std::unique_ptr<Ring> bury(std::unique_ptr<Ring> ring) {
    const std::string path = ring->path();
    const Uuid epoch = ring->epoch();
    ring.reset();
    auto dead = Ring::open_dead(path, epoch);
    EXPECT_TRUE(dead.ok()) << dead.status().to_string();
    return std::move(*dead);
  }
  std::vector<uint64_t> read_all(Ring& ring, uint64_t position) {
    std::vector<uint64_t> numbers;
    std::span<const std::byte> payload;
    while (ring.next(position, payload, true) == Ring::Next::record) {
      TestRecord r;
      EXPECT_TRUE(parse(payload, r));
      numbers.push_back(r.number);
    }
    return numbers;
  }
  TempDir dir_{"/dev/shm"};
  SeededRandom random_{3};
};

using Numbers = std::vector<uint64_t>;

TEST_F(Recovery, OfAnUnknownEpochReplaysEverything) {
  auto ring = bury(make(4));
  const Replay replay = prepare_replay(*ring, std::nullopt);
  EXPECT_FALSE(replay.reset);
  EXPECT_EQ(replay.position, 0u);
  EXPECT_FALSE(replay.reason.empty());
  EXPECT_EQ(read_all(*ring, replay.position), (Numbers{0, 1, 2, 3}));
}

TEST_F(Recovery, OfAnUnknownEpochReplaysWhatTheLastLapHolds) {
  auto alive = make(0);
  const uint64_t fit = alive->capacity() / 64;
  for (uint64_t n = 0; n < 3 * fit; n++) {
    ASSERT_EQ(append(*alive, {1, n}, bytes), Code::ok);
    alive->release(alive->head() - 128);  // two records are always left
  }
  auto ring = bury(std::move(alive));
  EXPECT_EQ(read_all(*ring, prepare_replay(*ring, std::nullopt).position), (Numbers{3 * fit - 2, 3 * fit - 1}));
}

TEST_F(Recovery, GoesOnWhereTheDatabaseEnds) {
  auto ring = bury(make(4));
  const Replay replay = prepare_replay(*ring, 2 * 64);
  EXPECT_FALSE(replay.reset);
  EXPECT_EQ(read_all(*ring, replay.position), (Numbers{2, 3}));
}

TEST_F(Recovery, TrustsTheDatabaseMoreThanTheTail) {
  auto alive = make(4);
  alive->release(64);  // the crash came after a commit of two records and before the second release
  auto ring = bury(std::move(alive));
  EXPECT_EQ(read_all(*ring, prepare_replay(*ring, 2 * 64).position), (Numbers{2, 3}));
}

TEST_F(Recovery, OfADatabaseThatFellBackReplaysWhatIsLeft) {
  auto alive = make(4);
  alive->release(2 * 64);  // that commit did not survive
  auto ring = bury(std::move(alive));
  EXPECT_EQ(read_all(*ring, prepare_replay(*ring, 64).position), (Numbers{2, 3}));
}

TEST_F(Recovery, OfAFinishedRingReplaysNothing) {
  auto ring = bury(make(4));
  const Replay replay = prepare_replay(*ring, 4 * 64);
  EXPECT_FALSE(replay.reset);
  EXPECT_TRUE(read_all(*ring, replay.position).empty());
}

TEST_F(Recovery, RefusesARingThatIsOlderThanTheDatabase) {
  auto ring = bury(make(4));
  const Replay replay = prepare_replay(*ring, 5 * 64);
  EXPECT_TRUE(replay.reset);
  EXPECT_EQ(replay.reason, "the journal is older than the database");
}

TEST_F(Recovery, RefusesAPositionThatIsNone) {
  auto ring = bury(make(4));
  EXPECT_TRUE(prepare_replay(*ring, 65).reset);
  EXPECT_TRUE(prepare_replay(*ring, UINT64_MAX & ~uint64_t{15}).reset);
}

TEST_F(Recovery, IsNotTakenInByAnEarlierLap) {
  auto alive = make(0);
  const uint64_t fit = alive->capacity() / 64;
  for (uint64_t n = 0; n < fit; n++) ASSERT_EQ(append(*alive, {1, n}, bytes), Code::ok);
  // All of it is in the database, nothing was released: the same bytes would be records of the next lap, were it not for their position.
  auto ring = bury(std::move(alive));
  EXPECT_TRUE(read_all(*ring, prepare_replay(*ring, fit * 64).position).empty());
}

TEST_F(Recovery, PassesHolesOfTheDead) {
  auto alive = make(1);
  Ring::Reservation hole;
  for (const uint32_t size : {1u, 300u, 16u}) {
    ASSERT_EQ(alive->reserve(size, hole), Code::ok);
    std::memset(hole.payload, 0xff, size / 2);
    ASSERT_EQ(append(*alive, {1, size}, bytes), Code::ok);
  }
  ASSERT_EQ(alive->reserve(5'000, hole), Code::ok);
  auto ring = bury(std::move(alive));
  EXPECT_EQ(read_all(*ring, prepare_replay(*ring, 0).position), (Numbers{0, 1, 300, 16}));
}

TEST_F(Recovery, PassesALapsEndThatWasNeverWritten) {
  auto alive = make(0);
  while (alive->capacity() - alive->head() > 320) {
    ASSERT_EQ(append(*alive, {9, 0}, bytes), Code::ok);
    alive->release(alive->head());
  }
  const uint64_t before = alive->head();
  ASSERT_EQ(append(*alive, {1, 7}, 400), Code::ok);  // does not fit in front of the end
  EXPECT_GT(alive->head(), before + 416);
  const std::string path = alive->path();
  const Uuid epoch = alive->epoch();
  alive.reset();
  {
    auto file = MappedFile::open(path, 1, UINT32_MAX);
    ASSERT_TRUE(file.ok());
    std::memset(file->data() + ring_header_bytes + before, 0, record_header_bytes);  // the skip record
  }
  auto ring = opened(Ring::open_dead(path, epoch));
  EXPECT_EQ(read_all(*ring, prepare_replay(*ring, before).position), (Numbers{7}));
}

TEST_F(Recovery, CanBeInterruptedAndGoOn) {
  auto ring = bury(make(6));
  uint64_t position = prepare_replay(*ring, 0).position;
  std::span<const std::byte> payload;
  for (int i = 0; i < 3; i++) ASSERT_EQ(ring->next(position, payload, true), Ring::Next::record);
  ring->release(position);
  ring = bury(std::move(ring));
  EXPECT_EQ(read_all(*ring, prepare_replay(*ring, position).position), (Numbers{3, 4, 5}));
  ring = bury(std::move(ring));
  EXPECT_EQ(read_all(*ring, prepare_replay(*ring, std::nullopt).position), (Numbers{3, 4, 5})) << "also without the database's word";
}

TEST_F(Recovery, KeepsTheMarkOfTheDeadWorker) {
  auto alive = make(3);
  alive->set_crashed_starts(2);
  alive->begin_attempt(64);
  alive->begin_attempt(64);
  alive->count_refused(Code::queue_full);
  auto ring = bury(std::move(alive));
  EXPECT_EQ(ring->marked_position(), 64u);
  EXPECT_EQ(ring->marked_attempts(), 2u);
  EXPECT_EQ(ring->begin_attempt(64), 3u);
  EXPECT_EQ(ring->crashed_starts(), 2u);
  EXPECT_EQ(ring->refused().queue_full, 1u);
}

TEST_F(Recovery, LeavesALivingRingToItsOwner) {
  const auto alive = make(1);
  EXPECT_EQ(Ring::open_dead(alive->path(), alive->epoch()).status().code(), Code::busy);
}

TEST_F(Recovery, RefusesARingUnderAnotherName) {
  auto alive = make(1);
  const std::string path = alive->path();
  alive.reset();
  const auto other = Ring::open_dead(path, new_uuid_v4(random_));
  EXPECT_EQ(other.status().code(), Code::corrupt);
  EXPECT_EQ(Ring::open_dead(dir_ / "none.ring", Uuid{}).status().code(), Code::not_found);
}

TEST_F(Recovery, OfAForkedHostIsTheParentsAlone) {
  auto ring = make(2);
  EXPECT_EQ(in_child([&] {
              ring.reset();
              return 0;
            }),
            0);
  ASSERT_EQ(append(*ring, {1, 2}, bytes), Code::ok);
  EXPECT_EQ(Ring::open_dead(ring->path(), ring->epoch()).status().code(), Code::busy);
  auto dead = bury(std::move(ring));
  EXPECT_EQ(read_all(*dead, prepare_replay(*dead, 0).position), (Numbers{0, 1, 2}));
}

class RingPlaces : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { ASSERT_EQ(*file_system_kind("/dev/shm"), FileSystemKind::memory); }
  std::unique_ptr<Ring> create(std::vector<std::string> directories) {
    return opened(Ring::create_in_best(directories, limits::min_journal_bytes, random_));
  }
  TempDir dir_;
  TempDir memory_{"/dev/shm"};
  const std::string& shm_ = memory_.path();
  SeededRandom random_{4};
};

TEST_F(RingPlaces, PreferMemoryThatOutlivesTheProcess) {
  const auto ring = create({dir_ / "data", shm_});
  EXPECT_EQ(ring->medium(), Medium::tmpfs);
  EXPECT_EQ(ring->path(), ring_path(shm_, ring->epoch()));
  EXPECT_EQ(list_dir(dir_ / "data")->size(), *file_system_kind(dir_ / "data") == FileSystemKind::memory ? 1u : 0u) << "what was tried is tidied up";
  struct stat info {};
  ASSERT_EQ(stat(ring->path().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
}

TEST_F(RingPlaces, FallBackToTheDataDirectory) {
  const auto ring = create({"/proc/none/place", dir_.path()});
  EXPECT_EQ(std::filesystem::path(ring->path()).parent_path(), dir_.path());
  EXPECT_NE(ring->medium(), Medium::memory);
}

TEST_F(RingPlaces, AvoidWhatSomebodyElsePrepared) {
  std::filesystem::create_directory_symlink(dir_.path(), shm_ + "/link");
  ASSERT_EQ(mkdir((shm_ + "/open").c_str(), 0700), 0);
  ASSERT_TRUE(write_file_atomic(shm_ + "/open/file", "x").ok());
  ASSERT_EQ(chmod((shm_ + "/open").c_str(), 0777), 0);
  std::vector<std::string> hostile = {shm_ + "/link", shm_ + "/open"};
  if (geteuid() == 0) {
    ASSERT_EQ(mkdir((shm_ + "/foreign").c_str(), 0700), 0);
    ASSERT_EQ(chown((shm_ + "/foreign").c_str(), 12345, 12345), 0);
    hostile.push_back(shm_ + "/foreign");
  }
  hostile.push_back(dir_ / "data");
  const auto ring = create(hostile);
  EXPECT_EQ(std::filesystem::path(ring->path()).parent_path(), dir_ / "data");
}

TEST_F(RingPlaces, UseMemoryOfTheProcessWhereNothingElseServes) {
  const auto ring = create({"/proc/self/task", "/proc/none/place"});
  EXPECT_EQ(ring->medium(), Medium::memory);
  EXPECT_EQ(append(*ring, {1, 1}, bytes), Code::ok);
  EXPECT_EQ(Ring::create_in("/proc/self", limits::min_journal_bytes, random_).status().code(), Code::io) << "no such file system is trusted";
  EXPECT_EQ(Ring::create_in("/proc/none/place", limits::min_journal_bytes, random_).status().code(), Code::io);
}

TEST_F(RingPlaces, AreFoundAgainByTheDataDirectory) {
  const Variable runtime("XDG_RUNTIME_DIR", shm_.c_str());
  const auto ring = opened(Ring::create(dir_.path(), limits::min_journal_bytes, random_));
  const auto other = opened(Ring::create_in(dir_.path(), limits::min_journal_bytes, random_));
  ASSERT_TRUE(write_file_atomic(dir_ / "0123.ring", "").ok());
  ASSERT_TRUE(write_file_atomic(dir_ / "000102030405060708090A0b0c0d0e0f.ring", "").ok());
  EXPECT_EQ(ring->path().rfind(shm_ + "/docent/" + name_digest(dir_.path()), 0), 0u) << ring->path();
  const auto found = find_rings(dir_ / ".");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].path, ring->path());
  EXPECT_EQ(found[0].epoch, ring->epoch());
  EXPECT_EQ(found[1].epoch, other->epoch());
  const TempDir elsewhere;
  EXPECT_TRUE(find_rings(elsewhere.path()).empty()) << "another data directory has its own";
  EXPECT_TRUE(ring->remove().ok());
  EXPECT_EQ(find_rings(dir_.path()).size(), 1u);
}

}  // namespace
}  // namespace docent::core
