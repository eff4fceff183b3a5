// Which of the attempts that are due is shown: the order is total and stable (emergency, user-invoked, higher priority, earlier start, id), and
// whoever has to wait is looked at again when the reason may have gone.
#include <algorithm>

#include "guidance/engine_event.h"
#include "guidance/engine_impl.h"
#include "guidance/reason.h"

namespace docent::core {

bool Engine::Impl::comes_first(const Subject* a, const Subject* b) {
  const Attempt& x = a->state->attempt;
  const Attempt& y = b->state->attempt;
  const bool a_urgent = x.emergency || a->campaign->emergency;
  const bool b_urgent = y.emergency || b->campaign->emergency;
  if (a_urgent != b_urgent) return a_urgent;
  if (x.user_invoked != y.user_invoked) return x.user_invoked;
  if (a->campaign->priority != b->campaign->priority) return a->campaign->priority > b->campaign->priority;
  const auto start = [](const Campaign& c) { return c.schedule.start ? c.schedule.start->ms : INT64_MIN; };
  if (start(*a->campaign) != start(*b->campaign)) return start(*a->campaign) < start(*b->campaign);
  return a->campaign->id < b->campaign->id;
}

void Engine::Impl::decide(Instant now, EngineOutput& out) {
  const bool all = std::exchange(pending, false);
  if (all) look_at_checklists(now, out);
  refresh_live();
  if (active.empty()) return;
  ready.clear();
  std::size_t kept = 0;
  for (const uint32_t position : active) {
    Subject& s = subjects[position];
    Attempt& a = s.state->attempt;
    if (a.phase == Attempt::Phase::delayed && a.due_ms <= now.wall_ms) {
      a.phase = Attempt::Phase::waiting;
      a.retry_ms = now.wall_ms;
      s.state->dirty = true;
      timer_stale = true;
      if (final_obstacle(s, a, now)) {
        trace(s, DecisionKind::refused, now);
        end_attempt(s);
      }
    }
    if (!a.active()) continue;
    active[kept++] = position;
    if (a.phase == Attempt::Phase::waiting && (all || a.retry_ms <= now.wall_ms)) ready.push_back(&s);
  }
  active.resize(kept);
  if (ready.empty()) return;
  std::sort(ready.begin(), ready.end(), comes_first);
  for (Subject* s : ready) resolve(*s, now, out);
  for (Live& l : live) l.this_round = false;
  timer_stale = true;
}

void Engine::Impl::resolve(Subject& s, Instant now, EngineOutput& out) {
  Attempt& attempt = s.state->attempt;
  if (const auto obstacle = passing_obstacle(s, attempt, now)) {
    if (attempt.retry_ms != obstacle->until_ms) {
      attempt.retry_ms = obstacle->until_ms;
      s.state->dirty = true;
    }
    const bool news = s.last_block != obstacle->code || s.last_block_by != obstacle->by;
    s.last_block = obstacle->code;
    s.last_block_by = obstacle->by;
    if (news) trace(s, DecisionKind::waiting, now);
    return;
  }
  if (final_obstacle(s, attempt, now)) {
    trace(s, DecisionKind::refused, now);
    end_attempt(s);
    return;
  }
  offer(s, now, out);
}

void Engine::Impl::offer(Subject& s, Instant now, EngineOutput& out) {
  const Campaign& c = *s.campaign;
  const Attempt attempt = std::move(s.state->attempt);
  end_attempt(s);
  const bool chosen = attempt.user_invoked || attempt.emergency || attempt.again;  // not by chance
  if (!chosen && held_out(c)) return would_have_shown(s, "", "holdout", now, out);
  bool unassigned = false;
  const Variant* variant = variant_of(c, unassigned);
  if (unassigned && !chosen) return trace(s, DecisionKind::refused, now);
  if (variant != nullptr && variant->control && !chosen) return would_have_shown(s, variant->id, "control", now, out);

  LivePresentation p;
  counter++;
  counter_dirty = true;
  p.id = presentation_id(config.seed, counter, c.id, now.wall_ms);
  if (variant != nullptr) p.variant = variant->id;
  p.why = attempt.why;
  p.values = attempt.values;
  p.emergency = attempt.emergency;
  p.again = attempt.again;
  p.user_invoked = attempt.user_invoked;
  p.offered_ms = now.wall_ms;
  if (c.type == CampaignType::tour && c.frequency.resume) p.step = s.state->resume_step;
  auto presentation = present(s, p, Change::show, now);
  if (!presentation) return;
  p.step = presentation->step;
  if (attempt.emergency || c.emergency) interrupt_tours(now, out);

  CampaignState& state = *s.state;
  if (state.presentations.size() >= limits::max_campaign_presentations) state.presentations.erase(state.presentations.begin());
  state.presentations.push_back(std::move(p));
  state.type = c.type_name;
  state.record(Milestone::offered, now);
  state.dirty = true;
  const auto place = std::find_if(live.begin(), live.end(), [&](const Live& l) { return l.campaign > c.id; });
  live.insert(place, {c.id, c.type, c.exclusion_group, c.emergency, true, now.wall_ms + limits::offer_timeout_ms, true});
  out.events.push_back(campaign_event("campaign_offered", c.id, to_string(presentation->id), presentation->variant, ""));
  if (variant != nullptr && !chosen) expose(s, variant->id, "", now, out);
  trace(s, DecisionKind::offered, now, &*presentation);
  out.presentations.push_back(std::move(*presentation));
}

std::optional<Presentation> Engine::Impl::present(const Subject& s, const LivePresentation& p, Change change, Instant now, bool completed) {
  const Campaign& c = *s.campaign;
  const PlaceholderSource values = [&](std::string_view name) { return value_of_placeholder(name, p.values); };
  PresentationInput input{c, body_of(c, p.variant), p.variant, locales, values, s.state->done, p.id, {}, loaded->strategy.version};
  // What the user asked for is for everybody: the rule had no say.
  input.reason = reason_sentence(p.why, p.user_invoked ? std::span<const Evidence>() : std::span<const Evidence>(c.evidence), *rules, now);
  input.change = change;
  input.step = p.step;
  input.completed = completed;
  return make_presentation(input);
}

Value Engine::Impl::value_of_placeholder(std::string_view name, const std::string& event_values) const {
  constexpr std::string_view of_event = "event.";
  if (!name.starts_with(of_event)) {
    const Value* v = attributes.find(name);
    return v == nullptr ? Value() : *v;
  }
  const auto parsed = parse_json(event_values);
  const Value* v = parsed.ok() ? parsed->find(name.substr(of_event.size())) : nullptr;
  return v == nullptr ? Value() : *v;
}

void Engine::Impl::rebuild_live() {
  live.clear();
  live_stale = false;
  for (const auto& [id, state] : states) {
    const LivePresentation* p = state.live();
    if (p == nullptr) continue;
    Live l;
    l.campaign = id;
    l.type = parse_campaign_type(state.type).value_or(CampaignType::tip);
    if (const Subject* s = subject(id)) {
      l.exclusion_group = s->campaign->exclusion_group;
      l.emergency = s->campaign->emergency;
    }
    l.offered_only = p->offered_only();
    if (p->emergency && !shown_by_plan(id)) l.timeout_ms = 0;  // its plan has left the strategy
    else if (p->offered_only()) l.timeout_ms = p->offered_ms + limits::offer_timeout_ms;
    else if (p->emergency || stays_aside(l.type)) l.timeout_ms = INT64_MAX;  // an armed plan takes its banner back itself
    else l.timeout_ms = p->shown_ms + limits::display_timeout_ms;
    live.push_back(l);
  }
}

}  // namespace docent::core
