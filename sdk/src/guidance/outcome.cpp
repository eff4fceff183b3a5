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
    case Outcome::advanced: return {Milestone::interacted, "campaign_step", false};
  }
  return {Milestone::abandoned, "campaign_abandoned", true};
}

// Tours, surveys and checklists go on after something in them was used.
bool is_message(const Campaign* c) { return c == nullptr || c->type == CampaignType::tip || c->type == CampaignType::banner; }

std::string_view command_in(const Value& content, std::string_view action_id) {
  for (const Value& action : content["actions"].as_array()) {
    if (action["id"].as_string() == action_id) return action["action"].as_string();
  }
  return {};
}

// What the user has asked for: the command of an action of the content or of the tour's present step, or the campaign that an item launches.
std::string command_of(const Campaign& campaign, const CampaignBody& body, const LivePresentation& p, std::string_view id) {
  for (const TourStep& step : body.steps) {
    if (step.id == p.step) return std::string(command_in(step.content, id));
  }
  for (const ChecklistItem& item : campaign.items) {
    if (item.id == id && !item.launches.empty()) return "launch:" + item.launches;
  }
  return std::string(command_in(body.content, id));
}

}  // namespace

void Engine::Impl::outcome(const Uuid& id, Outcome outcome, std::string_view detail, Instant now, EngineOutput& out) {
  if (outcome < Outcome::shown || outcome > Outcome::advanced) return;  // a journal of another version may hold what this one doesn't know
  for (auto& [campaign_id, state] : states) {
    LivePresentation* p = state.find(id);
    if (p == nullptr) continue;
    Subject* s = subject(campaign_id);
    std::string command;
    // An action that means "later", "no" or "done" is that, and not an interaction.
    if (s != nullptr && outcome == Outcome::interacted) {
      command = command_of(*s->campaign, body_of(*s->campaign, p->variant), *p, detail);
      const std::string_view said = command;
      if (said.starts_with("snooze:")) outcome = Outcome::snoozed, detail = said.substr(7);
      if (said == "snooze") outcome = Outcome::snoozed, detail = {};
      if (said == "dismiss") outcome = Outcome::dismissed;
      if (said == "complete") outcome = Outcome::completed;
      if (said == "next" || said == "back") outcome = Outcome::advanced, detail = said;
    }
    const bool is_tour = s != nullptr && s->campaign->type == CampaignType::tour;
    if (is_tour && outcome == Outcome::abandoned && detail == "anchor_missing" && can_skip(*s->campaign, *p)) {
      outcome = Outcome::advanced;
      detail = "next";
    }
    if (outcome == Outcome::advanced) {
      if (is_tour) advance_tour(*s, *p, detail, now, out);
    } else {
      apply(campaign_id, state, *p, outcome, detail, now, out);
    }
    rebuild_live();
    changed();
    constexpr std::string_view launch = "launch:";
    if (command.starts_with(launch))
      (void)invoke(std::string_view(command).substr(launch.size()), now, out);  // a campaign that is gone launches nothing
    decide(now, out);
    return;
  }
}

// The host has not found the element of the step, and the step may be left out.
bool Engine::Impl::can_skip(const Campaign& campaign, const LivePresentation& p) {
  for (const TourStep& step : body_of(campaign, p.variant).steps) {
    if (step.id == p.step) return step.skip_missing && !p.closed;
  }
  return false;
}

void Engine::Impl::apply(std::string_view campaign_id, CampaignState& state, LivePresentation& p, Outcome outcome, std::string_view detail,
                         Instant now, EngineOutput& out) {
  Subject* s = subject(campaign_id);
  const bool message = is_message(s == nullptr ? nullptr : s->campaign);
  const bool repeated = (p.outcomes & bit(outcome)) != 0;
  if (repeated && (outcome != Outcome::interacted || message || p.closed)) return;  // said before
  // After the end only what the user did before it, and was told late, counts; once shown, "never became visible" is no longer true, except of the
  // step at which a tour stopped.
  const bool left_half_way = !message && p.shown_ms != 0;
  if (outcome == Outcome::abandoned && (p.closed || (p.shown_ms != 0 && !left_half_way))) return;
  p.outcomes |= bit(outcome);
  const OutcomeKind kind = kind_of(outcome);
  if (!repeated && !(outcome == Outcome::shown && p.again)) state.record(kind.milestone, now);
  state.dirty = true;
  const bool was_closed = p.closed;
  if (kind.closes && (message || outcome != Outcome::interacted)) p.closed = true;
  EngineEvent event = campaign_event(kind.event, campaign_id, to_string(p.id), p.variant, detail);
  if (!p.step.empty()) event.properties.emplace_back("step", Value(p.step));
  if (p.again) event.properties.emplace_back("again", Value(true));
  out.events.push_back(std::move(event));
  switch (outcome) {
    case Outcome::shown: {
      p.shown_ms = now.wall_ms;
      const bool was_abandoned = (p.outcomes & bit(Outcome::abandoned)) != 0;
      if (was_abandoned && p.outcomes == (bit(Outcome::abandoned) | bit(Outcome::shown))) p.closed = &p != &state.presentations.back();
      if (const auto type = parse_campaign_type(state.type); type && permitted && !p.again) displays.add(*type, now);
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
      if (s == nullptr) break;
      if (detail != "no_outcome" && detail != "not_polled") try_again(*s, p, now);
      else if (stays_aside(s->campaign->type)) state.snoozed_until_ms = now.wall_ms + limits::default_snooze_ms;  // nobody looks
      break;
    case Outcome::timed_out:
      // A checklist that the user has put away without a word comes back another day.
      if (s != nullptr && stays_aside(s->campaign->type)) state.snoozed_until_ms = now.wall_ms + limits::default_snooze_ms;
      break;
    case Outcome::completed: state.resume_step.clear(); break;
    case Outcome::interacted:
    case Outcome::advanced: break;
  }
  if (p.closed && !was_closed) respond(campaign_id, p, outcome == Outcome::completed, out);
}

// The host could not show it now: a blocked attempt is deferred while it is valid, not lost.
void Engine::Impl::try_again(Subject& s, const LivePresentation& p, Instant now) {
  if (s.state->attempt.active() || s.campaign->type == CampaignType::checklist || p.emergency) return;
  Attempt attempt;
  attempt.phase = Attempt::Phase::waiting;
  attempt.again = p.again || p.shown_ms != 0;
  attempt.started_ms = attempt.due_ms = now.wall_ms;
  attempt.retry_ms = s.state->hold_until_ms;
  attempt.why = p.why;
  attempt.values = p.values;
  want(s, std::move(attempt));
}

void Engine::Impl::take_away(std::string_view campaign_id, const LivePresentation& p, std::string_view why, EngineOutput& out) {
  const Subject* s = subject(campaign_id);
  out.presentations.push_back(make_withdrawal(s == nullptr ? nullptr : s->campaign, campaign_id, p.id, why));
}

// It must not be on the screen any more.
void Engine::Impl::withdraw(std::string_view campaign_id, std::string_view why, EngineOutput& out) {
  const auto state = states.find(campaign_id);
  if (state == states.end()) return;
  LivePresentation* p = state->second.live();
  if (p == nullptr) return;
  take_away(campaign_id, *p, why, out);
  p->closed = true;
  state->second.dirty = true;
  out.events.push_back(campaign_event("campaign_withdrawn", campaign_id, to_string(p->id), p->variant, why));
  respond(campaign_id, *p, false, out);
  live_stale = true;
  timer_stale = true;
}

// Without an outcome a presentation does not stay in the way for ever.
void Engine::Impl::time_out_presentations(Instant now, EngineOutput& out) {
  if (std::none_of(live.begin(), live.end(), [&](const Live& l) { return l.timeout_ms <= now.wall_ms; })) return;
  const auto seen = live;
  for (const Live& l : seen) {
    if (l.timeout_ms > now.wall_ms) continue;
    CampaignState& state = states.find(l.campaign)->second;
    LivePresentation& p = *state.live();
    if (p.emergency && !shown_by_plan(l.campaign)) {
      withdraw(l.campaign, "its emergency plan stands down", out);
    } else if (p.offered_only()) {
      apply(l.campaign, state, p, Outcome::abandoned, "no_outcome", now, out);
    } else {
      p.closed = true;
      state.dirty = true;
      respond(l.campaign, p, false, out);
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
    respond(id, *p, false, out);
    Subject* s = subject(id);
    if (!offered_only) {  // it was seen, and went with the process; a tour may go on
      if (s != nullptr && s->campaign->type == CampaignType::tour) resume_later(*s, *p, now);
      continue;
    }
    p->outcomes |= bit(Outcome::abandoned);
    state.record(Milestone::abandoned, now);
    out.events.push_back(campaign_event("campaign_abandoned", id, to_string(p->id), p->variant, "restart"));
    if (s == nullptr || state.attempt.active() || s->campaign->type == CampaignType::checklist) continue;
    Attempt attempt;
    attempt.phase = Attempt::Phase::waiting;
    attempt.started_ms = attempt.due_ms = attempt.retry_ms = now.wall_ms;
    attempt.emergency = p->emergency;
    attempt.again = p->again;
    attempt.why = p->why;
    attempt.values = p->values;
    want(*s, std::move(attempt));
  }
  rebuild_live();
  changed();
}

// Another person comes: nothing that was decided for this one may stay on the screen.
void Engine::Impl::leave_identity(Instant now, EngineOutput& out) {
  for (auto& [id, state] : states) {
    LivePresentation* p = state.live();
    if (p == nullptr) continue;
    constexpr std::string_view why = "another user came";
    if (p->offered_only()) {
      take_away(id, *p, why, out);
      apply(id, state, *p, Outcome::abandoned, "identity", now, out);
    } else {
      withdraw(id, why, out);
    }
  }
  rebuild_live();
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
  s->state->record(kind_of(outcome).milestone, now);
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
