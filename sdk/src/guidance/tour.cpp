// Tours: from step to step by the user's wish or by an event, left and taken up again, and interrupted by emergencies only.
#include <algorithm>

#include "guidance/engine_event.h"
#include "guidance/engine_impl.h"

namespace docent::core {
namespace {

std::size_t position_of(const std::vector<TourStep>& steps, std::string_view id) {
  const auto found = std::find_if(steps.begin(), steps.end(), [&](const TourStep& s) { return s.id == id; });
  return static_cast<std::size_t>(found - steps.begin());
}

}  // namespace

// `to`: "next", "back", or a step's id. After the last step the tour is complete.
void Engine::Impl::advance_tour(Subject& s, LivePresentation& p, std::string_view to, Instant now, EngineOutput& out) {
  const auto& steps = body_of(*s.campaign, p.variant).steps;
  if (p.closed || steps.empty()) return;
  const std::size_t here = std::min(position_of(steps, p.step), steps.size() - 1);
  std::size_t target = position_of(steps, to);
  if (to == "next") target = here + 1;
  if (to == "back") target = here == 0 ? 0 : here - 1;
  if (target == steps.size() && to != "next") return;  // a step that the tour does not have
  if (target == steps.size()) {
    apply(s.campaign->id, *s.state, p, Outcome::completed, "", now, out);
    if (auto last = present(s, p, Change::update, now, true)) out.presentations.push_back(std::move(*last));
    return;
  }
  if (target == here) return;
  p.step = steps[target].id;
  s.state->resume_step = p.step;
  s.state->dirty = true;
  EngineEvent event = campaign_event("campaign_step", s.campaign->id, to_string(p.id), p.variant, "");
  event.properties.emplace_back("step", Value(p.step));
  event.properties.emplace_back("index", Value(static_cast<int64_t>(target)));
  out.events.push_back(std::move(event));
  if (auto update = present(s, p, Change::update, now)) out.presentations.push_back(std::move(*update));
}

void Engine::Impl::advance_tours(const EventWatch& watch, const EventView& event, EngineOutput& out) {
  for (const uint32_t position : watch.tours) {
    Subject& s = subjects[position];
    LivePresentation* p = s.state->live();
    if (p == nullptr) continue;
    const auto& steps = body_of(*s.campaign, p->variant).steps;
    const std::size_t here = position_of(steps, p->step);
    if (here == steps.size() || !steps[here].advance_on) continue;
    const EventMatch& match = *steps[here].advance_on;
    if (match.event != event.name || !rules->event_holds(match.filter)) continue;
    advance_tour(s, *p, "next", event.at, out);
    live_stale = live_stale || p->closed;
  }
}

// An emergency takes the screen. A tour that may be taken up again waits for its end.
void Engine::Impl::interrupt_tours(Instant now, EngineOutput& out) {
  for (Subject& s : subjects) {
    LivePresentation* p = s.state->live();
    if (p == nullptr || s.campaign->type != CampaignType::tour || s.campaign->emergency || p->emergency) continue;
    const LivePresentation interrupted = *p;
    withdraw(s.campaign->id, "an emergency interrupts it", out);
    resume_later(s, interrupted, now);
  }
}

// Goes on where it was: as an attempt that neither frequency nor the trigger stands in the way of.
void Engine::Impl::resume_later(Subject& s, const LivePresentation& p, Instant now) {
  if (!s.campaign->frequency.resume || s.state->attempt.active()) return;
  Attempt attempt;
  attempt.phase = Attempt::Phase::waiting;
  attempt.again = !p.offered_only() || p.again || p.shown_ms != 0;
  attempt.started_ms = attempt.due_ms = attempt.retry_ms = now.wall_ms;
  attempt.why = p.why;
  attempt.values = p.values;
  want(s, std::move(attempt));
}

}  // namespace docent::core
