// Reads `policies`: part of the envelope, so everything wrong in it refuses the document.
#include <algorithm>
#include <set>

#include "guidance/load_context.h"
#include "guidance/rule_reading.h"

namespace docent::core {
namespace {

constexpr int64_t max_count = 1'000'000;

void read_caps(const Value& list, const std::string& pointer, LoadContext& context) {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < list.as_array().size(); i++) {
    ObjectReader r(list.as_array()[i], pointer_to(pointer, i), context.findings);
    Cap cap;
    cap.id = r.required_text("id");
    if (!ids.insert(cap.id).second)
      context.findings.error("duplicate-id", r.at("id"), "another cap has the id \"" + cap.id + "\"", "give each its own");
    cap.types = read_campaign_types(r, "types", context.findings);
    const auto limit = r.integer("limit", 0, static_cast<int64_t>(limits::max_history_occurrences));  // as many displays as are remembered
    const auto window = r.duration_ms("window");
    if (r.is_object() && list.as_array()[i].find("limit") == nullptr) r.missing("limit", "say how many displays the window may hold");
    if (r.is_object() && list.as_array()[i].find("window") == nullptr) r.missing("window", "say in which time, for example \"P1D\"");
    r.finish();
    cap.limit = static_cast<uint64_t>(limit.value_or(0));
    cap.window_ms = window.value_or(0);
    context.strategy.policies.caps.push_back(std::move(cap));
  }
}

void read_groups(const Value& list, const std::string& pointer, LoadContext& context) {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < list.as_array().size(); i++) {
    ObjectReader r(list.as_array()[i], pointer_to(pointer, i), context.findings);
    OrderedGroup group;
    group.id = r.required_text("id");
    if (!group.id.empty() && !ids.insert(group.id).second)
      context.findings.error("duplicate-id", r.at("id"), "another group has the id \"" + group.id + "\"", "give each its own");
    group.campaigns = r.texts("ordered");
    if (r.is_object() && list.as_array()[i].find("ordered") == nullptr) r.missing("ordered", "list the campaigns, the first one first");
    for (std::size_t c = 0; c < group.campaigns.size(); c++)
      context.references.use(NameKind::campaign, group.campaigns[c], pointer_to(r.at("ordered"), c));
    r.finish();
    context.strategy.policies.groups.push_back(std::move(group));
  }
}

void read_frequency(const Value& value, const std::string& pointer, LoadContext& context) {
  Policies& policies = context.strategy.policies;
  ObjectReader r(value, pointer, context.findings);
  policies.max_concurrent = static_cast<uint64_t>(r.integer("maxConcurrent", 1, max_count).value_or(1));
  policies.cooldown_ms = r.duration_ms("cooldown").value_or(0);
  if (const Value* rule = r.take("suppressWhen")) policies.suppress_when = context.rule(*rule, r.at("suppressWhen"), RuleScope::user, nullptr);
  if (const Value* caps = r.take_array("caps")) read_caps(*caps, r.at("caps"), context);
  for (const CampaignType type : read_campaign_types(r, "exempt", context.findings)) policies.exempt[static_cast<std::size_t>(type)] = true;
  if (const Value* groups = r.take_array("groups")) read_groups(*groups, r.at("groups"), context);
  r.finish();
}

void read_holdout(const Value& value, const std::string& pointer, LoadContext& context) {
  ObjectReader r(value, pointer, context.findings);
  context.strategy.policies.holdout_seed = r.required_text("seed");
  context.strategy.policies.holdout_percentage = r.number("percentage", 0, 100);
  r.finish();
}

std::optional<int32_t> time_of_day(ObjectReader& r, std::string_view key, LoadContext& context) {
  const std::string text = r.required_text(key);
  if (text.empty()) return std::nullopt;
  const auto ms = parse_time_of_day(text);
  if (!ms) context.findings.error("time", r.at(key), "\"" + text + "\" is no time of day", "write for example \"20:00\"");
  return ms;
}

void read_user(const Value& value, const std::string& pointer, LoadContext& context) {
  Policies& policies = context.strategy.policies;
  ObjectReader r(value, pointer, context.findings);
  if (const Value* quiet = r.take_object("quietHours")) {
    ObjectReader q(*quiet, r.at("quietHours"), context.findings);
    const auto from = time_of_day(q, "from", context);
    const auto to = time_of_day(q, "to", context);
    const std::string zone_text = q.text("timeZone");
    const auto zone = zone_text.empty() ? std::optional(context.strategy.device_zone) : parse_zone(zone_text, context.zones);
    if (!zone) {
      context.findings.error("time-zone", q.at("timeZone"), "\"" + zone_text + "\" is no time zone that this device knows", std::string(zone_remedy));
    }
    q.finish();
    if (from && to && zone) {
      policies.quiet_hours = DailyWindow{0x7f, *from, *to};
      policies.quiet_zone = *zone;
    }
  }
  for (const CampaignType type : read_campaign_types(r, "userMayLower", context.findings))
    policies.user_may_lower[static_cast<std::size_t>(type)] = true;
  r.finish();
}

void read_service(const Value& value, const std::string& pointer, LoadContext& context) {
  Policies& policies = context.strategy.policies;
  ObjectReader r(value, pointer, context.findings);
  policies.flush_interval_ms = r.duration_ms("flushInterval");
  policies.refresh_interval_ms = r.duration_ms("refreshInterval");
  if (policies.refresh_interval_ms) policies.refresh_interval_ms = std::max(*policies.refresh_interval_ms, limits::min_refresh_interval_ms);
  r.integer("maxDiskBytes", static_cast<int64_t>(limits::min_disk_bytes), static_cast<int64_t>(limits::max_disk_bytes));
  if (const Value* sampling = r.take_object("sampling")) {
    for (const auto& [event, rate] : sampling->as_object()) {
      const std::string at = pointer_to(r.at("sampling"), event);
      context.references.use(NameKind::event, event, at);
      if (rate.is_number() && rate.as_double() >= 0 && rate.as_double() <= 1) {
        policies.sampling[event] = rate.as_double();
      } else {
        context.findings.error("range", at, to_json(rate) + " is no share of events", "write a number from 0 to 1");
      }
    }
  }
  r.finish();
}

// Each signal is an object of its thresholds, or false.
void read_signals(const Value& value, const std::string& pointer, LoadContext& context) {
  SignalThresholds& t = context.strategy.policies.signals;
  ObjectReader r(value, pointer, context.findings);
  const auto read = [&](std::string_view key, bool& enabled, auto&& members) {
    const Value* v = r.take(key);
    if (v == nullptr) return;
    if (v->is_bool()) {
      enabled = v->as_bool();
      return;
    }
    if (!v->is_object()) {
      context.findings.error("type", r.at(key), "a signal is an object of its thresholds, or false",
                             "write for example {\"window\": \"PT1S\"}, or false");
      return;
    }
    ObjectReader s(*v, r.at(key), context.findings);
    members(s);
    s.finish();
  };
  constexpr auto most = static_cast<int64_t>(limits::max_signal_count);
  const auto count = [](ObjectReader& s, std::string_view key, int64_t& to, int64_t max) { to = s.integer(key, 2, max).value_or(to); };
  const auto time = [](ObjectReader& s, std::string_view key, int64_t& to) {
    to = std::min(s.duration_ms(key).value_or(to), limits::max_signal_threshold_ms);
  };
  read("rage_click", t.rage_click.enabled, [&](ObjectReader& s) {
    count(s, "clicks", t.rage_click.clicks, most);
    time(s, "window", t.rage_click.window_ms);
    t.rage_click.box_px = s.integer("box", 0, limits::max_signal_box_px).value_or(t.rage_click.box_px);
  });
  read("dead_click", t.dead_click.enabled, [&](ObjectReader& s) { time(s, "wait", t.dead_click.wait_ms); });
  read("error_click", t.error_click.enabled, [&](ObjectReader& s) { time(s, "within", t.error_click.within_ms); });
  read("u_turn", t.u_turn.enabled, [&](ObjectReader& s) { time(s, "max", t.u_turn.max_ms); });
  read("loop", t.loop.enabled, [&](ObjectReader& s) {
    count(s, "visits", t.loop.visits, most);
    time(s, "window", t.loop.window_ms);
  });
  read("undo_burst", t.undo_burst.enabled, [&](ObjectReader& s) {
    count(s, "undos", t.undo_burst.undos, most);
    time(s, "window", t.undo_burst.window_ms);
  });
  read("form_abandoned", t.form_abandoned.enabled, [&](ObjectReader& s) { time(s, "idle", t.form_abandoned.idle_ms); });
  read("dwell", t.dwell.enabled, [&](ObjectReader& s) { time(s, "idle", t.dwell.idle_ms); });
  r.finish();
}

void read_plan(const Value& value, const std::string& pointer, LoadContext& context) {
  EmergencyPlan plan;
  ObjectReader r(value, pointer, context.findings);
  plan.id = r.required_text("id");
  const bool device = r.one_of("scope", {"device", "backend"}, "device") == "device";
  const std::string arm_pointer = r.at("armWhen");
  if (const Value* arm = r.take_object("armWhen")) {
    if (device) {
      plan.arm_when = context.rule(*arm, arm_pointer, RuleScope::user, nullptr);
      plan.events = event_names(*arm, context.segments);
    } else {
      ObjectReader a(*arm, arm_pointer, context.findings);
      if (const std::string metric = a.required_text("metric"); !metric.empty()) context.references.use(NameKind::metric, metric, a.at("metric"));
      a.duration_ms("window");
      a.one_of("op", {"<", "<=", ">", ">=", "==", "!="}, ">");
      a.number("value", -1e15, 1e15);
      a.integer("minSamples", 0, max_count);
      a.finish();
    }
  } else if (r.is_object()) {
    r.missing("armWhen", "say when the plan is to be armed");
  }
  if (const Value* armed = r.take("armed")) {
    if (armed->is_bool()) {
      plan.armed_by_backend = armed->as_bool();
    } else if (armed->is_object()) {
      ObjectReader a(*armed, r.at("armed"), context.findings);
      plan.armed_by_backend = true;
      if (const std::string until = a.text("until"); !until.empty()) {
        plan.armed_until = parse_moment(until);
        if (!plan.armed_until || !plan.armed_until->absolute)
          context.findings.error("time", a.at("until"), "\"" + until + "\" is no time", "write RFC 3339, for example \"2026-11-23T09:00:00Z\"");
      }
      a.text("since");
      a.finish();
    } else {
      context.findings.error("type", r.at("armed"), "\"armed\" is true, false or an object", "write true, or {\"until\": \"2026-11-23T09:00:00Z\"}");
    }
  }
  plan.stand_down_ms = r.duration_ms("standDownAfter").value_or(limits::default_stand_down_ms);
  plan.kill_switch = r.texts("killSwitch");
  for (const std::string& feature : plan.kill_switch) context.references.use(NameKind::feature, feature, r.at("killSwitch"));
  plan.shows = r.text("shows");
  if (!plan.shows.empty()) context.references.use(NameKind::campaign, plan.shows, r.at("shows"));
  r.finish();
  context.strategy.policies.emergency.push_back(std::move(plan));
}

}  // namespace

std::vector<CampaignType> read_campaign_types(ObjectReader& reader, std::string_view key, Findings& findings) {
  std::vector<CampaignType> types;
  for (const std::string& name : reader.texts(key)) {
    if (const auto type = parse_campaign_type(name)) {
      types.push_back(*type);
    } else {
      findings.error("enum", reader.at(key), "\"" + name + "\" is no type of campaign",
                     "write tip, banner, recommendation, tour, survey or checklist");
    }
  }
  return types;
}

void read_policies(const Value& value, const std::string& pointer, LoadContext& context) {
  ObjectReader r(value, pointer, context.findings);
  context.strategy.policies.enabled = r.one_of("state", {"ENABLED", "DISABLED"}, "ENABLED") == "ENABLED";
  if (const Value* v = r.take_object("content")) context.content_policy = read_content_policy(*v, r.at("content"), context.findings);
  if (const Value* v = r.take_object("frequency")) read_frequency(*v, r.at("frequency"), context);
  if (const Value* v = r.take_object("holdout")) read_holdout(*v, r.at("holdout"), context);
  if (const Value* v = r.take_object("user")) read_user(*v, r.at("user"), context);
  if (const Value* v = r.take_object("service")) read_service(*v, r.at("service"), context);
  if (const Value* v = r.take_object("signals")) read_signals(*v, r.at("signals"), context);
  if (const Value* v = r.take_array("emergency")) {
    std::set<std::string> ids;
    for (std::size_t i = 0; i < v->as_array().size(); i++) {
      read_plan(v->as_array()[i], pointer_to(r.at("emergency"), i), context);
      const std::string& id = context.strategy.policies.emergency.back().id;
      if (!id.empty() && !ids.insert(id).second) {
        context.findings.error("duplicate-id", pointer_to(pointer_to(r.at("emergency"), i), "id"), "another plan has the id \"" + id + "\"",
                               "give each its own: whether it is armed is kept by id");
      }
    }
  }
  r.finish();
}

}  // namespace docent::core
