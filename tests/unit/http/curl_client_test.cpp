// Waiting, cancelling, connections and certificates.
#include "http/curl_client.h"

#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "tiny_server.h"

namespace docent::core {
namespace {

using clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

HttpRequest get(const std::string& url) {
  HttpRequest request;
  request.method = "GET";
  request.url = url;
  request.connect_timeout_ms = 2'000;
  request.timeout_ms = 5'000;
  request.max_reply_bytes = 100'000;
  return request;
}

std::unique_ptr<CurlClient> make_client(CurlOptions options = {}) {
  auto client = CurlClient::create(std::move(options));
  EXPECT_TRUE(client.ok());
  return std::move(*client);
}

HttpReply await(CurlClient& client) {
  std::vector<HttpReply> replies;
  for (int i = 0; i < 1'000 && replies.empty(); i++) client.wait(10'000, {}, replies);
  EXPECT_EQ(replies.size(), 1u);
  return replies.at(0);
}

TEST(CurlClient, KeepsConnectionsAliveAndRunsRequestsAtOnce) {
  TinyServer server([](const TinyRequest&) { return tiny_reply("200 OK", "{}"); });
  auto client = make_client();
  for (int i = 0; i < 5; i++) {
    client->start(get(server.url()));
    EXPECT_EQ(await(*client).status, 200);
  }
  EXPECT_EQ(server.connections(), 1);
  for (int i = 0; i < 4; i++) client->start(get(server.url()));
  EXPECT_EQ(client->in_flight(), 4u);
  std::vector<HttpReply> replies;
  while (replies.size() < 4) client->wait(10'000, {}, replies);
  EXPECT_EQ(client->in_flight(), 0u);
}

TEST(CurlClient, AConnectionClosedWhileIdleIsReplaced) {
  TinyServer server([](const TinyRequest&) { return TinyAnswer{tiny_reply("200 OK", "{}").bytes, TinyAnswer::Then::close}; });
  auto client = make_client();
  for (int i = 0; i < 3; i++) {
    client->start(get(server.url()));
    const HttpReply reply = await(*client);
    EXPECT_EQ(reply.error, HttpError::none) << reply.error_text;
  }
}

TEST(CurlClient, WaitEndsWithADescriptorOrTheTimeout) {
  auto client = make_client();
  std::vector<HttpReply> replies;
  const auto begun = clock::now();
  client->wait(0, {}, replies);
  client->wait(50, {}, replies);
  EXPECT_GE(clock::now() - begun, milliseconds(50));
  EXPECT_LT(clock::now() - begun, std::chrono::seconds(5));
  const int fd = eventfd(1, EFD_CLOEXEC);
  client->wait(-1, std::vector<int>{fd}, replies);  // returns because it is readable
  EXPECT_TRUE(replies.empty());
  close(fd);
}

TEST(CurlClient, IdleConnectionsCauseNoWakeUps) {
  TinyServer server([](const TinyRequest&) { return tiny_reply("200 OK", "{}"); });
  auto client = make_client();
  for (int i = 0; i < 4; i++) client->start(get(server.url()));
  std::vector<HttpReply> replies;
  while (replies.size() < 4) client->wait(10'000, {}, replies);
  replies.clear();
  rusage before{};
  rusage after{};
  getrusage(RUSAGE_THREAD, &before);
  client->wait(1'500, {}, replies);
  getrusage(RUSAGE_THREAD, &after);
  EXPECT_LE(after.ru_nvcsw - before.ru_nvcsw, 2);  // to sleep once, and the end of the wait
  EXPECT_TRUE(replies.empty());
}

TEST(CurlClient, CancelForgetsARequestDuringItsTransfer) {
  TinyServer server([](const TinyRequest&) { return TinyAnswer{"HTTP/1.1 200 OK\r\n", TinyAnswer::Then::hang}; });
  auto client = make_client();
  const uint64_t id = client->start(get(server.url()));
  std::vector<HttpReply> replies;
  while (server.requests().empty()) client->wait(10, {}, replies);
  EXPECT_EQ(client->in_flight(), 1u);
  client->cancel(id);
  client->cancel(id);
  client->cancel(4711);
  EXPECT_EQ(client->in_flight(), 0u);
  client->wait(20, {}, replies);
  EXPECT_TRUE(replies.empty());
}

TEST(CurlClient, CancelForgetsAReplyThatWasNotHandedOut) {
  auto client = make_client();
  const uint64_t id = client->start(get("http://docent.invalid/"));  // refused at once
  EXPECT_EQ(client->in_flight(), 1u);
  client->cancel(id);
  std::vector<HttpReply> replies;
  client->wait(0, {}, replies);
  EXPECT_TRUE(replies.empty());
}

TEST(CurlClient, EndsWithTransfersInFlight) {
  TinyServer server([](const TinyRequest&) { return TinyAnswer{"", TinyAnswer::Then::hang}; });
  auto client = make_client();
  client->start(get(server.url()));
  std::vector<HttpReply> replies;
  while (server.requests().empty()) client->wait(10, {}, replies);
  const auto begun = clock::now();
  client.reset();
  EXPECT_LT(clock::now() - begun, std::chrono::seconds(2));
}

TEST(CurlClient, UnreadableCertificateFileIsRefusedAtOnce) {
  CurlOptions options;
  options.ca_file = "/nonexistent/ca.pem";
  const auto client = CurlClient::create(options);
  ASSERT_FALSE(client.ok());
  EXPECT_EQ(client.status().code(), Code::invalid);
  EXPECT_THAT(client.status().message(), testing::HasSubstr("/nonexistent/ca.pem"));
}

TEST(CurlClient, PlainServerBehindHttpsIsATlsError) {
  TinyServer server([](const TinyRequest&) { return tiny_reply("200 OK", "{}"); });
  auto client = make_client();
  // A server that only knows plain HTTP may also just wait for the rest of a greeting that it does not understand.
  HttpRequest request = get("https://127.0.0.1:" + std::to_string(server.port()) + "/");
  request.connect_timeout_ms = 300;
  client->start(std::move(request));
  const HttpReply reply = await(*client);
  EXPECT_TRUE(reply.error == HttpError::tls || reply.error == HttpError::timeout || reply.error == HttpError::reset) << reply.error_text;
  EXPECT_EQ(reply.status, 0);
}

// openssl's own test server with a certificate made for this run.
class TlsServer {
 public:
  TlsServer() {
    char name[] = "/tmp/docent-tls-XXXXXX";
    folder_ = mkdtemp(name);
    const std::string make = "cd " + folder_ +
                             " && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout key.pem -out cert.pem -subj /CN=localhost"
                             " -addext subjectAltName=DNS:localhost >/dev/null 2>&1";
    ready_ = std::system(make.c_str()) == 0 && launch();
  }
  ~TlsServer() {
    if (child_ > 0) {
      kill(child_, SIGKILL);
      waitpid(child_, nullptr, 0);
    }
    if (output_ >= 0) close(output_);
    std::filesystem::remove_all(folder_);
  }
  bool ready() const { return ready_; }
  std::string certificate() const { return folder_ + "/cert.pem"; }
  std::string url(const std::string& host) const { return "https://" + host + ":" + port_ + "/"; }

 private:
  bool launch() {
    int out[2];
    if (pipe2(out, O_CLOEXEC) != 0) return false;
    child_ = fork();
    if (child_ == 0) {
      dup2(out[1], 1);
      dup2(out[1], 2);
      if (chdir(folder_.c_str()) == 0)
        execlp("openssl", "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", "cert.pem", "-key", "key.pem", "-www", nullptr);
      _exit(127);
    }
    close(out[1]);
    std::string text;
    char c = 0;
    while (read(out[0], &c, 1) == 1) {  // "ACCEPT 127.0.0.1:40123"
      text.push_back(c);
      const auto at = text.find("127.0.0.1:");
      if (c == '\n' && at != std::string::npos) {
        port_ = text.substr(at + 10, text.size() - at - 11);
        break;
      }
    }
    output_ = out[0];
    return !port_.empty();
  }

  std::string folder_;
  std::string port_;
  pid_t child_ = -1;
  int output_ = -1;
  bool ready_ = false;
};

TEST(CurlClient, CertificatesAreVerifiedAgainstTheSystemOrAnOwnAuthority) {
  const TlsServer server;
  ASSERT_TRUE(server.ready()) << "needs the openssl command";
  auto strict = make_client();
  strict->start(get(server.url("localhost")));
  const HttpReply untrusted = await(*strict);
  EXPECT_EQ(untrusted.error, HttpError::tls) << untrusted.error_text;
  EXPECT_FALSE(untrusted.sent);

  CurlOptions options;
  options.ca_file = server.certificate();
  auto trusting = make_client(options);
  trusting->start(get(server.url("localhost")));
  const HttpReply trusted = await(*trusting);
  EXPECT_EQ(trusted.error, HttpError::none) << trusted.error_text;
  EXPECT_EQ(trusted.status, 200);

  trusting->start(get(server.url("127.0.0.1")));  // not the name in the certificate
  EXPECT_EQ(await(*trusting).error, HttpError::tls);

  options.allow_insecure = true;  // allows http, never a bad certificate
  options.ca_file.clear();
  auto insecure = make_client(options);
  insecure->start(get(server.url("localhost")));
  EXPECT_EQ(await(*insecure).error, HttpError::tls);
}

}  // namespace
}  // namespace docent::core
