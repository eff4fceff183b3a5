// Why each campaign is or is not shown, as JSON (docs/cli/explain.schema.json). Asks every question that decide() would ask, without stopping at the
// first.
#include <algorithm>

#include "base/rfc3339.h"
#include "guidance/engine_impl.h"
#include "guidance/presentation.h"
#include "guidance/reason.h"

namespace docent::core {
namespace {

Value time_value(int64_t ms) { return Value(format_rfc3339(ms)); }

std::string node_text(const Mismatch& m) { return m.pointer.empty() ? "/" : m.pointer; }

CampaignVerdict mismatch_verdict(const Mismatch& m) {
  CampaignVerdict v{VerdictCode::targeting_mismatch, std::nullopt, {}};
  v.detail.emplace_back("node", node_text(m));
  if (!m.segment.empty()) v.detail.emplace_back("segment", m.segment);
  v.detail.emplace_back("op", m.op);
  v.detail.emplace_back("values", Value(Value::Array(m.values.begin(), m.values.end())));
  if (m.error != RuleErrorType::none) v.detail.emplace_back("error", rule_error_name(m.error));
  if (m.saturated) v.detail.emplace_back("saturated", true);
  return v;
}

// What the detail of an obstacle's `by` is called.
std::string_view by_name(VerdictCode code) {
  switch (code) {
    case VerdictCode::disabled:
    case VerdictCode::invalidated:
    case VerdictCode::anchor_missing: return "reason";
    case VerdictCode::stage: return "stage";
    case VerdictCode::cap: return "cap";
    case VerdictCode::limit_reached:
    case VerdictCode::recontact:
    case VerdictCode::policy_violation: return "rule";
    default: return "by";
  }
}

CampaignVerdict verdict_of(const Obstacle& o) {
  CampaignVerdict v{o.code, std::nullopt, {}};
  if (o.until_ms != INT64_MAX) v.until_ms = o.until_ms;
  if (!o.by.empty()) v.detail.emplace_back(by_name(o.code), o.by);
  return v;
}

}  // namespace

std::vector<CampaignVerdict> Engine::Impl::verdicts(const Subject& s, Instant now) {
  const Campaign& c = *s.campaign;
  const CampaignState& state = *s.state;
  std::vector<CampaignVerdict> list;
  const auto add = [&list](const std::optional<Obstacle>& o) {
    if (o) list.push_back(verdict_of(*o));
  };
  const auto note = [&list](VerdictCode code, Value::Object detail, std::optional<int64_t> until = std::nullopt) {
    list.push_back({code, until, std::move(detail)});
  };
  const auto off_because = off(s);
  if (off_because) {
    add(off_because);
    return list;  // nothing else about it is meaningful
  }
  if (const int64_t wait = c.schedule.ms_to_open(now); wait > 0 && !c.armed_only) {
    note(VerdictCode::not_started, {}, wait == INT64_MAX ? std::nullopt : std::optional<int64_t>(now.wall_ms + wait));
  }
  if (c.schedule.expired(now)) note(VerdictCode::expired, {});
  add(wrong_stage(s, now));
  if (held_out(c)) note(VerdictCode::holdout, {});
  bool unassigned = false;
  const Variant* variant = variant_of(c, unassigned);
  if (variant != nullptr && variant->control) note(VerdictCode::control, {{"variant", Value(variant->id)}});
  if (unassigned)
    note(VerdictCode::targeting_mismatch,
         {{"node", Value("experiment")}, {"op", Value(c.experiment->hash_attribute)}, {"values", Value(Value::Array{})}});
  if (!targeted(s, now)) {
    if (const auto m = rules->mismatch(c.targeting, now)) list.push_back(mismatch_verdict(*m));
  }
  note_trigger(s, now, list);
  if (state.attempt.phase == Attempt::Phase::delayed) note(VerdictCode::delayed, {{"by", Value("delay")}}, state.attempt.due_ms);
  // A recommendation is asked for by the host, so nothing limits how often, and nothing is in its way on the screen.
  const bool appears_by_itself = c.type != CampaignType::recommendation;
  if (appears_by_itself) add(snoozed(s, now));
  if (state.cancelled_ms != 0 && !state.attempt.active() && state.live() == nullptr) {
    list.push_back({VerdictCode::cancelled, CampaignVerdict::no_obstacle, {{"at", time_value(state.cancelled_ms)}}});
  }
  if (appears_by_itself) {
    add(limit_reached(s));
    add(too_soon(s, now));
    if (!c.emergency) {
      if (state.live() == nullptr || !state.live()->offered_only()) {  // else it would count itself
        add(capped(s, now));
        add(cooling_down(s, now));
      }
      add(quiet(now));
    }
    if (auto o = crowded(s, Attempt())) {
      if (s.last_block == VerdictCode::outranked && s.last_block_by == o->by) o->code = VerdictCode::outranked;
      add(o);
    }
    add(too_early(s, now));
    if (!c.emergency) add(unwanted(s, now));
    add(suppressed(s, now));
    add(held(s, now));
  }
  if (appears_by_itself && !has_text(c.body, locales)) note(VerdictCode::locale_missing, {{"locale", Value(locales.front())}});
  if (!permitted && !(c.emergency && appears_by_itself)) note(VerdictCode::no_consent, {});
  if (!c.violation.empty()) note(VerdictCode::policy_violation, {{"rule", Value(c.violation)}});
  if (!state.invalidated.empty()) note(VerdictCode::invalidated, {{"reason", Value(state.invalidated)}, {"at", time_value(state.invalidated_ms)}});
  if (const LivePresentation* p = state.live()) {
    note(VerdictCode::shown, {{"presentation", Value(to_string(p->id))}, {"phase", Value(p->offered_only() ? "offered" : "visible")}},
         p->offered_only() ? std::nullopt : std::optional<int64_t>(CampaignVerdict::no_obstacle));
  }
  std::stable_sort(list.begin(), list.end(), [](const CampaignVerdict& a, const CampaignVerdict& b) { return a.code < b.code; });
  return list;
}

// How far the triggers are: the one that is closest speaks for all.
void Engine::Impl::note_trigger(const Subject& s, Instant now, std::vector<CampaignVerdict>& list) const {
  const Campaign& c = *s.campaign;
  if (s.state->attempt.active() || s.state->live() != nullptr || stays_aside(c.type)) return;
  if (c.armed_only) {
    list.push_back({VerdictCode::trigger_pending, std::nullopt, {{"progress", Value("0/1")}, {"event", Value("emergency plan")}}});
    return;
  }
  if (c.triggers.empty()) {
    list.push_back({VerdictCode::trigger_pending, std::nullopt, {{"progress", Value("0/1")}, {"event", Value("the user's request")}}});
    return;
  }
  const Trigger* closest = &c.triggers.front();
  uint64_t closest_count = 0;
  for (const Trigger& t : c.triggers) {
    uint64_t count = 0;
    for (const TriggerProgress& p : s.state->triggers) {
      if (p.key == t.key) count = std::min<uint64_t>(p.occurrences.count(now.wall_ms, t.within_ms), t.goal);
    }
    if (count * closest->goal > closest_count * t.goal) closest = &t, closest_count = count;
  }
  Value::Object detail{{"progress", Value(std::to_string(closest_count) + "/" + std::to_string(closest->goal))}, {"event", Value(closest->event)}};
  if (closest->within_ms != Series::ever) detail.emplace_back("within", Value(duration_words(closest->within_ms)));
  list.push_back({VerdictCode::trigger_pending, std::nullopt, std::move(detail)});
}

Value Engine::Impl::verdict_list(const Subject& s, Instant now) {
  Value::Array list;
  for (CampaignVerdict& v : verdicts(s, now)) {
    Value::Object o{{"code", Value(verdict_name(v.code))}};
    for (auto& member : v.detail) o.push_back(std::move(member));
    if (v.until_ms && *v.until_ms != CampaignVerdict::no_obstacle) {
      o.emplace_back("until", time_value(*v.until_ms));
      o.emplace_back("until_ms", *v.until_ms);
    }
    list.push_back(Value(std::move(o)));
  }
  return Value(std::move(list));
}

Value Engine::Impl::explained(const Subject& s, Instant now) {
  bool obstructed = false;
  bool by_time = true;
  int64_t earliest = now.wall_ms;
  for (const CampaignVerdict& v : verdicts(s, now)) {
    if (v.until_ms == CampaignVerdict::no_obstacle) continue;
    obstructed = true;
    by_time = by_time && v.until_ms.has_value();
    if (v.until_ms) earliest = std::max(earliest, *v.until_ms);
  }
  const uint64_t shown = s.state->milestone(Milestone::shown).total();
  Value::Object o{{"campaign", Value(s.campaign->id)},
                  {"type", Value(s.campaign->type_name)},
                  {"verdicts", verdict_list(s, now)},
                  {"eligible", Value(!obstructed)},
                  {"displays", Value(static_cast<int64_t>(shown))}};
  if (by_time) o.emplace_back("earliest_ms", earliest);
  return Value(std::move(o));
}

std::string Engine::Impl::explain(std::string_view campaign, Instant now) {
  if (!campaign.empty()) {
    const Subject* s = subject(campaign);
    return s == nullptr ? std::string() : to_json(explained(*s, now));
  }
  Value::Array campaigns;
  for (const Subject& s : subjects) campaigns.push_back(explained(s, now));
  return to_json(Value(std::move(campaigns)));
}

}  // namespace docent::core
