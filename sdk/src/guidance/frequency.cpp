#include "guidance/frequency.h"

#include <algorithm>
#include <string>
#include <vector>

namespace docent::core {
namespace {

bool counts_for(const Cap& cap, const Policies& policies, std::size_t type) {
  if (cap.types.empty()) return !policies.exempt[type];
  return std::find(cap.types.begin(), cap.types.end(), static_cast<CampaignType>(type)) != cap.types.end();
}

}  // namespace

void DisplayLog::add(CampaignType type, Instant at) {
  const auto i = static_cast<std::size_t>(type);
  series_[i].add(at);
  dirty_[i] = true;
}

std::optional<DisplayLog::Block> DisplayLog::capped(std::span<const Cap> caps, const Policies& policies, CampaignType type, const InFlight& in_flight,
                                                    Instant now) const {
  for (const Cap& cap : caps) {
    if (!counts_for(cap, policies, static_cast<std::size_t>(type))) continue;
    uint64_t shown = 0;
    uint64_t coming = 0;
    for (std::size_t t = 0; t < campaign_type_count; t++) {
      if (!counts_for(cap, policies, t)) continue;
      shown += series_[t].count(now.wall_ms, cap.window_ms);
      coming += in_flight[t];
    }
    if (shown + coming < cap.limit) continue;
    Block block{&cap, INT64_MAX};
    if (coming == 0 && cap.limit > 0) {
      // Room comes when the limit-th most recent display leaves the window.
      std::vector<int64_t> times;
      for (std::size_t t = 0; t < campaign_type_count; t++) {
        if (!counts_for(cap, policies, t)) continue;
        for (std::size_t i = series_[t].upper_bound(now.wall_ms - cap.window_ms); i < series_[t].kept(); i++) times.push_back(series_[t].time_at(i));
      }
      std::sort(times.begin(), times.end(), std::greater<>());
      if (times.size() >= cap.limit) block.until_ms = times[cap.limit - 1] + cap.window_ms;
    }
    return block;
  }
  return std::nullopt;
}

std::optional<DisplayLog::Block> DisplayLog::cooling_down(const Policies& policies, CampaignType type, const InFlight& in_flight, Instant now) const {
  if (policies.cooldown_ms == 0 || policies.exempt[static_cast<std::size_t>(type)]) return std::nullopt;
  std::optional<int64_t> last;
  for (std::size_t t = 0; t < campaign_type_count; t++) {
    if (policies.exempt[t]) continue;
    if (in_flight[t] > 0) return Block{};
    if (!series_[t].empty()) last = std::max(last.value_or(INT64_MIN), series_[t].last_ms());
  }
  if (!last || now.wall_ms >= *last + policies.cooldown_ms) return std::nullopt;
  return Block{nullptr, *last + policies.cooldown_ms};
}

void DisplayLog::clamp_future(int64_t now_ms) {
  for (std::size_t t = 0; t < campaign_type_count; t++) dirty_[t] = series_[t].clamp_future(now_ms) || dirty_[t];
}

void DisplayLog::save_dirty(const std::function<void(std::string_view kind, std::string_view key, std::string_view bytes)>& sink) {
  std::string bytes;
  for (std::size_t t = 0; t < campaign_type_count; t++) {
    if (!dirty_[t]) continue;
    dirty_[t] = false;
    bytes.clear();
    if (!series_[t].empty()) series_[t].encode(bytes);
    sink(kind, campaign_type_name(static_cast<CampaignType>(t)), bytes);
  }
}

void DisplayLog::mark_all_dirty() { dirty_.fill(true); }

void DisplayLog::clear(bool erase_rows) {
  for (std::size_t t = 0; t < campaign_type_count; t++) {
    dirty_[t] = erase_rows && (dirty_[t] || !series_[t].empty());
    series_[t].clear();
  }
}

bool DisplayLog::restore(std::string_view key, std::string_view bytes) {
  const auto type = parse_campaign_type(key);
  return type && series_[static_cast<std::size_t>(*type)].decode(bytes);
}

bool DisplayLog::merge(std::string_view key, std::string_view bytes) {
  const auto type = parse_campaign_type(key);
  Series other;
  if (!type || !other.decode(bytes)) return false;
  series_[static_cast<std::size_t>(*type)].merge(other);
  dirty_[static_cast<std::size_t>(*type)] = true;
  return true;
}

}  // namespace docent::core
