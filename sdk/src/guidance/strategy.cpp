#include "guidance/strategy.h"

#include <algorithm>

namespace docent::core {
namespace {

constexpr std::array<std::string_view, 6> type_names = {"tip", "banner", "recommendation", "tour", "survey", "checklist"};

}  // namespace

std::string_view stage_name(Stage stage) noexcept {
  switch (stage) {
    case Stage::none: return "none";
    case Stage::launch: return "launch";
    case Stage::stable: return "stable";
    case Stage::sunset: return "sunset";
  }
  return "none";
}

std::string_view campaign_type_name(CampaignType type) noexcept { return type_names[static_cast<std::size_t>(type)]; }

std::optional<CampaignType> parse_campaign_type(std::string_view name) noexcept {
  const auto found = std::find(type_names.begin(), type_names.end(), name);
  if (found == type_names.end()) return std::nullopt;
  return static_cast<CampaignType>(found - type_names.begin());
}

const Campaign* Strategy::campaign(std::string_view id) const noexcept {
  const auto found = std::find_if(campaigns.begin(), campaigns.end(), [&](const Campaign& c) { return c.id == id; });
  return found == campaigns.end() ? nullptr : &*found;
}

const Feature* Strategy::feature(std::string_view id) const noexcept {
  const auto found = std::find_if(features.begin(), features.end(), [&](const Feature& f) { return f.id == id; });
  return found == features.end() ? nullptr : &*found;
}

Stage Strategy::stage_of(std::string_view feature_id, Instant now) const noexcept {
  const LifecycleRow* current = nullptr;
  for (const LifecycleRow& row : lifecycle) {
    if (row.feature != feature_id || row.since.ms_from(now, device_zone) > 0) continue;
    if (row.until && row.until->ms_from(now, device_zone) <= 0) continue;
    if (current == nullptr || row.since.ms > current->since.ms) current = &row;
  }
  return current == nullptr ? Stage::none : current->stage;
}

}  // namespace docent::core
