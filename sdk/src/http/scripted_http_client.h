// The simulated network: each request is answered by a script, after a delay on virtual time. One thread. Deterministic: no socket, no real time.
// Keeps the port's promises on limits: a reply later than the request's timeout is a timeout, one longer than its maximum is too large.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "http/http_client.h"

namespace docent::core {

struct ScriptedReply {
  HttpReply reply;  // id is filled in
  int64_t delay_ms = 0;
  bool never = false;  // no answer: the request times out
};

ScriptedReply scripted_status(int status, std::string body = {}, std::vector<std::pair<std::string, std::string>> headers = {});
ScriptedReply scripted_error(HttpError error, bool sent);

class ScriptedHttpClient final : public HttpClient {
 public:
  // Runs inside start(): what it does to a simulated server happens when the request is sent.
  using Script = std::function<ScriptedReply(const HttpRequest&)>;
  ScriptedHttpClient(ManualClock& clock, Script script) : clock_(clock), script_(std::move(script)) {}
  void set_script(Script script) { script_ = std::move(script); }

  uint64_t start(HttpRequest request) override;
  void cancel(uint64_t id) override;
  std::size_t in_flight() const noexcept override { return pending_.size(); }
  // Moves virtual time on to the next reply or to the timeout, whichever is sooner. With no limit and nothing in flight it returns at once:
  // a simulation cannot hang. `fds` that are readable end the wait before time moves.
  void wait(int64_t timeout_ms, std::span<const int> fds, std::vector<HttpReply>& replies) override;

  uint64_t started() const noexcept { return last_id_; }

 private:
  struct Pending {
    HttpReply reply;
    int64_t due_ms = 0;  // boot clock
  };
  void deliver_due(std::vector<HttpReply>& replies);

  ManualClock& clock_;
  Script script_;
  uint64_t last_id_ = 0;
  std::vector<Pending> pending_;
};

}  // namespace docent::core
