#include "http/access.h"

#include <gtest/gtest.h>

#include "test_support.h"

namespace docent::server {
namespace {

TEST(Base64, DecodesWithAndWithoutPadding) {
  for (const std::string text : {"", "a", "ab", "abc", "abcd", "key:secret"}) {
    const std::string encoded = test::base64(text);
    EXPECT_EQ(decode_base64(encoded), text);
    EXPECT_EQ(decode_base64(encoded.substr(0, encoded.find('='))), text);
  }
  EXPECT_FALSE(decode_base64("a"));
  EXPECT_FALSE(decode_base64("ab!d"));
  EXPECT_FALSE(decode_base64("ab==cd"));
}

TEST(BasicUser, IsWhatStandsBeforeTheColon) {
  EXPECT_EQ(basic_user("Basic " + test::base64("key:")), "key");
  EXPECT_EQ(basic_user("basic  " + test::base64("key:password")), "key");
  EXPECT_EQ(basic_user("Basic " + test::base64("key")), "key");
  EXPECT_FALSE(basic_user("Bearer abc"));
  EXPECT_FALSE(basic_user("Basic"));
  EXPECT_FALSE(basic_user("Basic "));
  EXPECT_FALSE(basic_user("Basic a"));
  EXPECT_FALSE(basic_user(""));
}

TEST(Access, KnowsItsKeysAndItsToken) {
  const Access access({"one", "two"}, "token");
  EXPECT_TRUE(access.is_write_key("two"));
  EXPECT_FALSE(access.is_write_key("three"));
  EXPECT_FALSE(access.is_write_key(""));
  EXPECT_TRUE(access.is_admin("Bearer token"));
  EXPECT_TRUE(access.is_admin("bearer token"));
  for (const char* wrong : {"", "token", "Bearer", "Bearer ", "Bearer tokem", "Bearer token2", "Bearertoken", "Basic token"})
    EXPECT_FALSE(access.is_admin(wrong)) << wrong;
  EXPECT_FALSE(Access({}, "").is_admin("Bearer "));
}

}  // namespace
}  // namespace docent::server
