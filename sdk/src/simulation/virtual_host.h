// A user in front of a host that shows everything: what is offered becomes visible, is counted after its minimum time, and goes away after a while,
// unless the recording says what the user did with it. Tours go on step by step; checklists stay. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidance/engine.h"

namespace docent::core {

class VirtualHost {
 public:
  struct Report {
    Uuid id;
    std::string campaign;
    Outcome outcome = Outcome::shown;
    std::string detail;
  };
  explicit VirtualHost(int64_t visible_ms) : visible_ms_(visible_ms) {}

  void clear() { showing_.clear(); }
  void take(const Presentation& presentation, int64_t now_ms);
  std::optional<int64_t> next_timer_ms() const;
  // What is due by now, in a fixed order.
  std::vector<Report> due(int64_t now_ms);
  // The user did it: reports about the campaign's presentation, the display itself among them when it was not counted yet. Empty when it is not
  // there.
  std::vector<Report> react(std::string_view campaign, Outcome outcome, std::string_view detail);
  // The presentation of a campaign that is on the screen.
  const Uuid* showing(std::string_view campaign) const;

 private:
  struct Shown {
    Uuid id;
    std::string type;
    int64_t count_at_ms = 0;  // 0: counted
    int64_t leave_at_ms = INT64_MAX;
  };
  int64_t visible_ms_;
  std::map<std::string, Shown, std::less<>> showing_;  // by campaign
};

}  // namespace docent::core
