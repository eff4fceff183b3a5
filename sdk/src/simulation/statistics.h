// What a simulation adds up to: per campaign whom it reached and what stood in its way, and how much each user was shown a day. Filled by one thread;
// merged afterwards.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "guidance/strategy.h"
#include "simulation/virtual_host.h"

namespace docent::core {

struct CampaignFigures {
  uint64_t offered = 0;
  uint64_t shown = 0;
  uint64_t reach = 0;             // users to whom it was shown
  uint64_t would_have_shown = 0;  // control and holdout
  uint64_t interacted = 0;
  uint64_t dismissed = 0;
  uint64_t completed = 0;
  std::map<std::string, uint64_t, std::less<>> blocked;    // by the verdict that stood in the way
  std::map<std::string, uint64_t, std::less<>> conflicts;  // with another campaign
};

class Statistics {
 public:
  explicit Statistics(const Strategy& strategy);

  void begin_user();
  void decide(const Decision& decision);
  void report(const VirtualHost::Report& report, Instant now);
  void end_user();
  void merge(const Statistics& other);

  const std::map<std::string, CampaignFigures, std::less<>>& campaigns() const noexcept { return campaigns_; }
  // {"campaigns": [...], "neverShown": [...], "fatigue": {...}}, in the order of the strategy (docs/cli/simulate.schema.json).
  Value json() const;

 private:
  std::vector<std::pair<std::string, std::string>> order_;  // id and type
  std::map<std::string, CampaignFigures, std::less<>> campaigns_;
  std::map<uint64_t, uint64_t> user_days_;         // shows on a day of a user → how many such days
  std::map<int64_t, uint64_t> days_;               // of the present user
  std::map<std::string, bool, std::less<>> seen_;  // … campaigns shown to them
};

}  // namespace docent::core
