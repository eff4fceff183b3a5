#include "pipeline/backend.h"

#include "base/utf8.h"
#include "model/limits.h"

namespace docent::core {
namespace {

TEST(Backend, Base64ByTheVectorsOfRfc4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64("\xff\xfe\xfd"), "//79");
}

TEST(Backend, RequestsCarryKeyAndLimits) {
  const HttpRequest request = backend_request({"https://host:1/prefix", "write key", "0.1.0"}, "GET", "/v1/strategy");
  EXPECT_EQ(request.url, "https://host:1/prefix/v1/strategy");
  EXPECT_EQ(request.headers.at(0).second, "Basic " + base64("write key:"));
  EXPECT_EQ(request.connect_timeout_ms, limits::connect_timeout_ms);
  EXPECT_EQ(request.timeout_ms, limits::request_timeout_ms);
}

TEST(Backend, FailuresAreDescribedInBoundedUtf8) {
  HttpReply reply;
  reply.status = 500;
  reply.body = "oops";
  EXPECT_EQ(describe_failure(reply), "HTTP 500");
  reply.error = HttpError::reset;
  reply.error_text = "Recv failure";
  EXPECT_EQ(describe_failure(reply), "connection lost: Recv failure");
  reply.error_text = "bad \xff byte";
  EXPECT_EQ(describe_failure(reply), "connection lost");
  reply.error_text = std::string(1'000, 'e');
  EXPECT_LE(describe_failure(reply).size(), 300u);
  for (int e = 1; e <= static_cast<int>(HttpError::other); e++) {
    reply.error = static_cast<HttpError>(e);
    EXPECT_TRUE(is_utf8(describe_failure(reply)));
  }
}

}  // namespace
}  // namespace docent::core
