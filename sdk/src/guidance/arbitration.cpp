// Which of the attempts that are due is shown: the order is total and stable (emergency, user-invoked, higher priority, earlier start, id), and
// whoever has to wait is looked at again when the reason may have gone.
#include <algorithm>

#include "guidance/engine_event.h"
#include "guidance/engine_impl.h"
#include "guidance/presentation.h"
#include "guidance/reason.h"
#include "rules/bucketing.h"

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
  if (!attempts_maybe) return;
  attempts_maybe = false;
  ready.clear();
  for (Subject& s : subjects) {
    Attempt& a = s.state->attempt;
    if (a.phase == Attempt::Phase::delayed && a.due_ms <= now.wall_ms) {
      a.phase = Attempt::Phase::waiting;
      a.retry_ms = now.wall_ms;
      s.state->dirty = true;
      timer_stale = true;
      if (final_obstacle(s, a, now)) {
        end_attempt(s);
        continue;
      }
    }
    attempts_maybe = attempts_maybe || a.active();
    if (a.phase == Attempt::Phase::waiting && (all || a.retry_ms <= now.wall_ms)) ready.push_back(&s);
  }
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
    s.last_block = obstacle->code;
    s.last_block_by = obstacle->by;
    return;
  }
  if (final_obstacle(s, attempt, now)) {
    end_attempt(s);
    return;
  }
  offer(s, now, out);
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

void Engine::Impl::offer(Subject& s, Instant now, EngineOutput& out) {
  const Campaign& c = *s.campaign;
  const Attempt attempt = std::move(s.state->attempt);
  end_attempt(s);
  const bool chosen_by_user = attempt.user_invoked;
  if (!chosen_by_user && !attempt.emergency && held_out(c)) return would_have_shown(s, "", "holdout", now, out);
  bool unassigned = false;
  const Variant* variant = variant_of(c, unassigned);
  if (unassigned && !chosen_by_user && !attempt.emergency) return;
  if (variant != nullptr && variant->control && !chosen_by_user && !attempt.emergency) return would_have_shown(s, variant->id, "control", now, out);

  PresentationInput input{c, variant == nullptr ? c.content : variant->content, {}, locales, {}, {}, loaded->strategy.version};
  if (variant != nullptr) input.variant = variant->id;
  counter++;
  counter_dirty = true;
  input.id = presentation_id(config.seed, counter, c.id, now.wall_ms);
  input.reason = reason_sentence(attempt.why, c.evidence, *rules, now);
  auto presentation = make_presentation(input);
  if (!presentation) return;

  CampaignState& state = *s.state;
  if (state.presentations.size() >= limits::max_campaign_presentations) state.presentations.erase(state.presentations.begin());
  LivePresentation p;
  p.id = input.id;
  p.variant = input.variant;
  p.why = attempt.why;
  p.emergency = attempt.emergency;
  p.offered_ms = now.wall_ms;
  state.presentations.push_back(std::move(p));
  state.type = c.type_name;
  state.milestone(Milestone::offered).add(now);
  state.dirty = true;
  live.push_back({c.id, c.type, c.exclusion_group, c.emergency, true, now.wall_ms + limits::offer_timeout_ms, true});
  out.events.push_back(campaign_event("campaign_offered", c.id, to_string(input.id), input.variant, ""));
  out.presentations.push_back(std::move(*presentation));
}

void Engine::Impl::would_have_shown(Subject& s, std::string_view variant, std::string_view why, Instant now, EngineOutput& out) {
  CampaignState& state = *s.state;
  state.milestone(Milestone::would_have_shown).add(now);
  for (TriggerProgress& t : state.triggers) t.occurrences.clear();
  state.dirty = true;
  out.events.push_back(campaign_event("campaign_would_have_shown", s.campaign->id, "", variant, why));
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
    else l.timeout_ms = p->emergency ? INT64_MAX : p->shown_ms + limits::display_timeout_ms;  // an armed plan takes its banner back itself
    live.push_back(l);
  }
}

}  // namespace docent::core
