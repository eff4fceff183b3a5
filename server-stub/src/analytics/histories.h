// The events of a view, person by person, each in the order of time (at the same millisecond in the order of commits). Pure.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "analytics/report.h"

namespace docent::server {

struct HistoryEvent {
  int64_t at_ms;
  uint32_t kind;
  uint32_t mask;
};

// Calls `visit` for each person who has events whose kind has a mask, `masks` being by kind. Holds a few million events at a time (64 MB, or as many
// as one person has), and makes as many passes over the view as that takes.
void each_history(const EventView& view, const std::vector<uint32_t>& masks, const std::function<void(std::span<const HistoryEvent>)>& visit);

}  // namespace docent::server
