#include "base/time_zone_name.h"

#include <algorithm>
#include <map>
#include <string>

namespace docent::core {
namespace {

bool is_letter(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

std::optional<int> two_digits(std::string_view text) noexcept {
  if (text.size() != 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

std::optional<int32_t> parse_offset_s(std::string_view text) noexcept {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = two_digits(text.substr(1, 2));
  const auto minutes = two_digits(text.substr(4, 2));
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  const int32_t seconds = (*hours * 60 + *minutes) * 60;
  return text[0] == '-' ? -seconds : seconds;
}

}  // namespace

ZoneSource ask_once(ZoneSource source) {
  if (!source) return source;
  using Answers = std::map<std::string, std::shared_ptr<const TimeZone>, std::less<>>;
  return [source = std::move(source), answers = std::make_shared<Answers>()](std::string_view name) {
    const auto known = answers->find(name);
    if (known != answers->end()) return known->second;
    return answers->emplace(std::string(name), source(name)).first->second;
  };
}

bool is_time_zone_name(std::string_view text) noexcept {
  if (text.empty() || text.size() > max_time_zone_name_bytes || !is_letter(text.front())) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '+' || c == '-' || c == '/'; });
}

std::optional<Zone> parse_zone(std::string_view text, const ZoneSource& zones) {
  if (text == device_zone_name) return Zone{true, 0, zones ? zones(text) : nullptr};
  if (text == "UTC" || text == "Z") return Zone{false, 0, nullptr};
  if (const auto offset = parse_offset_s(text)) return Zone{false, *offset, nullptr};
  if (!zones || !is_time_zone_name(text)) return std::nullopt;
  auto rules = zones(text);
  if (!rules) return std::nullopt;
  return Zone{false, 0, std::move(rules)};
}

}  // namespace docent::core
