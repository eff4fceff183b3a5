// Emergency plans that the device arms itself: a rule over its own history switches features off and shows a banner, until the plan stands down.
#include <algorithm>

#include "guidance/engine_impl.h"

namespace docent::core {

bool Engine::Impl::killed(std::string_view feature) const noexcept {
  return std::any_of(plans.begin(), plans.end(), [&](const Plan& p) {
    return p.armed_until_ms != 0 && std::find(p.plan->kill_switch.begin(), p.plan->kill_switch.end(), feature) != p.plan->kill_switch.end();
  });
}

bool Engine::Impl::shown_by_plan(std::string_view campaign) const noexcept {
  return std::any_of(plans.begin(), plans.end(), [&](const Plan& p) { return p.armed_until_ms != 0 && p.plan->shows == campaign; });
}

// A plan that has left the strategy wants nothing shown any more.
void Engine::Impl::end_attempts_without_plan() {
  for (Subject& s : subjects) {
    if (s.state->attempt.emergency && !shown_by_plan(s.campaign->id)) end_attempt(s);
  }
}

void Engine::Impl::look_at_plan(std::size_t position, Instant now) {
  Plan& p = plans[position];
  if (!loaded->strategy.policies.enabled || !rules->test(p.plan->arm_when, now).holds) return;
  const bool newly = p.armed_until_ms == 0;
  p.armed_until_ms = now.wall_ms + p.plan->stand_down_ms;
  armed_plans[p.plan->id] = p.armed_until_ms;
  plans_dirty = timer_stale = true;
  Subject* s = subject(p.plan->shows);
  if (!newly || s == nullptr || s->state->live() != nullptr) return;
  Attempt& attempt = s->state->attempt;
  attempt = Attempt();
  attempt.phase = Attempt::Phase::waiting;
  attempt.emergency = true;
  attempt.started_ms = attempt.due_ms = attempt.retry_ms = now.wall_ms;
  attempt.why = "the emergency plan " + p.plan->id + " is armed";
  s->state->dirty = true;
  attempts_maybe = pending = true;
}

void Engine::Impl::stand_down_plans(Instant now, EngineOutput& out) {
  for (std::size_t i = 0; i < plans.size(); i++) {
    Plan& p = plans[i];
    if (p.armed_until_ms == 0 || p.armed_until_ms > now.wall_ms) continue;
    look_at_plan(i, now);  // still so bad: stays armed
    if (p.armed_until_ms > now.wall_ms) continue;
    p.armed_until_ms = 0;
    armed_plans.erase(p.plan->id);
    plans_dirty = true;
    if (!shown_by_plan(p.plan->shows)) withdraw(p.plan->shows, out);
    changed();
  }
}

void Engine::Impl::withdraw(std::string_view campaign, EngineOutput& out) {
  Subject* s = subject(campaign);
  if (s == nullptr) return;
  if (s->state->attempt.emergency) end_attempt(*s);
  if (LivePresentation* p = s->state->live()) {
    out.withdrawn.push_back(p->id);
    p->closed = true;
    s->state->dirty = true;
    rebuild_live();
  }
}

}  // namespace docent::core
