// The linter's view of whose turn never comes: campaigns, variants, stages, ordered groups; and of launches in a circle.
#include <algorithm>
#include <map>

#include "guidance/lint_context.h"

namespace docent::core {
namespace {

// Whether one of the windows opens within the schedule, by a clock that does not change. Only for schedules without offsets: of the others it is not
// known what the user's clock shows.
bool opens(const Schedule& s) {
  const bool local = s.start && s.end && !s.start->absolute && !s.end->absolute;
  return std::any_of(s.windows.begin(), s.windows.end(), [&](const DailyWindow& w) {
    if (w.days == 0 || !local) return w.days != 0;
    const auto wait = w.ms_to_start(s.start->ms);
    return wait && s.start->ms + *wait < s.end->ms;
  });
}

// The row that lets the campaign's stage come.
bool in_stage(const Campaign& campaign, const Strategy& strategy) {
  return std::any_of(strategy.lifecycle.begin(), strategy.lifecycle.end(),
                     [&](const LifecycleRow& row) { return row.feature == campaign.feature && row.stage == campaign.stage; });
}

void check_campaign(const Campaign& c, LintContext& context) {
  const auto& plans = context.strategy.policies.emergency;
  const bool shown = std::any_of(plans.begin(), plans.end(), [&](const EmergencyPlan& plan) { return plan.shows == c.id; });
  if (c.armed_only && !shown)
    context.warn("never-armed", c.pointer + "/armedOnly", "no emergency plan shows \"" + c.id + "\"", "name it in a plan's \"shows\"");
  if (!c.schedule.windows.empty() && !opens(c.schedule))
    context.warn("window-never", c.pointer + "/schedule/windows", "none of the windows ever opens", "choose days and times within the schedule");
  if (c.stage != Stage::none && !in_stage(c, context.strategy)) {
    context.warn("stage-never", c.pointer + "/stage", "the feature \"" + c.feature + "\" is never in the stage " + std::string(stage_name(c.stage)),
                 "add a row to /lifecycle, or name another stage");
  }
  if (c.frequency.display_limit == 0)
    context.warn("display-limit-zero", c.pointer + "/frequency/displayLimit", "the campaign may be shown 0 times", "write 1 or more, or disable it");
  if (!c.experiment) return;
  for (std::size_t i = 0; i < c.experiment->variants.size(); i++) {
    if (c.experiment->variants[i].weight > 0) continue;
    context.warn("variant-weight-zero", pointer_to(c.pointer + "/experiment/variants", i) + "/weight", "nobody gets this variant",
                 "give it a weight, or remove it");
  }
}

// What ends a campaign for a user: docs/strategy.md, ordered groups.
bool ends(const Campaign& c) {
  return !c.enabled || !c.disabled.empty() || c.schedule.end || c.frequency.display_limit || c.frequency.until != Until::none ||
         !c.invalidate_on.empty();
}

void check_groups(LintContext& context) {
  const auto& groups = context.strategy.policies.groups;
  for (std::size_t g = 0; g < groups.size(); g++) {
    for (std::size_t i = 0; i + 1 < groups[g].campaigns.size(); i++) {
      const Campaign* c = context.strategy.campaign(groups[g].campaigns[i]);
      if (c == nullptr || ends(*c)) continue;
      context.warn("group-never-over", pointer_to(pointer_to("/policies/frequency/groups", g) + "/ordered", i),
                   "\"" + c->id + "\" is never over, so those after it have no turn",
                   "give it a \"displayLimit\", an \"until\" or a \"schedule.end\"");
    }
  }
}

struct Launch {
  std::string target;
  std::string pointer;
};

void collect_launches(const Value& value, const std::string& pointer, std::vector<Launch>& list) {
  for (std::size_t i = 0; i < value.as_array().size(); i++) collect_launches(value.as_array()[i], pointer_to(pointer, i), list);
  for (const auto& [key, member] : value.as_object()) {
    const std::string_view text = member.as_string();
    constexpr std::string_view verb = "launch:";
    if (key == "launches") list.push_back({std::string(text), pointer_to(pointer, key)});
    else if (key == "action" && text.starts_with(verb)) list.push_back({std::string(text.substr(verb.size())), pointer_to(pointer, key)});
    else if (key == "content" || key == "actions" || key == "steps" || key == "items" || key == "experiment" || key == "variants")
      collect_launches(member, pointer_to(pointer, key), list);
  }
}

// Depth first through what launches what; a way to a campaign that is still open closes a circle.
class LaunchCircles {
 public:
  explicit LaunchCircles(LintContext& context) : context_(context), marks_(context.strategy.campaigns.size(), Mark::fresh) {
    for (std::size_t i = 0; i < marks_.size(); i++) index_.emplace(context.strategy.campaigns[i].id, i);
    for (const Campaign& c : context.strategy.campaigns) collect_launches(context.written(c), c.pointer, launches_.emplace_back());
  }

  void report() {
    for (std::size_t start = 0; start < marks_.size(); start++) {
      if (marks_[start] == Mark::fresh) walk(start);
    }
  }

 private:
  enum class Mark : uint8_t { fresh, open, done };
  struct Frame {
    std::size_t campaign;
    std::size_t way;
  };

  void walk(std::size_t start) {
    std::vector<Frame> open = {{start, 0}};
    marks_[start] = Mark::open;
    while (!open.empty()) {
      Frame& f = open.back();
      if (f.way == launches_[f.campaign].size()) {
        marks_[f.campaign] = Mark::done;
        open.pop_back();
        continue;
      }
      const Launch& launch = launches_[f.campaign][f.way++];
      const auto target = index_.find(launch.target);
      if (target == index_.end() || marks_[target->second] == Mark::done) continue;
      if (marks_[target->second] == Mark::open) {
        context_.warn("launch-cycle", launch.pointer, "the campaigns launch one another in a circle, back to \"" + launch.target + "\"",
                      "let one of them end without launching");
      } else {
        marks_[target->second] = Mark::open;
        open.push_back({target->second, 0});
      }
    }
  }

  LintContext& context_;
  std::vector<Mark> marks_;
  std::map<std::string_view, std::size_t> index_;
  std::vector<std::vector<Launch>> launches_;
};

}  // namespace

void lint_reach(LintContext& context) {
  for (const Campaign& c : context.strategy.campaigns) check_campaign(c, context);
  check_groups(context);
  LaunchCircles(context).report();
}

}  // namespace docent::core
