#include "profile/varint.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace docent::core {
namespace {

TEST(Varint, RoundTripsTheExtremes) {
  BlobWriter w;
  const int64_t signed_values[] = {0, 1, -1, 63, -64, 64, std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::min()};
  const uint64_t unsigned_values[] = {0, 127, 128, 16'383, 16'384, std::numeric_limits<uint64_t>::max()};
  for (const auto v : signed_values) w.i64(v);
  for (const auto v : unsigned_values) w.u64(v);
  w.f64(-0.1);
  w.text("文字");
  BlobReader r(w.bytes());
  for (const auto v : signed_values) EXPECT_EQ(r.i64(), v);
  for (const auto v : unsigned_values) EXPECT_EQ(r.u64(), v);
  EXPECT_EQ(r.f64(), -0.1);
  EXPECT_EQ(r.text(), "文字");
  EXPECT_TRUE(r.done());
}

TEST(Varint, SmallNumbersTakeOneByte) {
  BlobWriter w;
  w.i64(-64);
  w.u64(127);
  EXPECT_EQ(w.bytes().size(), 2u);
}

TEST(Varint, EveryTruncationIsAnError) {
  BlobWriter w;
  w.u64(300);
  w.f64(1.5);
  w.text("abc");
  for (std::size_t size = 0; size < w.bytes().size(); size++) {
    BlobReader r(std::string_view(w.bytes()).substr(0, size));
    r.u64();
    r.f64();
    r.text();
    EXPECT_FALSE(r.ok()) << size;
    EXPECT_EQ(r.u64(), 0u) << "reads after an error give 0";
  }
}

TEST(Varint, RefusesMoreThan64Bits) {
  const std::string eleven(11, '\x80');
  BlobReader a(eleven);
  a.u64();
  EXPECT_FALSE(a.ok());
  const std::string too_big = std::string(9, '\xff') + '\x02';
  BlobReader b(too_big);
  b.u64();
  EXPECT_FALSE(b.ok());
}

}  // namespace
}  // namespace docent::core
