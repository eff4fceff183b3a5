#include "analytics/event_names.h"

#include <algorithm>

namespace docent::server {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_hexadecimal(char c) noexcept { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-'; }

bool is_id(std::string_view part) {
  if (part.empty()) return false;
  if (std::all_of(part.begin(), part.end(), is_digit)) return true;
  return part.size() >= 16 && std::all_of(part.begin(), part.end(), is_hexadecimal) && std::any_of(part.begin(), part.end(), is_digit);
}

}  // namespace

std::string label_of(const EventTable::What& what) {
  if (what.type == EventType::screen) return "screen:" + what.name;
  if (what.type == EventType::page) return "page:" + what.name;
  return what.name;
}

std::string cleaned_name(std::string_view label) {
  std::string out;
  for (const std::string_view prefix : {"screen:", "page:"}) {
    if (!label.starts_with(prefix)) continue;
    out = prefix;
    label.remove_prefix(prefix.size());
    break;
  }
  for (;;) {
    const std::size_t slash = label.find('/');
    const auto part = label.substr(0, slash);
    out += is_id(part) ? "*" : part;
    if (slash == std::string_view::npos) return out;
    out += '/';
    label.remove_prefix(slash + 1);
  }
}

std::vector<uint32_t> masks_of(const EventTable& table, const std::vector<std::string>& names) {
  std::vector<uint32_t> masks(table.kinds());
  for (uint32_t kind = 0; kind < masks.size(); kind++) {
    const std::string label = label_of(table.what_of(kind));
    for (std::size_t i = 0; i < names.size() && i < max_named_events; i++)
      if (names[i] == label) masks[kind] |= uint32_t{1} << i;
  }
  return masks;
}

std::vector<uint32_t> masks_of_all(const EventTable& table) {
  std::vector<uint32_t> masks(table.kinds());
  for (uint32_t kind = 0; kind < masks.size(); kind++) {
    const auto type = table.what_of(kind).type;
    masks[kind] = type == EventType::track || type == EventType::screen || type == EventType::page ? 1 : 0;
  }
  return masks;
}

}  // namespace docent::server
