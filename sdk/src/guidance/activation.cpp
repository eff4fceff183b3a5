// A strategy becomes the present one: rules are bound to history, events to campaigns, campaigns to what they have been through.
#include <algorithm>

#include "guidance/engine_impl.h"
#include "guidance/locale.h"

namespace docent::core {
Status Engine::Impl::load_strategy(std::string_view json, Instant now, uint32_t rollback_from) {
  StrategyReport report = read_strategy(json, config.zones);
  if (!report.loaded) return refusal(report.findings, json);
  const uint32_t version = report.loaded->strategy.version;
  if (loaded && version < loaded->strategy.version && loaded->strategy.version > rollback_from) {
    return {Code::invalid, "the strategy is refused: [version] /version: " + std::to_string(version) + " is lower than the present " +
                               std::to_string(loaded->strategy.version) +
                               "; publish the document with a higher version, or roll back on the backend"};
  }
  note_time(now);
  // The old one goes only now: what follows can't fail.
  live.clear();
  subjects.clear();
  subject_by_id.clear();
  active.clear();
  checklists.clear();
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
  index.emplace(strategy, *rules, history);
  locales = locale_chain(config.locale, strategy.default_locale);
  for (const EmergencyPlan& plan : strategy.policies.emergency) {
    plans.push_back({&plan, 0, false});
    bind_plan(plans.back(), now.wall_ms);
  }
  bind_signals();
  bind_states();
  end_attempts_without_plan();
  strategy_is_new = true;
  changed();
  return {};
}

void Engine::Impl::take_effect(Instant now, EngineOutput& out) {
  if (!std::exchange(strategy_is_new, false)) return;
  withdraw_pulled(now, out);
  for (Plan& p : plans) {
    if (p.armed_until_ms != 0) alarm(p, now, out);
  }
}

// A new strategy may want something off the screen: a campaign that has left it, was switched off, has expired or breaks its policy now.
void Engine::Impl::withdraw_pulled(Instant now, EngineOutput& out) {
  std::vector<std::string> pulled;
  for (const Live& l : live) {
    const Subject* s = subject(l.campaign);
    if (s == nullptr || off(*s) || s->campaign->schedule.expired(now) || !s->campaign->violation.empty() ||
        s->campaign->type_name != s->state->type) {
      pulled.emplace_back(l.campaign);
    }
  }
  for (const std::string& id : pulled) withdraw(id, "the campaign was pulled", out);
  refresh_live();
}

void Engine::Impl::bind_states() {
  subjects.clear();
  subject_by_id.clear();
  active.clear();
  checklists.clear();
  if (loaded) {
    const auto& campaigns = loaded->strategy.campaigns;
    subjects.reserve(campaigns.size());
    for (uint32_t i = 0; i < campaigns.size(); i++) {
      CampaignState& state = states[campaigns[i].id];
      subjects.push_back({&campaigns[i], &state, VerdictCode::shown, {}});
      subject_by_id.emplace(campaigns[i].id, i);
      if (state.attempt.active()) active.push_back(i);
      if (campaigns[i].type == CampaignType::checklist && !campaigns[i].armed_only) checklists.push_back(i);
    }
  }
  rebuild_live();
  timer_stale = true;
}

Engine::Impl::Subject* Engine::Impl::subject(std::string_view campaign_id) noexcept {
  const auto found = subject_by_id.find(campaign_id);
  return found == subject_by_id.end() ? nullptr : &subjects[found->second];
}

}  // namespace docent::core
