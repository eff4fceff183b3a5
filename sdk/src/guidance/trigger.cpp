// What an event that the strategy names leads to: it feeds series, ends campaigns, cancels attempts, advances triggers and starts attempts.
#include <algorithm>

#include "guidance/engine_impl.h"
#include "guidance/reason.h"

namespace docent::core {

void Engine::Impl::on_watched(const EventWatch& watch, const EventView& event) {
  rules->set_event(event);
  if (permitted) {
    for (const Feed& feed : watch.feeds) rules->feed(feed);
  }
  for (const auto place : watch.invalidations) {
    Subject& s = subjects[place.campaign];
    const Invalidation& i = s.campaign->invalidate_on[place.item];
    if (permitted && s.state->invalidated.empty() && rules->event_holds(i.filter)) invalidate(s, i.reason, event.at);
  }
  for (const auto place : watch.cancels) {
    Subject& s = subjects[place.campaign];
    if (!s.state->attempt.active() || s.state->attempt.emergency) continue;
    if (!rules->event_holds(s.campaign->cancel_triggers[place.item].filter)) continue;
    s.state->cancelled_ms = event.at.wall_ms;
    end_attempt(s);
  }
  for (const auto place : watch.triggers) {
    Subject& s = subjects[place.campaign];
    const Trigger& trigger = s.campaign->triggers[place.item];
    if (!rules->event_holds(trigger.filter) || !progress(s, trigger, event)) continue;
    const uint64_t reached = trigger.goal == 1 ? 1 : s.state->progress_of(trigger.key).occurrences.count(event.at.wall_ms, trigger.within_ms);
    if (!s.campaign->armed_only) begin_attempt(s, trigger, reached, event.at);
  }
  for (const uint32_t plan : watch.plans) look_at_plan(plan, event.at);
  // What waits may depend on this event by its rules.
  pending = true;
}

bool Engine::Impl::progress(Subject& s, const Trigger& trigger, const EventView& event) {
  if (trigger.goal == 1) return permitted || s.campaign->emergency;
  if (!permitted) return false;
  Series& occurrences = s.state->progress_of(trigger.key).occurrences;
  occurrences.set_capacity(trigger.goal);
  occurrences.add(event.at);
  s.state->dirty = true;
  return occurrences.count(event.at.wall_ms, trigger.within_ms) >= trigger.goal;
}

void Engine::Impl::begin_attempt(Subject& s, const Trigger& trigger, uint64_t reached, Instant now) {
  CampaignState& state = *s.state;
  if (state.attempt.active() || state.live() != nullptr) return;
  Attempt attempt;
  if (final_obstacle(s, attempt, now)) return;
  attempt.phase = s.campaign->delay_ms > 0 ? Attempt::Phase::delayed : Attempt::Phase::waiting;
  attempt.started_ms = now.wall_ms;
  attempt.due_ms = now.wall_ms + s.campaign->delay_ms;
  attempt.why = count_fact(trigger.event, reached, trigger.goal > 1 ? trigger.within_ms : 0);
  state.attempt = std::move(attempt);
  state.dirty = true;
  s.last_block = VerdictCode::shown;
  attempts_maybe = timer_stale = true;
}

void Engine::Impl::end_attempt(Subject& s) {
  s.state->attempt = Attempt();
  s.state->dirty = true;
  s.last_block = VerdictCode::shown;
  timer_stale = true;
}

void Engine::Impl::invalidate(Subject& s, std::string_view reason, Instant now) {
  s.state->invalidated = reason;
  s.state->invalidated_ms = now.wall_ms;
  s.state->dirty = true;
  if (!s.state->attempt.emergency) end_attempt(s);
}

}  // namespace docent::core
