// Who is interested in which event: by the id that history gives a name, so that an event nobody names costs one array look-up. Made anew for every
// strategy.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "guidance/rule_runtime.h"
#include "guidance/strategy.h"
#include "profile/history.h"

namespace docent::core {

struct EventWatch {
  struct Place {
    uint32_t campaign = 0;  // index in Strategy::campaigns
    uint32_t item = 0;      // index in its triggers, cancel_triggers or invalidate_on
  };
  std::vector<Feed> feeds;
  std::vector<Place> triggers;
  std::vector<Place> cancels;
  std::vector<Place> invalidations;
  std::vector<uint32_t> goals;  // campaigns whose experiment is judged by it
  std::vector<uint32_t> tours;  // … of which it may lead to the next step
  std::vector<uint32_t> plans;  // emergency plans to look at again
};

class EventIndex {
 public:
  // Pins every name in `history`; the caller has unpinned before.
  EventIndex(const Strategy& strategy, const RuleRuntime& rules, History& history);

  const EventWatch* find(History::Id name) const noexcept {
    return name < index_.size() && index_[name] != 0 ? &watches_[index_[name] - 1] : nullptr;
  }
  // Names of events that can lead to a decision.
  const std::vector<std::string>& deciding_names() const noexcept { return deciding_names_; }

 private:
  EventWatch* watch(std::string_view event, History& history);
  std::vector<uint32_t> index_;  // by name id: 1 + index in watches_
  std::vector<EventWatch> watches_;
  std::vector<std::string> deciding_names_;
};

}  // namespace docent::core
