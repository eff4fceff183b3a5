// Turns a decision into what the host gets: texts resolved for the locale and filled in, actions, steps, questions, items, and everything as JSON
// (docs/cli/presentation.schema.json). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidance/engine.h"
#include "guidance/placeholders.h"
#include "guidance/strategy.h"

namespace docent::core {

// Ids are UUIDs of version 7: time first, then a hash of seed, counter and campaign in place of random bits, so that the same inputs give the same
// ids.
Uuid presentation_id(uint64_t seed, uint64_t counter, std::string_view campaign, int64_t wall_ms) noexcept;

struct PresentationInput {
  const Campaign& campaign;
  const CampaignBody& body;  // the campaign's, or its variant's
  std::string_view variant;
  const std::vector<std::string>& locales;  // see locale_chain()
  const PlaceholderSource& values;
  const std::vector<std::string>& done;  // items of a checklist
  Uuid id;
  std::string reason;
  uint32_t strategy_version = 0;
  Change change = Change::show;
  bool preview = false;
  std::string_view step = {};  // of a tour or survey; "": the first
  bool completed = false;
};
// Empty when the text is in none of the locales.
std::optional<Presentation> make_presentation(const PresentationInput& input);
// What takes a presentation away.
Presentation make_withdrawal(const Campaign* campaign, std::string_view campaign_id, const Uuid& id, std::string_view reason);
// Whether every text that must be there is, in one of the locales.
bool has_text(const CampaignBody& body, const std::vector<std::string>& locales) noexcept;

}  // namespace docent::core
