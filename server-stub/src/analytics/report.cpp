#include "analytics/report.h"

#include <charconv>

namespace docent::server {

EventView::EventView(const EventTable& table, Window window, const ReportFilter& filter)
    : table_(table), window_(window), takes_all_(filter.release.empty() && filter.platform.empty() && filter.locale.empty()) {
  if (takes_all_) return;
  const auto matches = [&](const std::string& wanted, uint32_t text) { return wanted.empty() || table.texts().text(text) == wanted; };
  takes_.resize(table.contexts());
  for (uint32_t i = 0; i < takes_.size(); i++) {
    const auto& origin = table.origin_of(i);
    takes_[i] = matches(filter.release, origin.release) && matches(filter.platform, origin.platform) && matches(filter.locale, origin.locale);
  }
}

std::vector<std::string> Parameters::list(std::string_view name) const {
  std::vector<std::string> items;
  const auto all = text(name);
  if (!all || all->empty()) return items;
  items.emplace_back();
  for (std::size_t i = 0; i < all->size(); i++) {
    const char c = (*all)[i];
    if (c == '\\' && i + 1 < all->size() && ((*all)[i + 1] == ',' || (*all)[i + 1] == '\\')) items.back() += (*all)[++i];
    else if (c == ',') items.emplace_back();
    else items.back() += c;
  }
  return items;
}

core::Result<int64_t> Parameters::number(std::string_view name, int64_t fallback, int64_t low, int64_t high) const {
  const auto all = text(name);
  if (!all) return fallback;
  int64_t value = 0;
  const auto result = std::from_chars(all->data(), all->data() + all->size(), value);
  if (result.ec != std::errc() || result.ptr != all->data() + all->size() || value < low || value > high)
    return bad_parameter(name, "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
  return value;
}

Cell share(uint64_t part, uint64_t whole) {
  if (whole == 0) return std::monostate();
  return static_cast<double>(part) / static_cast<double>(whole);
}

core::Status bad_parameter(std::string_view name, std::string_view expected) {
  return {core::Code::invalid, std::string(name) + " must be " + std::string(expected)};
}

}  // namespace docent::server
