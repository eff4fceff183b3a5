#include "client/options.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

TEST(Options, WriteKeys) {
  EXPECT_TRUE(check_write_key("k").ok());
  EXPECT_TRUE(check_write_key(std::string(256, 'k')).ok());
  for (const auto& bad : {std::string(), std::string(257, 'k'), std::string("a:b"), std::string("ä"), std::string("a\nb")})
    EXPECT_EQ(check_write_key(bad).code(), Code::invalid) << bad;
}

TEST(Options, Endpoints) {
  for (const char* good : {"", "https://docent.example.com", "https://h:8443/prefix", "http://127.0.0.1:80", "http://localhost", "http://[::1]:9"})
    EXPECT_TRUE(check_endpoint(good, false).ok()) << good;
  for (const char* bad : {"docent.example.com", "ftp://h", "https://", "https://:80", "https://u@h", "https://h/?q", "https://h h", "https://h#f"})
    EXPECT_EQ(check_endpoint(bad, true).code(), Code::invalid) << bad;
  EXPECT_FALSE(check_endpoint("http://example.com", false).ok());
  EXPECT_TRUE(check_endpoint("http://example.com", true).ok());
  EXPECT_FALSE(check_endpoint("http://127.0.0.1.example.com", false).ok()) << "only an address is loopback";
}

}  // namespace
}  // namespace docent::core
