// The linter's view of what stands beside the campaigns (policies, plans, metrics, objectives, segments), and of experiments.
#include <algorithm>
#include <set>

#include "guidance/lint_context.h"

namespace docent::core {
namespace {

void check_experiment(const Campaign& c, LintContext& context) {
  const Experiment& e = *c.experiment;
  const std::string at = c.pointer + "/experiment";
  const bool control = std::any_of(e.variants.begin(), e.variants.end(), [](const Variant& v) { return v.control; });
  if (control && !e.goal)
    context.warn("experiment-goal", at, "there is a control group and nothing to compare it by", "add \"goal\": {\"event\": …}");
  if (e.hash_attribute != "installId" && e.hash_attribute != "user.id" && e.hash_attribute != "userId")
    context.warn("experiment-attribute", at + "/hashAttribute",
                 "\"" + e.hash_attribute + "\" is shared by users, or may change, and so would the variant", "write \"installId\"");
  if (e.variants.size() < 2)
    context.warn("experiment-variants", at + "/variants", "one variant can't be compared", "add another, or remove the experiment");
}

void check_plans(LintContext& context) {
  const auto& plans = context.strategy.policies.emergency;
  for (std::size_t i = 0; i < plans.size(); i++) {
    if (!plans[i].shows.empty()) continue;
    const std::string at = pointer_to("/policies/emergency", i);
    if (plans[i].kill_switch.empty()) context.warn("plan-empty", at, "the plan does nothing when it is armed", "add \"killSwitch\" or \"shows\"");
    else
      context.warn("plan-silent", at, "the plan takes features away and tells users nothing", "add \"shows\": a banner that says what is going on");
  }
}

void check_metrics(LintContext& context) {
  const auto& metrics = context.document["metrics"].as_array();
  for (std::size_t i = 0; i < metrics.size(); i++) {
    const Campaign* survey = context.strategy.campaign(metrics[i]["survey"].as_string());
    if (survey != nullptr && survey->type_name != "survey")
      context.warn("metric-survey", pointer_to("/metrics", i) + "/survey", "\"" + survey->id + "\" is no survey",
                   "name a campaign of the type survey");
  }
}

void check_objectives(LintContext& context) {
  const auto& objectives = context.document["objectives"].as_array();
  const auto& lifecycle = context.strategy.lifecycle;
  for (std::size_t i = 0; i < objectives.size(); i++) {
    const std::string_view feature = objectives[i]["feature"].as_string();
    const std::string_view stage = objectives[i]["stage"].as_string();
    if (feature.empty() || stage.empty() || context.strategy.feature(feature) == nullptr) continue;
    if (std::any_of(lifecycle.begin(), lifecycle.end(), [&](const LifecycleRow& r) { return r.feature == feature && stage_name(r.stage) == stage; }))
      continue;
    context.warn("objective-stage", pointer_to("/objectives", i) + "/stage",
                 "\"" + std::string(feature) + "\" is never in the stage " + std::string(stage) + ", so the objective is never judged",
                 "add a row to /lifecycle, or name another stage");
  }
}

void collect_segments(const Value& value, std::set<std::string, std::less<>>& used) {
  for (const Value& item : value.as_array()) collect_segments(item, used);
  for (const auto& [key, member] : value.as_object()) {
    if (key == "in_segment") used.emplace(member.is_array() && !member.as_array().empty() ? member.as_array()[0].as_string() : member.as_string());
    collect_segments(member, used);
  }
}

void check_segments(LintContext& context) {
  std::set<std::string, std::less<>> used;
  collect_segments(context.document, used);
  const auto& segments = context.document["segments"].as_array();
  for (std::size_t i = 0; i < segments.size(); i++) {
    if (!used.contains(segments[i]["id"].as_string()))
      context.warn("unused-segment", pointer_to("/segments", i), "no rule asks about \"" + std::string(segments[i]["id"].as_string()) + "\"",
                   "use it, or remove it");
  }
}

}  // namespace

void lint_policies(LintContext& context) {
  const Policies& policies = context.strategy.policies;
  if (policies.quiet_hours && policies.quiet_hours->from_ms == policies.quiet_hours->to_ms % 86'400'000)
    context.warn("quiet-always", "/policies/user/quietHours", "the quiet hours last the whole day", "leave time in which something may be shown");
  if (policies.holdout_percentage.value_or(0) >= 100)
    context.warn("holdout-all", "/policies/holdout/percentage", "everybody is held out, so nobody sees anything", "write less than 100");
  const auto& required = context.strategy.required_locales;
  if (!required.empty() && std::find(required.begin(), required.end(), context.strategy.default_locale) == required.end())
    context.warn("default-not-required", "/locales/required", "the default locale is not among the required ones",
                 "add \"" + context.strategy.default_locale + "\"");
  check_plans(context);
  check_metrics(context);
  check_objectives(context);
  check_segments(context);
  for (const Campaign& campaign : context.strategy.campaigns) {
    if (campaign.experiment) check_experiment(campaign, context);
  }
}

}  // namespace docent::core
