// What an event that the strategy names leads to: it feeds series, ends campaigns, cancels attempts, advances triggers and starts attempts.
#include <algorithm>

#include "guidance/engine_impl.h"
#include "guidance/reason.h"

namespace docent::core {
namespace {

// The properties of the event that texts insert, as a JSON object.
std::string values_of(const EventView& event, const std::vector<std::string>& names) {
  Value::Object values;
  for (const std::string& name : names) {
    const PropertyView* p = event.find(name);
    if (p != nullptr && p->type != PropertyType::json) values.emplace_back(name, value_of(*p));
  }
  return values.empty() ? std::string() : to_json(Value(std::move(values)));
}

}  // namespace

void Engine::Impl::on_watched(const EventWatch& watch, const EventView& event, EngineOutput& out) {
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
    if (!s.state->attempt.active() || s.state->attempt.emergency || s.state->attempt.user_invoked) continue;
    if (!rules->event_holds(s.campaign->cancel_triggers[place.item].filter)) continue;
    s.state->cancelled_ms = event.at.wall_ms;
    end_attempt(s);
    trace(s, DecisionKind::cancelled, event.at);
  }
  for (const uint32_t position : watch.goals) {
    Subject& s = subjects[position];
    if (permitted && rules->event_holds(s.campaign->experiment->goal->filter)) reach_goal(s, event.at, out);
  }
  for (const auto place : watch.triggers) {
    Subject& s = subjects[place.campaign];
    const Trigger& trigger = s.campaign->triggers[place.item];
    if (!rules->event_holds(trigger.filter) || !progress(s, trigger, event)) continue;
    const uint64_t reached = trigger.goal == 1 ? 1 : s.state->progress_of(trigger.key).occurrences.count(event.at.wall_ms, trigger.within_ms);
    if (!s.campaign->armed_only) begin_attempt(s, trigger, reached, event);
  }
  if (!watch.tours.empty()) advance_tours(watch, event, out);
  for (const uint32_t plan : watch.plans) look_at_plan(plan, event.at, out);
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

void Engine::Impl::begin_attempt(Subject& s, const Trigger& trigger, uint64_t reached, const EventView& event) {
  const Instant now = event.at;
  if (s.state->attempt.active() || s.state->live() != nullptr) return;
  Attempt attempt;
  if (final_obstacle(s, attempt, now)) return trace(s, DecisionKind::refused, now);
  attempt.phase = s.campaign->delay_ms > 0 ? Attempt::Phase::delayed : Attempt::Phase::waiting;
  attempt.started_ms = now.wall_ms;
  attempt.due_ms = now.wall_ms + s.campaign->delay_ms;
  attempt.why = count_fact(trigger.event, reached, trigger.goal > 1 ? trigger.within_ms : 0);
  attempt.values = values_of(event, s.campaign->body.placeholders);
  want(s, std::move(attempt));
  if (s.campaign->delay_ms > 0) trace(s, DecisionKind::delayed, now);
}

void Engine::Impl::want(Subject& s, Attempt attempt) {
  s.state->attempt = std::move(attempt);
  s.state->dirty = true;
  s.last_block = VerdictCode::shown;
  const auto position = static_cast<uint32_t>(&s - subjects.data());
  if (std::find(active.begin(), active.end(), position) == active.end()) active.push_back(position);
  timer_stale = true;
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
