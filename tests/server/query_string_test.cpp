#include "http/query_string.h"

#include <gtest/gtest.h>

namespace docent::server {
namespace {

TEST(QueryString, DecodesTheFirstOfAName) {
  EXPECT_EQ(query_parameter("event=table+inserted&user=a%40b&event=x", "event"), "table inserted");
  EXPECT_EQ(query_parameter("event=x&user=a%40b", "user"), "a@b");
  EXPECT_EQ(query_parameter("a&b=", "a"), "");
  EXPECT_EQ(query_parameter("a&b=", "b"), "");
  EXPECT_FALSE(query_parameter("a=1", "b"));
  EXPECT_FALSE(query_parameter("", "b"));
  EXPECT_EQ(query_parameter("%61=%zz%4", "a"), "%zz%4");
}

TEST(QueryString, NumbersHaveBounds) {
  EXPECT_EQ(query_number("", "limit", 7, 1, 10), 7);
  EXPECT_EQ(query_number("limit=10", "limit", 7, 1, 10), 10);
  for (const char* bad : {"limit=0", "limit=11", "limit=", "limit=1x", "limit=-1", "limit=99999999999999999999"})
    EXPECT_FALSE(query_number(bad, "limit", 7, 1, 10)) << bad;
}

}  // namespace
}  // namespace docent::server
