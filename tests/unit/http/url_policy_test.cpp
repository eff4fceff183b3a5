#include "http/url_policy.h"

namespace docent::core {
namespace {

using testing::HasSubstr;

TEST(UrlPolicy, HttpsGoesAnywhereHttpOnlyToLoopback) {
  for (const char* url : {"https://docent.example.com", "https://10.0.0.1:8443/prefix", "http://localhost:8080", "http://127.0.0.1/v1",
                          "http://127.9.9.9", "http://[::1]:80/"})
    EXPECT_TRUE(check_url(url, false).ok()) << url;
  for (const char* url :
       {"http://docent.example.com", "http://10.0.0.1", "http://127.0.0.1.example.com", "http://localhost.example.com", "http://128.0.0.1"}) {
    const auto refused = check_url(url, false);
    ASSERT_FALSE(refused.ok()) << url;
    EXPECT_THAT(refused.status().message(), HasSubstr("use https"));
    EXPECT_TRUE(check_url(url, true).ok()) << url;
  }
}

TEST(UrlPolicy, OtherSchemesCredentialsAndNonsenseAreRefused) {
  for (const char* url : {"ftp://localhost/", "file:///etc/passwd", "docent.example.com", "", "https://", "https://user:secret@docent.example.com",
                          "http://user@localhost/", "https://a b/"})
    EXPECT_FALSE(check_url(url, true).ok()) << url;
}

TEST(UrlPolicy, LoopbackIsJudgedByTheNormalisedHost) {
  const auto odd = check_url("http://2130706433/", false);  // 127.0.0.1 as one number
  ASSERT_TRUE(odd.ok());
  EXPECT_EQ(odd->host, "127.0.0.1");
  EXPECT_TRUE(odd->loopback);
  EXPECT_TRUE(check_url("http://LOCALHOST/", false)->loopback);
  EXPECT_FALSE(is_loopback_host("127.0.0"));
  EXPECT_FALSE(is_loopback_host("127.0.0.x"));
}

TEST(UrlPolicy, RedirectsStayOnTheHostAndNeverLoseTls) {
  const auto from = check_url("https://docent.example.com/v1/batch", false);
  ASSERT_TRUE(from.ok());
  EXPECT_EQ(check_redirect(*from, "/v2/batch", false)->url, "https://docent.example.com/v2/batch");
  EXPECT_EQ(check_redirect(*from, "https://DOCENT.example.com:8443/x", false)->url.find("https://"), 0u);
  EXPECT_THAT(check_redirect(*from, "https://evil.example.com/v1/batch", false).status().message(), HasSubstr("another host"));
  EXPECT_FALSE(check_redirect(*from, "http://docent.example.com/v1/batch", false).ok());
  EXPECT_FALSE(check_redirect(*from, "http://docent.example.com/v1/batch", true).ok());
  EXPECT_FALSE(check_redirect(*from, "https://user:pw@docent.example.com/", false).ok());
  EXPECT_FALSE(check_redirect(*from, "ftp://docent.example.com/", false).ok());
  const auto local = check_url("http://127.0.0.1:8080/v1/batch", false);
  EXPECT_EQ(check_redirect(*local, "http://127.0.0.1:9090/there", false)->url, "http://127.0.0.1:9090/there");
}

}  // namespace
}  // namespace docent::core
