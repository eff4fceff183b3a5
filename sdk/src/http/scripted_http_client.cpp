#include "http/scripted_http_client.h"

#include <poll.h>

#include <algorithm>
#include <utility>

namespace docent::core {
namespace {

bool any_readable(std::span<const int> fds) {
  return std::any_of(fds.begin(), fds.end(), [](int fd) {
    pollfd entry{fd, POLLIN, 0};
    return poll(&entry, 1, 0) > 0;
  });
}

HttpReply failure(HttpError error, std::string text, bool sent) {
  HttpReply reply;
  reply.error = error;
  reply.error_text = std::move(text);
  reply.sent = sent;
  return reply;
}

}  // namespace

ScriptedReply scripted_status(int status, std::string body, std::vector<std::pair<std::string, std::string>> headers) {
  ScriptedReply scripted;
  scripted.reply.status = status;
  scripted.reply.body = std::move(body);
  scripted.reply.headers = std::move(headers);
  scripted.reply.sent = true;
  return scripted;
}

ScriptedReply scripted_error(HttpError error, bool sent) { return {failure(error, "scripted", sent)}; }

uint64_t ScriptedHttpClient::start(HttpRequest request) {
  const uint64_t id = ++last_id_;
  ScriptedReply scripted = script_(request);
  Pending pending{std::move(scripted.reply), clock_.boot_ms() + scripted.delay_ms};
  if (request.max_reply_bytes > 0 && pending.reply.body.size() > request.max_reply_bytes)
    pending.reply = failure(HttpError::too_large, "too large", true);
  if (scripted.never || (request.timeout_ms > 0 && scripted.delay_ms > request.timeout_ms)) {
    pending.reply = failure(HttpError::timeout, "timed out", true);
    pending.due_ms = clock_.boot_ms() + request.timeout_ms;
  }
  pending.reply.id = id;
  pending_.push_back(std::move(pending));
  return id;
}

void ScriptedHttpClient::cancel(uint64_t id) {
  std::erase_if(pending_, [&](const Pending& p) { return p.reply.id == id; });
}

void ScriptedHttpClient::wait(int64_t timeout_ms, std::span<const int> fds, std::vector<HttpReply>& replies) {
  const std::size_t before = replies.size();
  deliver_due(replies);
  if (replies.size() > before || timeout_ms == 0 || any_readable(fds)) return;
  int64_t step_ms = timeout_ms < 0 ? INT64_MAX : timeout_ms;
  for (const Pending& p : pending_) step_ms = std::min(step_ms, p.due_ms - clock_.boot_ms());
  if (step_ms == INT64_MAX) return;
  clock_.advance_ms(step_ms);
  deliver_due(replies);
}

void ScriptedHttpClient::deliver_due(std::vector<HttpReply>& replies) {
  std::stable_sort(pending_.begin(), pending_.end(), [](const Pending& a, const Pending& b) { return a.due_ms < b.due_ms; });
  while (!pending_.empty() && pending_.front().due_ms <= clock_.boot_ms()) {
    replies.push_back(std::move(pending_.front().reply));
    pending_.erase(pending_.begin());
  }
}

}  // namespace docent::core
