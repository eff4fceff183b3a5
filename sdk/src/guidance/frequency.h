// How often something was shown, by type of campaign, and what caps and cooldown make of it. Owned by the engine; pure. One stored row per type
// (kind "shown", key: the type), so that displays of campaigns that have left the strategy still count.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "base/clock.h"
#include "guidance/strategy.h"
#include "profile/series.h"

namespace docent::core {

inline constexpr std::size_t campaign_type_count = 6;

// Presentations handed out and not yet shown: each will use up a display, so caps already count it.
using InFlight = std::array<uint64_t, campaign_type_count>;

class DisplayLog {
 public:
  static constexpr std::string_view kind = "shown";

  void add(CampaignType type, Instant at);
  const Series& of(CampaignType type) const noexcept { return series_[static_cast<std::size_t>(type)]; }

  struct Block {
    const Cap* cap = nullptr;      // nullptr: the cooldown
    int64_t until_ms = INT64_MAX;  // INT64_MAX: when a presentation on its way has got its outcome, or never
  };
  // The first cap that leaves no room for one more display.
  std::optional<Block> capped(std::span<const Cap> caps, const Policies& policies, CampaignType type, const InFlight& in_flight, Instant now) const;
  // Whether the last display of a campaign that counts is too recent.
  std::optional<Block> cooling_down(const Policies& policies, CampaignType type, const InFlight& in_flight, Instant now) const;

  void clamp_future(int64_t now_ms);
  void save_dirty(const std::function<void(std::string_view kind, std::string_view key, std::string_view bytes)>& sink);
  void mark_all_dirty();
  void clear(bool erase_rows);
  bool restore(std::string_view key, std::string_view bytes);
  bool merge(std::string_view key, std::string_view bytes);

 private:
  std::array<Series, campaign_type_count> series_;
  std::array<bool, campaign_type_count> dirty_{};
};

}  // namespace docent::core
