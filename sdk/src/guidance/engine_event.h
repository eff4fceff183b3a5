// The events that the engine asks the caller to record, with their properties. Pure.
#pragma once

#include <string_view>

#include "guidance/engine.h"

namespace docent::core {

// A decision about a campaign, or its outcome. Empty texts are left out.
inline EngineEvent campaign_event(std::string_view name, std::string_view campaign, std::string_view presentation, std::string_view variant,
                                  std::string_view detail) {
  EngineEvent e{std::string(name), {{"campaignId", Value(campaign)}}};
  if (!presentation.empty()) e.properties.emplace_back("presentationId", Value(presentation));
  if (!variant.empty()) e.properties.emplace_back("variant", Value(variant));
  if (!detail.empty()) e.properties.emplace_back("detail", Value(detail));
  return e;
}

}  // namespace docent::core
