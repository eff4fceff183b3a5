// The events of a view, person by person, each in the order of time (at the same millisecond in the order of commits). Pure.
#pragma once

#include <span>
#include <vector>

#include "analytics/report.h"

namespace docent::server {

class Histories {
 public:
  struct Event {
    int64_t at_ms;
    uint32_t kind;
    uint32_t mask;
  };
  // Those whose kind has a mask, `masks` being by kind. Two passes; 16 bytes an event.
  Histories(const EventView& view, const std::vector<uint32_t>& masks);

  uint32_t persons() const noexcept { return static_cast<uint32_t>(begins_.size() - 1); }
  std::span<const Event> of(uint32_t person) const noexcept { return {events_.data() + begins_[person], begins_[person + 1] - begins_[person]}; }

 private:
  std::vector<std::size_t> begins_;
  std::vector<Event> events_;
};

}  // namespace docent::server
