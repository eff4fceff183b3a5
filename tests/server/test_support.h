// What the backend's tests share: a directory that goes away, a blocking HTTP client on a bare socket (it can misbehave on purpose), gzip, and a
// server in this process on a port of the system's choice.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/server.h"
#include "support/temp_dir.h"

namespace docent::server::test {

using docent::test::TempDir;

std::string read_file(const std::string& path);
void write_file(const std::string& path, std::string_view bytes);

std::string gzip(std::string_view text);
std::string base64(std::string_view bytes);

struct Reply {
  int status = 0;                              // 0: no reply came
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  bool whole = false;  // the body came to its end
};

struct Call {
  std::string method = "POST";
  std::string path = "/v1/batch";
  std::string body = {};
  std::string write_key = "key";  // "" sends no Authorization
  std::string bearer = {};
  std::vector<std::string> headers = {};  // "Name: value"
};

class HttpClient {
 public:
  explicit HttpClient(uint16_t port);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  Reply call(const Call& call);
  bool send(std::string_view bytes);  // false: the peer closed the connection
  Reply read_reply();
  // Reads what is there; empty at the end of the connection.
  std::string receive();
  void stop_sending();
  bool closed_by_peer();

 private:
  bool fill();
  bool read_chunks(std::string& body);
  int fd_ = -1;
  std::string buffer_;
};

// One connection, one request.
Reply call(uint16_t port, const Call& what);

// A server with write key "key". Short times where a test has to wait for them.
class TestServer {
 public:
  explicit TestServer(const Limits& limits = {}, std::unique_ptr<EventStore> store = nullptr, std::string strategy_path = "",
                      std::size_t rollback_from = 0);
  ~TestServer();
  uint16_t port() const { return server_->port(); }
  const std::string& token() const { return server_->admin_token(); }
  const TempDir& dir() const { return dir_; }
  Server& server() { return *server_; }
  // Stops, and starts again on the same directory.
  void restart();

  Reply post(const std::string& body) const { return call(port(), {.body = body}); }
  Reply admin(const std::string& path) const;
  std::string ledger() const { return admin("/api/ledger").body; }
  // The message ids of /api/export, in order.
  std::vector<std::string> exported_ids() const;

 private:
  void start(std::unique_ptr<EventStore> store);
  TempDir dir_;
  Limits limits_;
  std::string strategy_path_;
  std::size_t rollback_from_;
  std::unique_ptr<Server> server_;
};

// {"type":"track",…} with the id, on anonymous id "anon".
std::string event(std::string_view message_id, std::string_view name = "opened", std::string_view anonymous_id = "anon");
// {"batch":[…]}
std::string batch(const std::vector<std::string>& events, std::string_view more_members = "");
std::vector<std::string> message_ids(const std::string& ndjson);

}  // namespace docent::server::test
