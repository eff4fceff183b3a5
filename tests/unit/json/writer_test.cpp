#include "json/writer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "json/value.h"

namespace docent::core {
namespace {

std::string string_of(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}
std::string double_of(double value) {
  std::string out;
  append_json_double(out, value);
  return out;
}

TEST(JsonWriter, EscapesWhatMustBeEscapedAndNothingElse) {
  EXPECT_EQ(string_of(""), "\"\"");
  EXPECT_EQ(string_of("a\"b\\c/d"), R"("a\"b\\c/d")");
  EXPECT_EQ(string_of("\b\f\n\r\t"), R"("\b\f\n\r\t")");
  EXPECT_EQ(string_of(std::string_view("\0\x01\x1f\x7f", 4)), "\"\\u0000\\u0001\\u001f\x7f\"");
  EXPECT_EQ(string_of("排版 😀"), "\"排版 😀\"");
  EXPECT_EQ(string_of("\"\""), R"("\"\"")");
}

TEST(JsonWriter, EveryByteOfAsciiReadsBack) {
  std::string all;
  for (int c = 0; c < 128; c++) all.push_back(static_cast<char>(c));
  const auto value = parse_json(string_of(all));
  ASSERT_TRUE(value.ok()) << value.status().to_string();
  EXPECT_EQ(value->as_string(), all);
}

TEST(JsonWriter, AppendsAndLeavesTheRestAlone) {
  std::string out = "{";
  append_json_key(out, "a\n");
  append_json_bool(out, true);
  out.push_back(',');
  append_json_key(out, "b");
  append_json_bool(out, false);
  EXPECT_EQ(out, "{\"a\\n\":true,\"b\":false");
}

TEST(JsonWriter, Integers) {
  std::string out;
  for (const int64_t i : {int64_t{0}, int64_t{-1}, std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()}) {
    append_json_int(out, i);
    out.push_back(' ');
  }
  append_json_uint(out, std::numeric_limits<uint64_t>::max());
  EXPECT_EQ(out, "0 -1 -9223372036854775808 9223372036854775807 18446744073709551615");
}

TEST(JsonWriter, DoublesAreShortestAndNeverNaN) {
  EXPECT_EQ(double_of(0.1), "0.1");
  EXPECT_EQ(double_of(3), "3");
  EXPECT_EQ(double_of(-0.0), "-0");
  EXPECT_EQ(double_of(1e300), "1e+300");
  EXPECT_EQ(double_of(std::nan("")), "null");
  EXPECT_EQ(double_of(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(double_of(-std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonWriter, DoublesReadBackAsThemselves) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; i++) {
    const uint64_t bits = random();
    double value;
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    const auto back = parse_json(double_of(value));
    ASSERT_TRUE(back.ok()) << double_of(value);
    ASSERT_EQ(back->as_double(), value) << double_of(value);
  }
}

}  // namespace
}  // namespace docent::core
