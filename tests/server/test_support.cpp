#include "test_support.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <libdeflate.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace docent::server::test {
namespace {

constexpr int patience_ms = 20'000;  // longer than any test has to wait

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void write_file(const std::string& path, std::string_view bytes) { std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes; }

std::string gzip(std::string_view text) {
  libdeflate_compressor* compressor = libdeflate_alloc_compressor(6);
  std::string out(libdeflate_gzip_compress_bound(compressor, text.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor, text.data(), text.size(), out.data(), out.size()));
  libdeflate_free_compressor(compressor);
  return out;
}

std::string base64(std::string_view bytes) {
  static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t group = 0;
    for (std::size_t j = 0; j < 3; j++) group = group << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0u);
    for (std::size_t j = 0; j < 4; j++) out.push_back(i + j > bytes.size() ? '=' : alphabet[group >> (18 - 6 * j) & 63]);
  }
  return out;
}

HttpClient::HttpClient(uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  timeval patience{patience_ms / 1000, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(fd_);
    fd_ = -1;
  }
}

HttpClient::~HttpClient() {
  if (fd_ >= 0) ::close(fd_);
}

bool HttpClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

bool HttpClient::fill() {
  char piece[64 * 1024];
  const ssize_t n = ::recv(fd_, piece, sizeof piece, 0);
  if (n <= 0) return false;
  buffer_.append(piece, static_cast<std::size_t>(n));
  return true;
}

std::string HttpClient::receive() {
  if (buffer_.empty()) fill();
  return std::exchange(buffer_, {});
}

void HttpClient::stop_sending() { ::shutdown(fd_, SHUT_WR); }

bool HttpClient::closed_by_peer() {
  while (fill()) continue;
  return errno != EAGAIN && errno != EWOULDBLOCK;
}

bool HttpClient::read_chunks(std::string& body) {
  for (;;) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n")) == std::string::npos)
      if (!fill()) return false;
    const std::size_t size = std::stoul(buffer_.substr(0, end), nullptr, 16);
    while (buffer_.size() < end + 2 + size + 2)
      if (!fill()) return false;
    body.append(buffer_, end + 2, size);
    buffer_.erase(0, end + 2 + size + 2);
    if (size == 0) return true;
  }
}

Reply HttpClient::read_reply() {
  Reply reply;
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return reply;
  std::istringstream head(buffer_.substr(0, end));
  buffer_.erase(0, end + 4);
  std::string line;
  std::getline(head, line);
  reply.status = std::stoi(line.substr(9, 3));
  while (std::getline(head, line)) {
    if (line.ends_with('\r')) line.pop_back();
    const auto colon = line.find(": ");
    reply.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
  }
  if (reply.status == 100) return read_reply();
  if (reply.headers.contains("transfer-encoding")) {
    reply.whole = read_chunks(reply.body);
  } else if (reply.headers.contains("content-length")) {
    const std::size_t size = std::stoul(reply.headers["content-length"]);
    while (buffer_.size() < size && fill()) continue;
    reply.whole = buffer_.size() >= size;
    reply.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
  } else if (reply.status == 304) {
    reply.whole = true;
  } else {
    while (fill()) continue;
    reply.body = std::exchange(buffer_, {});
    reply.whole = true;
  }
  return reply;
}

Reply HttpClient::call(const Call& call) {
  std::string request = call.method + " " + call.path + " HTTP/1.1\r\nHost: test\r\n";
  if (!call.bearer.empty()) request += "Authorization: Bearer " + call.bearer + "\r\n";
  else if (!call.write_key.empty()) request += "Authorization: Basic " + base64(call.write_key + ":") + "\r\n";
  if (call.method != "GET") request += "Content-Length: " + std::to_string(call.body.size()) + "\r\n";
  for (const auto& header : call.headers) request += header + "\r\n";
  // The server may refuse, reply and close while the body is still on its way: that is no failure of the call.
  (void)send(request + "\r\n" + call.body);
  return read_reply();
}

Reply call(uint16_t port, const Call& what) {
  HttpClient client(port);
  return client.call(what);
}

TestServer::TestServer(const Limits& limits, std::unique_ptr<EventStore> store, std::string strategy_path, std::size_t rollback_from)
    : limits_(limits), strategy_path_(std::move(strategy_path)), rollback_from_(rollback_from) {
  start(std::move(store));
}

TestServer::~TestServer() { server_->stop(); }

void TestServer::start(std::unique_ptr<EventStore> store) {
  Options options;
  options.listen = {"127.0.0.1", 0};
  options.data_dir = dir_.path();
  options.write_keys = {"key", "other"};
  options.strategy_path = strategy_path_;
  options.rollback_from = rollback_from_;
  options.limits = limits_;
  auto started = Server::start(std::move(options), std::move(store));
  if (!started.ok()) {
    ADD_FAILURE() << started.status().to_string();
    std::abort();
  }
  server_ = std::move(*started);
}

void TestServer::restart() {
  server_.reset();
  start(nullptr);
}

Reply TestServer::admin(const std::string& path) const { return call(port(), {.method = "GET", .path = path, .bearer = token()}); }

std::vector<std::string> TestServer::exported_ids() const {
  const Reply reply = admin("/api/export");
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(reply.whole);
  return message_ids(reply.body);
}

std::string event(std::string_view message_id, std::string_view name, std::string_view anonymous_id) {
  return R"({"type":"track","event":")" + std::string(name) + R"(","messageId":")" + std::string(message_id) + R"(","anonymousId":")" +
         std::string(anonymous_id) + R"("})";
}

std::string batch(const std::vector<std::string>& events, std::string_view more_members) {
  std::string body = R"({"batch":[)";
  for (std::size_t i = 0; i < events.size(); i++) body += (i > 0 ? "," : "") + events[i];
  return body + "]" + std::string(more_members) + "}";
}

std::vector<std::string> message_ids(const std::string& ndjson) {
  std::vector<std::string> ids;
  std::istringstream lines(ndjson);
  constexpr std::string_view key = R"("messageId":")";
  for (std::string line; std::getline(lines, line);) {
    const auto start = line.find(key);
    if (start == std::string::npos) continue;
    ids.push_back(line.substr(start + key.size(), line.find('"', start + key.size()) - start - key.size()));
  }
  return ids;
}

}  // namespace docent::server::test
