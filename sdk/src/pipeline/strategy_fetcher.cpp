#include "pipeline/strategy_fetcher.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "base/crc32c.h"
#include "base/utf8.h"
#include "json/value.h"
#include "json/writer.h"
#include "model/limits.h"
#include "pipeline/transaction.h"

namespace docent::core {
namespace {

constexpr std::size_t max_etag_bytes = 256;

uint32_t checksum_of(std::string_view text) noexcept { return crc32c(0, text.data(), text.size()); }

}  // namespace

StrategyFetcher::StrategyFetcher(BackendConfig config, Database& database, HttpClient& http, Clock& clock, Random& random, Log log)
    : config_(std::move(config)),
      database_(database),
      http_(http),
      clock_(clock),
      random_(random),
      log_(log),
      retry_(clock, random),
      interval_ms_(limits::default_refresh_interval_ms) {}

StrategyFetcher::~StrategyFetcher() {
  if (request_ != 0) http_.cancel(request_);
}

// The ETag counts only for the document that is really there, and only for the library that could read it: another one may understand what this one
// refused.
Status StrategyFetcher::load() {
  const auto kept = database_.get_meta(etag_key);
  if (!kept.ok()) return kept.status();
  const auto document = database_.get_meta(document_key);
  if (!document.ok()) return document.status();
  const auto rollback = database_.get_meta(rollback_key);
  if (!rollback.ok()) return rollback.status();
  if (!*kept || !*document) return {};
  const auto json = parse_json(**kept);
  if (!json.ok()) return {};
  if ((*json)["checksum"].as_int(-1) != checksum_of(**document) || (*json)["library"].as_string() != config_.library_version) return {};
  etag_ = (*json)["etag"].as_string();
  checksum_ = checksum_of(**document);
  rollback_from_ = *rollback ? parse_rollback(**rollback) : 0;
  version_ = static_cast<uint32_t>(std::clamp<int64_t>((*json)["version"].as_int(), 0, UINT32_MAX));
  return {};
}

uint32_t StrategyFetcher::parse_rollback(std::string_view text) noexcept {
  uint32_t version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  return error == std::errc() && end == text.data() + text.size() ? version : 0;
}

void StrategyFetcher::set_refresh_interval_ms(int64_t interval_ms) { interval_ms_ = std::max(interval_ms, limits::min_refresh_interval_ms); }

void StrategyFetcher::set_announced_version(uint32_t version) {
  if (version == 0 || version == version_ || version == asked_version_) return;
  asked_version_ = version;
  next_ms_ = 0;
}

void StrategyFetcher::on_replies(std::vector<HttpReply>& replies) {
  std::erase_if(replies, [&](const HttpReply& reply) {
    if (request_ == 0 || reply.id != request_) return false;
    request_ = 0;
    on_reply(reply);
    return true;
  });
}

void StrategyFetcher::pump() {
  if (etag_unsaved_) store_etag();
  if (config_.endpoint.empty() || request_ != 0 || clock_.boot_ms() < std::max(next_ms_, retry_.not_before_ms())) return;
  start();
}

std::optional<StrategyFetcher::Fetched> StrategyFetcher::take() { return std::exchange(fetched_, std::nullopt); }

int64_t StrategyFetcher::next_wake_ms() const {
  if (config_.endpoint.empty() || request_ != 0) return INT64_MAX;
  return std::max(next_ms_, retry_.not_before_ms());
}

void StrategyFetcher::start() {
  HttpRequest request = backend_request(config_, "GET", "/v1/strategy");
  if (!etag_.empty()) request.headers.emplace_back("If-None-Match", etag_);
  request.max_reply_bytes = limits::max_strategy_bytes;
  request_ = http_.start(std::move(request));
}

void StrategyFetcher::on_reply(const HttpReply& reply) {
  if (reply.error != HttpError::none) return on_failure(reply, describe_failure(reply));
  switch (reply.status) {
    case 200: return on_document(reply);
    case 304:
    case 404:  // none is published
      retry_.succeeded();
      return schedule_refresh();
    default: return on_failure(reply, describe_failure(reply));
  }
}

void StrategyFetcher::on_document(const HttpReply& reply) {
  const auto json = parse_json(reply.body);
  if (!json.ok()) return on_failure(reply, "no JSON: " + json.status().message());
  if (!json->is_object()) return on_failure(reply, "no JSON object");
  retry_.succeeded();
  schedule_refresh();
  const std::string_view etag = reply.header("etag");
  etag_ = etag.size() <= max_etag_bytes && is_printable_ascii(etag) ? etag : std::string_view();
  version_ = static_cast<uint32_t>(std::clamp<int64_t>((*json)["version"].as_int(), 0, UINT32_MAX));
  etag_unsaved_ = true;
  const uint32_t checksum = checksum_of(reply.body);
  const uint32_t rollback_from = parse_rollback(reply.header("docent-rollback-from"));
  const bool same = checksum == checksum_ && rollback_from == rollback_from_;
  checksum_ = checksum;
  rollback_from_ = rollback_from;
  if (!same) fetched_ = Fetched{reply.body, version_, rollback_from};
}

void StrategyFetcher::on_failure(const HttpReply& reply, std::string why) {
  if (retry_.failures() == 0) log_.write(LogLevel::warning, "the strategy was not fetched: " + why);
  retry_.failed(parse_retry_after_ms(reply.header("retry-after"), reply.header("date"), clock_.wall_ms()));
  // What will not get better soon is asked for at the usual pace.
  const bool lasting =
      reply.error == HttpError::too_large || (reply.error == HttpError::none && reply.status >= 400 && reply.status < 500 && reply.status != 429);
  if (lasting) schedule_refresh();
}

void StrategyFetcher::schedule_refresh() {
  // Devices spread out, and none is later than the interval says.
  const int64_t wait = interval_ms_ - static_cast<int64_t>(random_.below(static_cast<uint64_t>(interval_ms_ / 5) + 1));
  next_ms_ = clock_.boot_ms() + std::max(wait, limits::min_refresh_interval_ms);
}

// Losing it costs one fetch, so an error is no more than a line in the log.
void StrategyFetcher::store_etag() {
  etag_unsaved_ = false;
  std::string json = "{\"etag\":";
  append_json_string(json, etag_);
  json.append(",\"checksum\":");
  append_json_uint(json, checksum_);
  json.append(",\"version\":");
  append_json_uint(json, version_);
  json.append(",\"library\":");
  append_json_string(json, config_.library_version);
  json.push_back('}');
  const Status status = commit_change(database_, [&] { return database_.put_meta(etag_key, json); });
  if (!status.ok()) log_.write(LogLevel::warning, "the strategy's ETag was not kept: " + status.to_string());
}

}  // namespace docent::core
