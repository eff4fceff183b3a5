#include "journal/ring_info.h"

#include <gtest/gtest.h>

#include "../platform/surroundings.h"
#include "journal/ring.h"
#include "model/limits.h"
#include "platform/files.h"
#include "records.h"

namespace docent::core {
namespace {

TEST(RingInfo, LooksAtARingThatSomebodyOwns) {
  const TempDir dir;
  SeededRandom random(1);
  const auto ring = opened(Ring::create_in(dir.path(), limits::min_journal_bytes, random));
  for (uint64_t n = 0; n < 3; n++) ASSERT_EQ(append(*ring, {0, n}, 16), Code::ok);
  ring->release(32);
  const auto info = read_ring_info(ring->path());
  ASSERT_TRUE(info.ok()) << info.status().to_string();
  EXPECT_EQ(info->capacity, limits::min_journal_bytes);
  EXPECT_EQ(info->head, 96u);
  EXPECT_EQ(info->tail, 32u);
}

TEST(RingInfo, RefusesWhatIsNoRing) {
  const TempDir dir;
  EXPECT_EQ(read_ring_info(dir / "none").status().code(), Code::not_found);
  ASSERT_TRUE(write_file_atomic(dir / "short", "DOCRING1").ok());
  EXPECT_EQ(read_ring_info(dir / "short").status().code(), Code::corrupt);
  ASSERT_TRUE(write_file_atomic(dir / "other", std::string(8192, 'x')).ok());
  EXPECT_EQ(read_ring_info(dir / "other").status().code(), Code::corrupt);
}

}  // namespace
}  // namespace docent::core
