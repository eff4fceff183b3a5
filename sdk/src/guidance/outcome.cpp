// What becomes of a presentation: the host says so, time says so, or a restart does. A display counts when it was shown, not when it was decided.
#include <algorithm>

#include "base/duration.h"
#include "guidance/engine_event.h"
#include "guidance/engine_impl.h"

namespace docent::core {
namespace {

constexpr uint32_t bit(Outcome outcome) { return 1u << static_cast<uint32_t>(outcome); }

struct OutcomeKind {
  Milestone milestone;
  std::string_view event;
  bool closes;
};
OutcomeKind kind_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::shown: return {Milestone::shown, "campaign_shown", false};
    case Outcome::interacted: return {Milestone::interacted, "campaign_interacted", true};
    case Outcome::dismissed: return {Milestone::dismissed, "campaign_dismissed", true};
    case Outcome::snoozed: return {Milestone::snoozed, "campaign_snoozed", true};
    case Outcome::timed_out: return {Milestone::timed_out, "campaign_timed_out", true};
    case Outcome::abandoned: return {Milestone::abandoned, "campaign_abandoned", true};
    case Outcome::completed: return {Milestone::completed, "campaign_completed", true};
  }
  return {Milestone::abandoned, "campaign_abandoned", true};
}

std::string_view command_of(const Campaign& campaign, std::string_view variant, std::string_view action_id) {
  const Value* content = &campaign.content;
  if (campaign.experiment) {
    for (const Variant& v : campaign.experiment->variants) {
      if (v.id == variant) content = &v.content;
    }
  }
  for (const Value& action : (*content)["actions"].as_array()) {
    if (action["id"].as_string() == action_id) return action["action"].as_string();
  }
  return {};
}

}  // namespace

void Engine::Impl::outcome(const Uuid& id, Outcome outcome, std::string_view detail, Instant now, EngineOutput& out) {
  for (auto& [campaign_id, state] : states) {
    LivePresentation* p = state.find(id);
    if (p == nullptr) continue;
    // An action that means "later", "no" or "done" is that, and not an interaction.
    if (const Subject* s = subject(campaign_id); s != nullptr && outcome == Outcome::interacted) {
      const std::string_view command = command_of(*s->campaign, p->variant, detail);
      if (command.starts_with("snooze:")) outcome = Outcome::snoozed, detail = command.substr(7);
      if (command == "dismiss") outcome = Outcome::dismissed;
      if (command == "complete") outcome = Outcome::completed;
    }
    apply(campaign_id, state, *p, outcome, detail, now, out);
    rebuild_live();
    changed();
    decide(now, out);
    return;
  }
}

void Engine::Impl::apply(std::string_view campaign_id, CampaignState& state, LivePresentation& p, Outcome outcome, std::string_view detail,
                         Instant now, EngineOutput& out) {
  if ((p.outcomes & bit(outcome)) != 0) return;  // said before
  // After the end only what the user did before it, and was told late, counts; once shown, "never became visible" is no longer true.
  if (outcome == Outcome::abandoned && (p.closed || p.shown_ms != 0)) return;
  p.outcomes |= bit(outcome);
  const OutcomeKind kind = kind_of(outcome);
  state.milestone(kind.milestone).add(now);
  state.dirty = true;
  if (kind.closes) p.closed = true;
  Subject* s = subject(campaign_id);
  switch (outcome) {
    case Outcome::shown: {
      p.shown_ms = now.wall_ms;
      const bool was_abandoned = (p.outcomes & bit(Outcome::abandoned)) != 0;
      if (was_abandoned && p.outcomes == (bit(Outcome::abandoned) | bit(Outcome::shown))) p.closed = &p != &state.presentations.back();
      if (const auto type = parse_campaign_type(state.type); type && permitted) displays.add(*type, now);
      for (TriggerProgress& t : state.triggers) t.occurrences.clear();
      if (s != nullptr && was_abandoned) end_attempt(*s);
      break;
    }
    case Outcome::dismissed:
      if (s != nullptr && !s->campaign->frequency.redisplay_after_dismiss) invalidate(*s, "DISMISSED", now);
      break;
    case Outcome::snoozed: {
      const auto ms = parse_duration_ms(detail);
      state.snoozed_until_ms = now.wall_ms + (ms && *ms > 0 ? *ms : limits::default_snooze_ms);
      break;
    }
    case Outcome::abandoned:
      state.hold_until_ms = now.wall_ms + limits::abandon_hold_ms;
      state.hold_reason = detail;
      break;
    case Outcome::interacted:
    case Outcome::timed_out:
    case Outcome::completed: break;
  }
  out.events.push_back(campaign_event(kind.event, campaign_id, to_string(p.id), p.variant, detail));
}

// Without an outcome a presentation does not stay in the way for ever.
void Engine::Impl::time_out_presentations(Instant now, EngineOutput& out) {
  if (std::none_of(live.begin(), live.end(), [&](const Live& l) { return l.timeout_ms <= now.wall_ms; })) return;
  for (const Live& l : live) {
    if (l.timeout_ms > now.wall_ms) continue;
    CampaignState& state = states.find(l.campaign)->second;
    LivePresentation& p = *state.live();
    if (p.emergency && !shown_by_plan(l.campaign)) {
      out.withdrawn.push_back(p.id);
      p.closed = true;
      state.dirty = true;
    } else if (p.offered_only()) {
      apply(l.campaign, state, p, Outcome::abandoned, "no_outcome", now, out);
    } else {
      p.closed = true;
      state.dirty = true;
    }
  }
  rebuild_live();
  changed();
}

void Engine::Impl::abandon_after_restart(Instant now, EngineOutput& out) {
  for (auto& [id, state] : states) {
    LivePresentation* p = state.live();
    if (p == nullptr) continue;
    const bool offered_only = p->offered_only();
    p->closed = true;
    state.dirty = true;
    if (!offered_only) continue;  // it was seen, and went with the process
    p->outcomes |= bit(Outcome::abandoned);
    state.milestone(Milestone::abandoned).add(now);
    out.events.push_back(campaign_event("campaign_abandoned", id, to_string(p->id), p->variant, "restart"));
    if (state.attempt.active()) continue;
    state.attempt.phase = Attempt::Phase::waiting;
    state.attempt.started_ms = state.attempt.due_ms = state.attempt.retry_ms = now.wall_ms;
    state.attempt.emergency = p->emergency;
    state.attempt.why = p->why;
  }
  rebuild_live();
  changed();
}

void Engine::Impl::recommendation_outcome(std::string_view campaign, std::string_view feature, Outcome outcome, Instant now, EngineOutput& out) {
  Subject* s = subject(campaign);
  if (s == nullptr || s->campaign->type != CampaignType::recommendation || !permitted) return;
  const bool known =
      std::any_of(s->campaign->candidates.begin(), s->campaign->candidates.end(), [&](const Candidate& c) { return c.feature == feature; });
  std::string_view event;
  if (outcome == Outcome::shown) event = "recommendation_shown";
  if (outcome == Outcome::interacted) event = "recommendation_interacted";
  if (outcome == Outcome::dismissed) event = "recommendation_dismissed";
  if (!known || event.empty()) return;
  s->state->milestone(kind_of(outcome).milestone).add(now);
  s->state->dirty = true;
  if (outcome == Outcome::shown) displays.add(CampaignType::recommendation, now);
  if (outcome == Outcome::dismissed) {
    const History::Id slot = history.pin_slot(dismissal_key(campaign, feature), false);
    if (slot != History::none) history.record_slot(slot, now, 0);
  }
  out.events.push_back({std::string(event), {{"campaignId", Value(campaign)}, {"feature", Value(feature)}}});
  changed();
  decide(now, out);
}

}  // namespace docent::core
