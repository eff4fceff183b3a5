// Who sees which variant, and what became of it: bucketing, holdout, exposure, the moment that a control group would have seen, and the goal.
#include <algorithm>

#include "guidance/engine_event.h"
#include "guidance/engine_impl.h"
#include "rules/bucketing.h"

namespace docent::core {

const CampaignBody& Engine::Impl::body_of(const Campaign& c, std::string_view variant) noexcept {
  if (c.experiment && !variant.empty()) {
    for (const Variant& v : c.experiment->variants) {
      if (v.id == variant) return v.body;
    }
  }
  return c.body;
}

const Variant* Engine::Impl::variant_of(const Campaign& c, bool& unassigned) const {
  unassigned = false;
  if (!c.experiment) return nullptr;
  const Experiment& e = *c.experiment;
  std::string_view attribute = config.install_id;
  if (e.hash_attribute != "installId") {
    const Value* v = attributes.find(e.hash_attribute);
    unassigned = v == nullptr || !v->is_string();
    if (unassigned) return nullptr;
    attribute = v->as_string();
  }
  std::vector<uint32_t> weights;
  for (const Variant& v : e.variants) weights.push_back(v.weight);
  const std::size_t picked = pick_variant(experiment_hash(e.seed, attribute), weights);
  unassigned = picked == no_bucket;
  return unassigned ? nullptr : &e.variants[picked];
}

bool Engine::Impl::held_out(const Campaign& c) const {
  const Policies& p = loaded->strategy.policies;
  return p.holdout_percentage && !c.emergency && in_holdout(p.holdout_seed, config.install_id, *p.holdout_percentage);
}

void Engine::Impl::would_have_shown(Subject& s, std::string_view variant, std::string_view why, Instant now, EngineOutput& out) {
  CampaignState& state = *s.state;
  state.record(Milestone::would_have_shown, now);
  for (TriggerProgress& t : state.triggers) t.occurrences.clear();
  state.dirty = true;
  out.events.push_back(campaign_event("campaign_would_have_shown", s.campaign->id, "", variant, why));
  expose(s, variant, why, now, out);
  trace(s, DecisionKind::would_have_shown, now);
}

// Both arms are exposed at the moment of the decision, so that they can be compared.
void Engine::Impl::expose(Subject& s, std::string_view variant, std::string_view detail, Instant now, EngineOutput& out) {
  if (!s.campaign->experiment) return;
  s.state->exposed_ms = now.wall_ms;
  s.state->exposed_variant = variant;
  s.state->dirty = true;
  out.events.push_back(campaign_event("experiment_exposure", s.campaign->id, "", variant, detail));
}

// One conversion an exposure.
void Engine::Impl::reach_goal(Subject& s, Instant now, EngineOutput& out) {
  CampaignState& state = *s.state;
  if (state.exposed_ms == 0) return;
  const int64_t within = s.campaign->experiment->goal_within_ms;
  if (within != Series::ever && now.wall_ms - state.exposed_ms > within) return;
  state.exposed_ms = 0;
  state.record(Milestone::converted, now);
  state.dirty = true;
  out.events.push_back(campaign_event("campaign_converted", s.campaign->id, "", state.exposed_variant, ""));
}

}  // namespace docent::core
