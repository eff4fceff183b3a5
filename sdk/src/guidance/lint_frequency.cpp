// The linter's view of how often: distances, caps and ends against what the schedule and the type allow.
#include <algorithm>

#include "base/duration.h"
#include "guidance/lint_context.h"

namespace docent::core {
namespace {

bool has_action(const Value& value, std::string_view command) {
  if (value["action"].as_string() == command) return true;
  const auto inside = [&](const Value& v) { return has_action(v, command); };
  return std::any_of(value.as_array().begin(), value.as_array().end(), inside) ||
         std::any_of(value.as_object().begin(), value.as_object().end(), [&](const auto& member) { return inside(member.second); });
}

bool counts(const Cap& cap, CampaignType type, const Policies& policies) {
  if (cap.types.empty()) return !policies.exempt[static_cast<std::size_t>(type)];
  return std::find(cap.types.begin(), cap.types.end(), type) != cap.types.end();
}

void check_distance(const Campaign& c, int64_t span, LintContext& context) {
  const CampaignFrequency& f = c.frequency;
  if (f.display_limit.value_or(2) < 2) return;
  // Not `recontact`: how seldom a user may be asked stays true when the schedule is prolonged.
  if (f.interval_ms >= span) {
    context.warn("interval-exceeds-schedule", c.pointer + "/frequency/interval", "the schedule is over before a second display may come",
                 "write less than " + format_duration(span) + ", or \"displayLimit\": 1");
    return;
  }
  const Policies& policies = context.strategy.policies;
  if (policies.cooldown_ms >= span && !policies.exempt[static_cast<std::size_t>(c.type)])
    context.warn("cooldown-exceeds-schedule", c.pointer + "/schedule", "the cooldown of all campaigns is longer than this schedule",
                 "lengthen the schedule, or shorten /policies/frequency/cooldown");
}

// How many displays the caps let through in the schedule's time, against the limit.
void check_caps(const Campaign& c, int64_t span, LintContext& context) {
  if (!c.frequency.display_limit || c.emergency) return;
  for (const Cap& cap : context.strategy.policies.caps) {
    if (cap.limit == 0 || cap.window_ms <= 0 || !counts(cap, c.type, context.strategy.policies)) continue;
    const auto windows = static_cast<uint64_t>((span - 1) / cap.window_ms + 1);
    if (cap.limit * windows >= *c.frequency.display_limit) continue;
    context.warn("cap-below-limit", c.pointer + "/frequency/displayLimit",
                 "the cap \"" + cap.id + "\" lets at most " + std::to_string(cap.limit * windows) + " displays through while the schedule lasts",
                 "write that many, or raise the cap");
    return;
  }
}

void check_until(const Campaign& c, LintContext& context) {
  const bool message = c.type == CampaignType::tip || c.type == CampaignType::banner;
  const std::string at = c.pointer + "/frequency/until";
  if (c.frequency.until == Until::responded && c.type != CampaignType::survey) {
    context.warn("until-never", at, "only a survey is responded to", "write \"interacted\" or \"completed\"");
  } else if (c.frequency.until == Until::completed && message && !has_action(context.written(c), "complete")) {
    context.warn("until-never", at, "nothing completes this " + c.type_name, "write \"interacted\", or add an action \"complete\"");
  }
}

void check_survey(const Campaign& c, LintContext& context) {
  if (c.type != CampaignType::survey || c.frequency.recontact_ms > 0 || c.frequency.interval_ms > 0 || c.frequency.display_limit == 1) return;
  const auto& caps = context.strategy.policies.caps;
  if (std::any_of(caps.begin(), caps.end(),
                  [](const Cap& cap) { return std::find(cap.types.begin(), cap.types.end(), CampaignType::survey) != cap.types.end(); }))
    return;
  context.warn("survey-uncapped", c.pointer, "nothing limits how often the survey asks the same user",
               "add \"frequency\": {\"recontact\": \"P90D\"}, or a cap for surveys");
}

}  // namespace

std::optional<int64_t> schedule_span_ms(const Schedule& s) noexcept {
  if (!s.start || !s.end || s.start->absolute != s.end->absolute) return std::nullopt;
  return s.end->ms - s.start->ms;
}

void lint_frequency(LintContext& context) {
  const auto& caps = context.strategy.policies.caps;
  for (std::size_t i = 0; i < caps.size(); i++) {
    if (caps[i].limit == 0)
      context.warn("cap-zero", pointer_to("/policies/frequency/caps", i) + "/limit", "the cap lets nothing through", "write 1 or more");
  }
  for (const Campaign& c : context.strategy.campaigns) {
    const auto span = schedule_span_ms(c.schedule);
    if (span && *span > 0) {
      check_distance(c, *span, context);
      check_caps(c, *span, context);
    }
    check_until(c, context);
    check_survey(c, context);
  }
}

}  // namespace docent::core
