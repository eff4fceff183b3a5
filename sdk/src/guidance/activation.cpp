// A strategy becomes the present one: rules are bound to history, events to campaigns, campaigns to what they have been through.
#include <algorithm>

#include "guidance/engine_impl.h"
#include "guidance/locale.h"
#include "guidance/rule_reading.h"

namespace docent::core {
namespace {

// The events whose arrival can change whether a plan is armed. A rule that goes through a segment may depend on any event that is watched at all.
std::vector<std::vector<std::string>> events_of_plans(const Strategy& strategy, const Value& document) {
  std::vector<std::vector<std::string>> list;
  for (const EmergencyPlan& plan : strategy.policies.emergency) {
    std::vector<std::string> events;
    if (plan.arm_when != no_rule) {
      if (const Value* rule = document.at_pointer(plan.arm_pointer)) events = event_names(*rule, document["segments"]);
    }
    list.push_back(std::move(events));
  }
  return list;
}

}  // namespace

Status Engine::Impl::load_strategy(std::string_view json, Instant now, bool allow_lower) {
  StrategyReport report = read_strategy(json, config.zones);
  if (!report.loaded) return refusal(report.findings, json);
  const uint32_t version = report.loaded->strategy.version;
  if (loaded && version < loaded->strategy.version && !allow_lower) {
    return {Code::invalid, "the strategy is refused: [version] /version: " + std::to_string(version) + " is lower than the present " +
                               std::to_string(loaded->strategy.version) + "; publish with a higher version, or mark it as a roll-back"};
  }
  note_time(now);
  // The old one goes only now: what follows can't fail.
  live.clear();
  subjects.clear();
  plans.clear();
  index.reset();
  rules.reset();
  loaded = std::move(report.loaded);
  warnings = std::move(report.findings.warnings);
  const Strategy& strategy = loaded->strategy;

  history.unpin_all();
  rules.emplace(loaded->rules, history, attributes, states);
  for (const Feature& feature : strategy.features) {
    for (const FeatureUse& use : feature.used_by) {
      if (use.slot.empty()) history.pin_name(use.event);
      else rules->add_feed(use.event, use.slot, use.filter, "");
    }
  }
  for (const Campaign& c : strategy.campaigns) {
    for (const Candidate& candidate : c.candidates) history.pin_slot(dismissal_key(c.id, candidate.feature), false);
  }
  const auto document = parse_json(strategy.json);
  index.emplace(strategy, *rules, events_of_plans(strategy, document.ok() ? *document : Value()), history);
  locales = locale_chain(config.locale, strategy.default_locale);
  for (const EmergencyPlan& plan : strategy.policies.emergency) {
    const auto stored = armed_plans.find(plan.id);
    plans.push_back({&plan, stored == armed_plans.end() ? 0 : stored->second, false});
  }
  bind_states();
  end_attempts_without_plan();
  changed();
  return {};
}

void Engine::Impl::bind_states() {
  subjects.clear();
  if (loaded) {
    for (const Campaign& c : loaded->strategy.campaigns) subjects.push_back({&c, &states[c.id], VerdictCode::shown, {}});
  }
  rebuild_live();
  timer_stale = true;
}

Engine::Impl::Subject* Engine::Impl::subject(std::string_view campaign_id) noexcept {
  const auto found = std::find_if(subjects.begin(), subjects.end(), [&](const Subject& s) { return s.campaign->id == campaign_id; });
  return found == subjects.end() ? nullptr : &*found;
}

}  // namespace docent::core
