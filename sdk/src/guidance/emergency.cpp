// Emergency plans: armed by the device, with a rule over its own history, or by the backend, in the document. An armed plan switches features off and
// shows a banner, until it stands down.
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

// What is known of a plan when its strategy or the identity is loaded. Of a backend's plan the document says whether it is armed, and for how long.
void Engine::Impl::bind_plan(Plan& p, int64_t now_ms) {
  const auto stored = armed_plans.find(p.plan->id);
  p.armed_until_ms = stored == armed_plans.end() ? 0 : stored->second;
  if (p.plan->arm_when != no_rule && !p.plan->armed_by_backend) return;
  const int64_t until = !p.plan->armed_by_backend || !loaded->strategy.policies.enabled ? 0
                        : p.plan->armed_until                                           ? p.plan->armed_until->ms
                                                                                        : INT64_MAX;
  p.fresh = until > now_ms && p.armed_until_ms == 0;
  p.armed_until_ms = until > now_ms ? until : 0;
  if (p.armed_until_ms == 0) armed_plans.erase(p.plan->id);
  else armed_plans[p.plan->id] = p.armed_until_ms;
  plans_dirty = true;
}

void Engine::Impl::look_at_plan(std::size_t position, Instant now, EngineOutput& out) {
  Plan& p = plans[position];
  if (p.plan->armed_by_backend || !loaded->strategy.policies.enabled || !rules->test(p.plan->arm_when, now).holds) return;
  p.fresh = p.armed_until_ms == 0;
  p.armed_until_ms = armed_plans[p.plan->id] = now.wall_ms + p.plan->stand_down_ms;
  plans_dirty = timer_stale = true;
  if (p.fresh) alarm(p, now, out);
}

// Takes from the screen what leads to a feature that is off now, and has the banner shown: once armed, and again by a run or a strategy that finds
// the plan armed, unless the user has closed it.
void Engine::Impl::alarm(Plan& p, Instant now, EngineOutput& out) {
  std::vector<std::string> about;
  for (const Live& l : live) {
    const Subject* s = subject(l.campaign);
    if (s != nullptr && !l.emergency && !s->campaign->feature.empty() && killed(s->campaign->feature)) about.emplace_back(l.campaign);
  }
  for (const std::string& id : about) withdraw(id, "its feature was switched off", out);
  const bool fresh = std::exchange(p.fresh, false);
  Subject* s = subject(p.plan->shows);
  if (s == nullptr || s->state->live() != nullptr || (!fresh && (s->state->attempt.emergency || !s->state->invalidated.empty()))) return;
  Attempt attempt;
  attempt.phase = Attempt::Phase::waiting;
  attempt.emergency = true;
  attempt.started_ms = attempt.due_ms = attempt.retry_ms = now.wall_ms;
  attempt.why = "the emergency plan " + p.plan->id + " is armed";
  want(*s, std::move(attempt));
  pending = true;
}

void Engine::Impl::stand_down_plans(Instant now, EngineOutput& out) {
  for (std::size_t i = 0; i < plans.size(); i++) {
    Plan& p = plans[i];
    if (p.armed_until_ms == 0 || p.armed_until_ms > now.wall_ms) continue;
    look_at_plan(i, now, out);  // still so bad: stays armed
    if (p.armed_until_ms <= now.wall_ms) stand_down(p, out);
  }
}

void Engine::Impl::stand_down(Plan& p, EngineOutput& out) {
  p.armed_until_ms = 0;
  armed_plans.erase(p.plan->id);
  plans_dirty = true;
  if (!shown_by_plan(p.plan->shows)) {
    Subject* s = subject(p.plan->shows);
    if (s != nullptr && s->state->attempt.emergency) end_attempt(*s);
    withdraw(p.plan->shows, "its emergency plan stands down", out);
  }
  changed();
}

}  // namespace docent::core
