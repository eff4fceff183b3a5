#include "pipeline/erasure_request.h"

#include <algorithm>
#include <utility>

#include "base/rfc3339.h"
#include "base/uuid.h"
#include "json/writer.h"
#include "model/limits.h"
#include "pipeline/transaction.h"

namespace docent::core {
namespace {

bool is_confirmation(const HttpReply& reply) {
  if (reply.error != HttpError::none || reply.status < 200 || reply.status >= 300) return false;
  if (reply.status == 204) return true;
  const auto json = parse_json(reply.body);
  return json.ok() && json->is_object() && (*json)["success"].as_bool(true);
}

}  // namespace

ErasureRequest::ErasureRequest(BackendConfig config, Database& database, HttpClient& http, Clock& clock, Random& random, Log log)
    : config_(std::move(config)), database_(database), http_(http), clock_(clock), random_(random), log_(log), retry_(clock, random) {}

ErasureRequest::~ErasureRequest() {
  if (transfer_ != 0) http_.cancel(transfer_);
}

Status ErasureRequest::load() {
  auto open = read();
  if (!open.ok()) return open.status();
  open_ = std::move(*open);
  return {};
}

Status ErasureRequest::request(const std::vector<std::string>& anonymous_ids) {
  auto open = read();
  if (!open.ok()) return open.status();
  if (open->size() >= limits::max_erasure_requests) return {Code::queue_full, "too many erasures wait for the backend's confirmation"};
  Open added{to_string(new_uuid_v4(random_)), {}};
  for (const auto& id : anonymous_ids) added.anonymous_ids.emplace_back(id);
  open->push_back(std::move(added));
  stale_ = true;
  next_ms_ = 0;
  return database_.put_meta(key, to_json(*open));
}

void ErasureRequest::on_replies(std::vector<HttpReply>& replies) {
  std::erase_if(replies, [&](const HttpReply& reply) {
    if (transfer_ == 0 || reply.id != transfer_) return false;
    transfer_ = 0;
    on_reply(reply);
    return true;
  });
}

void ErasureRequest::pump() {
  if (stale_) {
    const Status status = load();
    if (!status.ok()) return log_.write(LogLevel::error, "open erasures cannot be read: " + status.to_string());
    stale_ = false;
  }
  if (config_.endpoint.empty() || open_.empty() || transfer_ != 0 || clock_.boot_ms() < std::max(next_ms_, retry_.not_before_ms())) return;
  start();
}

int64_t ErasureRequest::next_wake_ms() const {
  if (stale_) return clock_.boot_ms();
  if (config_.endpoint.empty() || open_.empty() || transfer_ != 0) return INT64_MAX;
  return std::max(next_ms_, retry_.not_before_ms());
}

void ErasureRequest::start() {
  const Open& first = open_.front();
  HttpRequest request = backend_request(config_, "POST", "/v1/erase");
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = "{\"requestId\":";
  append_json_string(request.body, first.request_id);
  request.body.append(",\"anonymousIds\":");
  append_json(request.body, Value(first.anonymous_ids));
  request.body.append(",\"sentAt\":");
  append_json_string(request.body, format_rfc3339(clock_.wall_ms()));
  request.body.push_back('}');
  asked_id_ = first.request_id;
  transfer_ = http_.start(std::move(request));
}

void ErasureRequest::on_reply(const HttpReply& reply) {
  if (is_confirmation(reply)) {
    retry_.succeeded();
    const Status status = confirm(asked_id_);
    if (status.ok()) return;
    log_.write(LogLevel::error, "a confirmed erasure was not noted, it is asked for again: " + status.to_string());
    next_ms_ = clock_.boot_ms() + limits::storage_retry_ms;
    return;
  }
  if (retry_.failures() == 0)
    log_.write(LogLevel::warning, "the backend has not confirmed an erasure, it is asked again: " + describe_failure(reply));
  retry_.failed(parse_retry_after_ms(reply.header("retry-after"), reply.header("date"), clock_.wall_ms()));
  const bool refused = reply.error == HttpError::none && reply.status >= 400 && reply.status < 500 && reply.status != 408 && reply.status != 429;
  if (refused) next_ms_ = clock_.boot_ms() + limits::probe_interval_ms;
  std::rotate(open_.begin(), open_.begin() + 1, open_.end());  // one that is refused holds no other up
}

Status ErasureRequest::confirm(const std::string& request_id) {
  auto open = read();
  if (!open.ok()) return open.status();
  std::erase_if(*open, [&](const Open& o) { return o.request_id == request_id; });
  DOCENT_TRY(commit_change(database_, [&] { return open->empty() ? database_.erase_meta(key) : database_.put_meta(key, to_json(*open)); }));
  std::erase_if(open_, [&](const Open& o) { return o.request_id == request_id; });
  return {};
}

// [{"requestId":"…","anonymousIds":["…"]}, …]
Result<std::vector<ErasureRequest::Open>> ErasureRequest::read() {
  const auto text = database_.get_meta(key);
  if (!text.ok()) return text.status();
  std::vector<Open> open;
  if (!*text) return open;
  const auto json = parse_json(**text);
  if (!json.ok()) {
    log_.write(LogLevel::error, "the list of open erasures is damaged and begun anew: " + json.status().message());
    return open;
  }
  for (const Value& item : json->as_array()) open.push_back({std::string(item["requestId"].as_string()), item["anonymousIds"].as_array()});
  return open;
}

std::string ErasureRequest::to_json(const std::vector<Open>& open) {
  Value::Array items;
  for (const auto& o : open) items.emplace_back(Value::Object{{"requestId", o.request_id}, {"anonymousIds", o.anonymous_ids}});
  return core::to_json(Value(std::move(items)));
}

}  // namespace docent::core
