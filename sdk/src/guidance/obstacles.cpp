// Each reason for which a campaign may not be shown, as one question. decide() asks them in order and stops at the first; explain asks them all.
#include <algorithm>

#include "guidance/engine_impl.h"
#include "guidance/presentation.h"

namespace docent::core {
namespace {

Obstacle final_because(VerdictCode code, std::string_view by = {}) { return {code, true, INT64_MAX, by}; }
Obstacle wait_until(VerdictCode code, int64_t until_ms, std::string_view by = {}) { return {code, false, until_ms, by}; }

}  // namespace

std::optional<Obstacle> Engine::Impl::off(const Subject& s) const {
  const Campaign& c = *s.campaign;
  if (!loaded->strategy.policies.enabled) return final_because(VerdictCode::disabled, "policies.state is DISABLED");
  if (!c.enabled) return final_because(VerdictCode::disabled, "state is DISABLED");
  if (!c.disabled.empty()) return final_because(VerdictCode::disabled, c.disabled);
  return std::nullopt;
}

std::optional<Obstacle> Engine::Impl::limit_reached(const Subject& s) const {
  const CampaignFrequency& f = s.campaign->frequency;
  const uint64_t count = s.state->milestone(Milestone::shown).total() + s.state->milestone(Milestone::would_have_shown).total();
  if (f.display_limit && count >= *f.display_limit) return final_because(VerdictCode::limit_reached, "displayLimit");
  const auto had = [&](Milestone m) { return !s.state->milestone(m).empty(); };
  switch (f.until) {
    case Until::none: break;
    case Until::shown:
      if (count > 0) return final_because(VerdictCode::limit_reached, "until: shown");
      break;
    case Until::interacted:
      if (had(Milestone::interacted) || had(Milestone::completed)) return final_because(VerdictCode::limit_reached, "until: interacted");
      break;
    case Until::completed:
      if (had(Milestone::completed)) return final_because(VerdictCode::limit_reached, "until: completed");
      break;
    case Until::responded:
      if (had(Milestone::responded) || had(Milestone::completed)) return final_because(VerdictCode::limit_reached, "until: responded");
      break;
  }
  return std::nullopt;
}

std::optional<Obstacle> Engine::Impl::wrong_stage(const Subject& s, Instant now) const {
  const Campaign& c = *s.campaign;
  if (c.stage == Stage::none) return std::nullopt;
  const Stage stage = loaded->strategy.stage_of(c.feature, now);
  if (stage == c.stage) return std::nullopt;
  return final_because(VerdictCode::stage, stage_name(stage));
}

std::optional<Obstacle> Engine::Impl::final_obstacle(const Subject& s, const Attempt& attempt, Instant now) {
  const Campaign& c = *s.campaign;
  if (auto o = off(s)) return o;
  if (c.schedule.expired(now) && !attempt.emergency) return final_because(VerdictCode::expired);
  if (!permitted && !attempt.emergency && !c.emergency && !attempt.user_invoked) return final_because(VerdictCode::no_consent);
  if (!c.violation.empty()) return final_because(VerdictCode::policy_violation, c.violation);
  if (!has_text(c.body, locales)) return final_because(VerdictCode::locale_missing);
  if (attempt.user_invoked) return std::nullopt;
  if (!attempt.emergency) {
    if (!s.state->invalidated.empty()) return final_because(VerdictCode::invalidated, s.state->invalidated);
    if (attempt.again) return std::nullopt;
    if (auto o = limit_reached(s)) return o;
    if (c.schedule.start && c.schedule.start->ms_from(now, c.schedule.zone) > 0) return final_because(VerdictCode::not_started);
  }
  if (auto o = wrong_stage(s, now)) return o;
  if (!targeted(s, now)) return final_because(VerdictCode::targeting_mismatch);
  return std::nullopt;
}

std::optional<Obstacle> Engine::Impl::passing_obstacle(const Subject& s, const Attempt& attempt, Instant now) {
  if (auto o = crowded(s, attempt)) return o;
  if (attempt.user_invoked) return std::nullopt;
  if (auto o = held(s, now)) return o;
  if (attempt.emergency) return suppressed(s, now);
  if (const int64_t wait = s.campaign->schedule.ms_to_open(now); wait > 0) {
    return wait_until(VerdictCode::not_started, wait == INT64_MAX ? wait : now.wall_ms + wait);
  }
  if (auto o = too_early(s, now)) return o;
  if (auto o = snoozed(s, now)) return o;
  if (!attempt.again) {
    if (auto o = too_soon(s, now)) return o;
    if (!s.campaign->emergency) {
      if (auto o = capped(s, now)) return o;
      if (auto o = cooling_down(s, now)) return o;
    }
  }
  if (!s.campaign->emergency) {
    if (auto o = quiet(now)) return o;
    if (auto o = unwanted(s, now)) return o;
  }
  return suppressed(s, now);
}

// A running tour has the screen, an exclusion group one member, and no more may interrupt at once than the policy allows. What the user asks for
// waits for a tour only; an emergency needs nobody's leave.
std::optional<Obstacle> Engine::Impl::crowded(const Subject& s, const Attempt& attempt) const {
  const Campaign& c = *s.campaign;
  if (attempt.emergency || c.emergency) return std::nullopt;
  const auto because_of = [](const Live& l) {
    return wait_until(l.this_round ? VerdictCode::outranked : VerdictCode::excluded, INT64_MAX, l.campaign);
  };
  uint64_t others = 0;
  const Live* last = nullptr;
  for (const Live& l : live) {
    if (l.campaign == c.id) continue;
    if (l.type == CampaignType::tour && !stays_aside(c.type)) return because_of(l);
    if (attempt.user_invoked) continue;
    if (!c.exclusion_group.empty() && l.exclusion_group == c.exclusion_group) return because_of(l);
    if (stays_aside(l.type)) continue;
    others++;
    last = &l;
  }
  if (last != nullptr && !stays_aside(c.type) && others >= loaded->strategy.policies.max_concurrent) return because_of(*last);
  return std::nullopt;
}

// Whether a campaign will not come any more for this user.
bool Engine::Impl::over(const Subject& s, Instant now) const {
  return !s.state->invalidated.empty() || off(s) || s.campaign->schedule.expired(now) || limit_reached(s);
}

std::optional<Obstacle> Engine::Impl::too_early(const Subject& s, Instant now) {
  for (const std::string& id : s.campaign->after) {
    const Subject* before = subject(id);
    if (before != nullptr && !over(*before, now)) return wait_until(VerdictCode::excluded, INT64_MAX, before->campaign->id);
  }
  return std::nullopt;
}

std::optional<Obstacle> Engine::Impl::unwanted(const Subject& s, Instant now) const {
  if (preferences.do_not_disturb_until_ms > now.wall_ms && !stays_aside(s.campaign->type)) {
    return wait_until(VerdictCode::suppressed, preferences.do_not_disturb_until_ms, "doNotDisturb");
  }
  const auto block = displays.capped(preferences.limits, loaded->strategy.policies, s.campaign->type, in_flight(), now);
  if (!block) return std::nullopt;
  return wait_until(VerdictCode::cap, block->until_ms, block->cap->id);
}

std::optional<Obstacle> Engine::Impl::snoozed(const Subject& s, Instant now) const {
  if (s.state->snoozed_until_ms <= now.wall_ms) return std::nullopt;
  return wait_until(VerdictCode::delayed, s.state->snoozed_until_ms, "snooze");
}

std::optional<Obstacle> Engine::Impl::held(const Subject& s, Instant now) const {
  if (s.state->hold_until_ms <= now.wall_ms) return std::nullopt;
  return wait_until(s.state->hold_reason == "suppressed" ? VerdictCode::suppressed : VerdictCode::anchor_missing, s.state->hold_until_ms,
                    s.state->hold_reason);
}

std::optional<Obstacle> Engine::Impl::too_soon(const Subject& s, Instant now) const {
  const Series& shown = s.state->milestone(Milestone::shown);
  const Series& would = s.state->milestone(Milestone::would_have_shown);
  if (shown.empty() && would.empty()) return std::nullopt;
  const int64_t last = std::max(shown.empty() ? INT64_MIN : shown.last_ms(), would.empty() ? INT64_MIN : would.last_ms());
  const CampaignFrequency& f = s.campaign->frequency;
  const bool recontact = f.recontact_ms > f.interval_ms;
  const int64_t until = last + std::max(f.recontact_ms, f.interval_ms);
  if (now.wall_ms >= until) return std::nullopt;
  return wait_until(VerdictCode::recontact, until, recontact ? "recontact" : "interval");
}

std::optional<Obstacle> Engine::Impl::capped(const Subject& s, Instant now) const {
  const auto block = displays.capped(loaded->strategy.policies.caps, loaded->strategy.policies, s.campaign->type, in_flight(), now);
  if (!block) return std::nullopt;
  return wait_until(VerdictCode::cap, block->until_ms, block->cap->id);
}

std::optional<Obstacle> Engine::Impl::cooling_down(const Subject& s, Instant now) const {
  const auto block = displays.cooling_down(loaded->strategy.policies, s.campaign->type, in_flight(), now);
  if (!block) return std::nullopt;
  return wait_until(VerdictCode::cooldown, block->until_ms);
}

std::optional<Obstacle> Engine::Impl::quiet(Instant now) const {
  const Policies& p = loaded->strategy.policies;
  if (!p.quiet_hours) return std::nullopt;
  const int64_t left = p.quiet_hours->ms_to_end(now.wall_ms, p.quiet_zone.clock(now));
  if (left == 0) return std::nullopt;
  return wait_until(VerdictCode::quiet_hours, now.wall_ms + left);
}

std::optional<Obstacle> Engine::Impl::suppressed(const Subject& s, Instant now) {
  // The banner of an emergency may be about the very feature that is switched off.
  const Campaign& c = *s.campaign;
  const bool usable = c.feature.empty() || (c.emergency ? feature_available(c.feature, now) : feature_usable(c.feature, now));
  if (!usable) return wait_until(VerdictCode::suppressed, INT64_MAX, c.feature);
  const RuleId rule = loaded->strategy.policies.suppress_when;
  if (rule != no_rule && rules->test(rule, now).holds) return wait_until(VerdictCode::suppressed, INT64_MAX, "suppressWhen");
  return std::nullopt;
}

bool Engine::Impl::feature_usable(std::string_view feature, Instant now) { return !killed(feature) && feature_available(feature, now); }

bool Engine::Impl::feature_available(std::string_view feature, Instant now) {
  const Feature* f = loaded->strategy.feature(feature);
  return f == nullptr || rules->holds(f->available, now);
}

// Missing data makes an emergency campaign eligible and every other one not; an error of another kind never does.
bool Engine::Impl::targeted(const Subject& s, Instant now) {
  if (s.campaign->targeting == no_rule) return true;
  const Verdict v = rules->test(s.campaign->targeting, now);
  return v.holds || (s.campaign->emergency && v.missing_data);
}

InFlight Engine::Impl::in_flight() const noexcept {
  InFlight count{};
  for (const Live& l : live) {
    if (l.offered_only) count[static_cast<std::size_t>(l.type)]++;
  }
  return count;
}

}  // namespace docent::core
