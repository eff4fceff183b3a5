#include "pipeline/retry_policy.h"

#include <algorithm>
#include <array>

#include "base/rfc3339.h"
#include "json/value.h"
#include "json/writer.h"
#include "model/limits.h"

namespace docent::core {
namespace {

// Where the exponential reaches the cap: beyond it the shift would only grow.
int64_t ceiling_ms(uint32_t failures) noexcept {
  const uint32_t doublings = std::min<uint32_t>(failures > 0 ? failures - 1 : 0, 20);
  return std::min(limits::retry_cap_ms, limits::retry_base_ms << doublings);
}

std::optional<int> digits(std::string_view text) noexcept {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<int> month_of(std::string_view name) noexcept {
  static constexpr std::array<std::string_view, 12> names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<int>(found - names.begin()) + 1;
}

}  // namespace

void RetryPolicy::failed(std::optional<int64_t> retry_after_ms) {
  failures_ = std::min<uint32_t>(failures_ + 1, 1'000);
  const int64_t spread = ceiling_ms(failures_) - limits::min_retry_wait_ms;
  const int64_t wait = limits::min_retry_wait_ms + static_cast<int64_t>(random_.below(static_cast<uint64_t>(spread) + 1));
  not_before_ms_ = clock_.boot_ms() + wait;
  if (retry_after_ms) postpone(*retry_after_ms);
}

// A second of jitter on top: clients that were all told the same time do not return all at once.
void RetryPolicy::postpone(int64_t retry_after_ms) {
  asked_until_ms_ = std::max(asked_until_ms_, clock_.boot_ms() + std::clamp<int64_t>(retry_after_ms, 0, limits::max_retry_after_ms));
  not_before_ms_ = std::max(not_before_ms_, asked_until_ms_ + static_cast<int64_t>(random_.below(limits::retry_base_ms)));
}

void RetryPolicy::succeeded() {
  failures_ = 0;
  not_before_ms_ = 0;
  asked_until_ms_ = 0;
}

void RetryPolicy::hurry() { not_before_ms_ = asked_until_ms_ > clock_.boot_ms() ? asked_until_ms_ : 0; }

std::string RetryPolicy::save() const {
  if (failures_ == 0 && !waiting()) return {};
  const int64_t to_wall = clock_.wall_ms() - clock_.boot_ms();
  std::string json = "{\"failures\":";
  append_json_uint(json, failures_);
  json.append(",\"notBefore\":");
  append_json_string(json, format_rfc3339(not_before_ms_ + to_wall));
  if (asked_until_ms_ > clock_.boot_ms()) {
    json.append(",\"retryAfter\":");
    append_json_string(json, format_rfc3339(asked_until_ms_ + to_wall));
  }
  json.push_back('}');
  return json;
}

void RetryPolicy::load(std::string_view saved) {
  succeeded();
  if (saved.empty()) return;
  const auto json = parse_json(saved);
  if (!json.ok()) return;
  const int64_t boot = clock_.boot_ms();
  const auto remaining = [&](std::string_view name, int64_t cap_ms) {
    const auto wall = parse_rfc3339((*json)[name].as_string());
    return wall ? std::clamp<int64_t>(*wall - clock_.wall_ms(), 0, cap_ms) : int64_t{0};
  };
  failures_ = static_cast<uint32_t>(std::clamp<int64_t>((*json)["failures"].as_int(), 0, 1'000));
  if (const int64_t asked = remaining("retryAfter", limits::max_retry_after_ms); asked > 0) asked_until_ms_ = boot + asked;
  const int64_t wait = remaining("notBefore", ceiling_ms(failures_));
  not_before_ms_ = std::max(asked_until_ms_, wait > 0 ? boot + wait : 0);
}

std::optional<int64_t> parse_http_date_ms(std::string_view text) noexcept {
  // "Sun, 06 Nov 1994 08:49:37 GMT"; the name of the day adds nothing and is not checked.
  if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") return std::nullopt;
  if (text[7] != ' ' || text[11] != ' ' || text[16] != ' ' || text[19] != ':' || text[22] != ':') return std::nullopt;
  const auto day = digits(text.substr(5, 2));
  const auto month = month_of(text.substr(8, 3));
  const auto year = digits(text.substr(12, 4));
  const auto hour = digits(text.substr(17, 2));
  const auto minute = digits(text.substr(20, 2));
  const auto second = digits(text.substr(23, 2));
  if (!day || !month || !year || !hour || !minute || !second) return std::nullopt;
  if (*day < 1 || *day > 31 || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return ms_from_civil({*year, *month, *day, *hour, *minute, std::min(*second, 59), 0});
}

std::optional<int64_t> parse_retry_after_ms(std::string_view value, std::string_view date_header, int64_t now_wall_ms) noexcept {
  if (value.empty()) return std::nullopt;
  const bool negative = value.front() == '-';
  const std::string_view number = negative ? value.substr(1) : value;
  if (!number.empty() && number.find_first_not_of("0123456789") == std::string_view::npos) {
    if (negative) return 0;
    int64_t seconds = 0;
    for (const char c : number) seconds = std::min<int64_t>(seconds * 10 + (c - '0'), limits::max_retry_after_ms);
    return std::min(seconds * 1'000, limits::max_retry_after_ms);
  }
  const auto at = parse_http_date_ms(value);
  if (!at) return std::nullopt;
  const int64_t now = parse_http_date_ms(date_header).value_or(now_wall_ms);
  return std::clamp<int64_t>(*at - now, 0, limits::max_retry_after_ms);
}

}  // namespace docent::core
