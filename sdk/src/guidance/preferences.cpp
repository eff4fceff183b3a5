// What the user decides about guidance: no disturbance until a time, and fewer displays of some types than the strategy allows. Stored with the
// identity (kind "preferences") as JSON.
#include <algorithm>

#include "guidance/engine_impl.h"

namespace docent::core {

void Engine::Impl::set_do_not_disturb(int64_t until_ms) {
  preferences.do_not_disturb_until_ms = std::max<int64_t>(0, until_ms);
  preferences_dirty = true;
  changed();
}

Status Engine::Impl::lower_frequency(std::string_view type, uint64_t limit, int64_t window_ms) {
  if (window_ms < 0 || limit > limits::max_history_occurrences) {
    return {Code::invalid, "the user's limit is 0 to " + std::to_string(limits::max_history_occurrences) + " displays in a window of 0 ms or more"};
  }
  if (!loaded) return {Code::not_found, "there is no strategy yet, so there is nothing to lower"};
  const auto& lowerable = loaded->strategy.policies.user_may_lower;
  const auto only = parse_campaign_type(type);
  if (!type.empty() && (!only || !lowerable[static_cast<std::size_t>(*only)])) {
    return {Code::invalid, "the strategy does not let the user lower \"" + std::string(type) + "\"; policies.user.userMayLower lists what may be"};
  }
  for (std::size_t t = 0; t < campaign_type_count; t++) {
    const auto campaign_type = static_cast<CampaignType>(t);
    if (only ? *only != campaign_type : !lowerable[t]) continue;
    std::erase_if(preferences.limits, [&](const Cap& c) { return c.types.front() == campaign_type; });
    if (window_ms > 0) preferences.limits.push_back({"user", {campaign_type}, limit, window_ms});
  }
  preferences_dirty = true;
  changed();
  return {};
}

std::string Engine::Impl::preferences_text() const {
  if (preferences.do_not_disturb_until_ms == 0 && preferences.limits.empty()) return {};
  Value::Object limits;
  for (const Cap& c : preferences.limits) {
    limits.emplace_back(campaign_type_name(c.types.front()),
                        Value::Object{{"limit", Value(static_cast<int64_t>(c.limit))}, {"windowMs", Value(c.window_ms)}});
  }
  return to_json(Value(Value::Object{{"doNotDisturbUntil", Value(preferences.do_not_disturb_until_ms)}, {"limits", Value(std::move(limits))}}));
}

void Engine::Impl::read_preferences(std::string_view text) {
  preferences = {};
  const auto parsed = parse_json(text);
  if (!parsed.ok()) return;
  preferences.do_not_disturb_until_ms = std::max<int64_t>(0, (*parsed)["doNotDisturbUntil"].as_int());
  for (const auto& [name, limit] : (*parsed)["limits"].as_object()) {
    const auto type = parse_campaign_type(name);
    if (!type || limit["windowMs"].as_int() <= 0 || limit["limit"].as_int() < 0) continue;
    preferences.limits.push_back({"user", {*type}, static_cast<uint64_t>(limit["limit"].as_int()), limit["windowMs"].as_int()});
  }
}

}  // namespace docent::core
