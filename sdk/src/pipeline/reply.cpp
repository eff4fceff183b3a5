#include "pipeline/reply.h"

#include <algorithm>

#include "base/utf8.h"
#include "json/value.h"
#include "pipeline/backend.h"
#include "pipeline/retry_policy.h"

namespace docent::core {
namespace {

constexpr std::size_t max_code_bytes = 64;
constexpr std::size_t max_message_bytes = 256;

BatchReply unclear(std::string reason) {
  BatchReply result;
  result.maybe_delivered = true;
  result.reason = std::move(reason);
  return result;
}

std::vector<Rejection> read_rejections(const Value& list, uint32_t events) {
  std::vector<Rejection> rejected;
  for (const Value& item : list.as_array()) {
    const int64_t index = item["index"].as_int(-1);
    if (index < 0 || index >= events) continue;  // about no event of ours
    rejected.push_back({static_cast<uint32_t>(index), std::string(utf8_prefix(item["code"].as_string(), max_code_bytes)),
                        std::string(utf8_prefix(item["message"].as_string(), max_message_bytes))});
  }
  std::stable_sort(rejected.begin(), rejected.end(), [](const Rejection& a, const Rejection& b) { return a.index < b.index; });
  const auto same = [](const Rejection& a, const Rejection& b) { return a.index == b.index; };
  rejected.erase(std::unique(rejected.begin(), rejected.end(), same), rejected.end());
  return rejected;
}

// A success counts only when it can't be a captive portal's page, a proxy's stub or half an answer.
BatchReply read_success(const HttpReply& reply, uint32_t events) {
  BatchReply result;
  result.verdict = Verdict::delivered;
  if (reply.status == 204 && reply.body.empty()) return result;
  const std::string status = "HTTP " + std::to_string(reply.status);
  if (reply.body.empty()) return unclear(status + " with an empty body");
  const auto json = parse_json(reply.body);
  if (!json.ok() || !json->is_object()) return unclear(status + " with a body that is no JSON object (a captive portal?)");
  const Value& success = (*json)["success"];
  if (success.is_bool() && !success.as_bool()) return unclear(status + " with \"success\":false");
  result.rejected = read_rejections((*json)["rejected"], events);
  const Value& accepted = (*json)["accepted"];
  if (accepted.is_number()) {
    const auto count = [&](const Value& number) { return std::clamp<int64_t>(number.as_int(0), 0, events); };
    const int64_t counted = count(accepted) + count((*json)["duplicates"]) + static_cast<int64_t>(result.rejected.size());
    if (counted < static_cast<int64_t>(events))
      return unclear("the backend speaks of " + std::to_string(counted) + " of " + std::to_string(events) + " events");
  }
  const int64_t version = (*json)["strategy"]["version"].as_int(0);
  if (version > 0 && version <= UINT32_MAX) result.strategy_version = static_cast<uint32_t>(version);
  return result;
}

// Whether the backend may have acted on a request that ended like this.
bool may_have_arrived(const HttpReply& reply) noexcept {
  switch (reply.error) {
    case HttpError::none: return reply.status >= 500;
    case HttpError::refused:
    case HttpError::resolve:
    case HttpError::connect:
    case HttpError::tls:
    case HttpError::redirect: return false;
    default: return reply.sent;
  }
}

Verdict verdict_of_status(int status) noexcept {
  switch (status) {
    case 401:
    case 403: return Verdict::unauthorized;
    case 400:
    case 413:
    case 422: return Verdict::refused;
    case 407:  // of a proxy on the way, not of the backend
    case 408:
    case 425:
    case 429:
    case 460: return Verdict::retry;
    default: return status >= 400 && status < 500 ? Verdict::wrong : Verdict::retry;
  }
}

}  // namespace

BatchReply read_batch_reply(const HttpReply& reply, uint32_t events, int64_t now_wall_ms) {
  const bool ok_status = reply.status == 200 || reply.status == 201 || reply.status == 202 || reply.status == 204;
  if (reply.error == HttpError::none && ok_status) return read_success(reply, events);
  BatchReply result;
  result.reason = describe_failure(reply);
  result.maybe_delivered = may_have_arrived(reply);
  if (reply.error != HttpError::none) return result;
  if (reply.status >= 200 && reply.status < 300) return unclear(result.reason + ", which is no clear success");
  result.verdict = verdict_of_status(reply.status);
  result.retry_after_ms = parse_retry_after_ms(reply.header("retry-after"), reply.header("date"), now_wall_ms);
  return result;
}

}  // namespace docent::core
