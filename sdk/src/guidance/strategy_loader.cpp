#include "guidance/strategy_loader.h"

#include <algorithm>
#include <map>
#include <set>

#include "guidance/load_context.h"
#include "guidance/rule_reading.h"
#include "model/builtin.h"
#include "model/limits.h"

namespace docent::core {
namespace {

constexpr std::string_view supported_schema = "1";
constexpr std::size_t errors_in_message = 5;

// The key of the series that keeps the uses of a feature which fulfil a filter: the one a rule with the same filter would have.
std::string use_series_key(const EventMatch& use, const Value& filter) {
  HistorySlot slot;
  slot.names = {use.event};
  slot.filter = use.filter;
  slot.filter_json = to_json(filter);
  return slot.series_key();
}

class EnvelopeReader {
 public:
  EnvelopeReader(const Value& document, LoadContext& context) : context_(context), strategy_(context.strategy), r_(document, "", context.findings) {}

  void read() {
    r_.ignore({"$schema"});
    read_head();
    if (const Value* v = r_.take_object("locales")) read_locales(*v);
    else r_.missing("locales", "write for example {\"default\": \"en\"}");
    if (const Value* v = r_.take_object("catalogue")) read_catalogue(*v);
    // Segments come first: rules everywhere refer to them, and so do features' rules.
    if (const Value* v = r_.take_array("segments")) read_segments(*v);
    each("features", [this](ObjectReader& item) { read_feature(item); });
    each("lifecycle", [this](ObjectReader& item) { read_lifecycle(item); });
    each("metrics", [this](ObjectReader& item) { read_metric(item); });
    each("objectives", [this](ObjectReader& item) { read_objective(item); });
    if (const Value* v = r_.take_object("policies")) read_policies(*v, r_.at("policies"), context_);
    if (const Value* v = r_.take_array("campaigns")) {
      if (v->as_array().size() > limits::max_campaigns) {
        context_.findings.error("limit", r_.at("campaigns"), "more than " + std::to_string(limits::max_campaigns) + " campaigns", "retire some");
        return;
      }
      for (std::size_t i = 0; i < v->as_array().size(); i++) read_campaign(v->as_array()[i], pointer_to(r_.at("campaigns"), i), context_);
    }
    link_groups();
    r_.finish();
  }

 private:
  // Each campaign of an ordered group comes after the one before it. Several groups must not ask for a circle.
  void link_groups() {
    const auto& groups = strategy_.policies.groups;
    std::map<std::string_view, std::vector<std::string_view>> after;
    for (std::size_t g = 0; g < groups.size(); g++) {
      const auto& list = groups[g].campaigns;
      for (std::size_t i = 1; i < list.size(); i++) {
        std::set<std::string_view> waits_for = {list[i - 1]};
        std::vector<std::string_view> open = {list[i - 1]};
        while (!open.empty()) {
          const auto before = after.find(open.back());
          open.pop_back();
          if (before == after.end()) continue;
          for (const std::string_view campaign : before->second) {
            if (waits_for.insert(campaign).second) open.push_back(campaign);
          }
        }
        if (waits_for.contains(list[i])) {
          const std::string at = pointer_to(pointer_to("/policies/frequency/groups", g) + "/ordered", i);
          context_.findings.error("cycle", at, "\"" + list[i] + "\" is to come after \"" + list[i - 1] + "\", which waits for it in turn",
                                  "put the campaigns into one order");
          return;
        }
        after[list[i]].push_back(list[i - 1]);
      }
    }
    for (Campaign& c : strategy_.campaigns) {
      if (const auto before = after.find(c.id); before != after.end()) c.after.assign(before->second.begin(), before->second.end());
    }
  }

  template <class F>
  void each(std::string_view key, F&& read_item) {
    const Value* list = r_.take_array(key);
    if (list == nullptr) return;
    for (std::size_t i = 0; i < list->as_array().size(); i++) {
      ObjectReader item(list->as_array()[i], pointer_to(r_.at(key), i), context_.findings);
      read_item(item);
      item.finish();
    }
  }

  std::string id_of(ObjectReader& item, NameKind kind) {
    const std::string id = item.required_text("id");
    if (!id.empty() && !context_.references.declare(kind, id)) {
      context_.findings.error("duplicate-id", item.at("id"), "another " + std::string(name_kind_text(kind)) + " has the id \"" + id + "\"",
                              "give each its own");
    }
    return id;
  }

  void read_head() {
    const Value* schema = r_.take("schemaVersion");
    if (schema == nullptr) {
      r_.missing("schemaVersion", "write 1");
    } else if (!(*schema == Value(1))) {
      context_.findings.error("schema-version", r_.at("schemaVersion"), to_json(*schema) + " is a format that this version does not read",
                              "write " + std::string(supported_schema) + ", or update the SDK");
    }
    strategy_.product = r_.required_text("product");
    if (r_.is_object() && !r_.integer("version", 1, INT32_MAX)) {
      if (context_.findings.ok()) r_.missing("version", "number the publications from 1");
    } else {
      strategy_.version = static_cast<uint32_t>(r_.integer("version", 1, INT32_MAX).value_or(0));
    }
  }

  void read_locales(const Value& value) {
    ObjectReader r(value, r_.at("locales"), context_.findings);
    strategy_.default_locale = r.required_text("default");
    strategy_.required_locales = r.texts("required");
    r.finish();
  }

  void read_catalogue(const Value& value) {
    ObjectReader r(value, r_.at("catalogue"), context_.findings);
    if (const Value* events = r.take_object("events")) {
      for (const auto& [name, properties] : events->as_object()) {
        const std::string at = pointer_to(r.at("events"), name);
        if (builtin::is_reserved(name)) {
          context_.findings.error("reserved-name", at, "\"" + name + "\" is an event of Docent itself", "rename the host's event");
        }
        context_.references.declare(NameKind::event, name);
        check_types(properties, at);
      }
    }
    if (const Value* attributes = r.take_object("attributes")) {
      check_types(*attributes, r.at("attributes"));
      for (const auto& [path, type] : attributes->as_object()) context_.references.declare(NameKind::attribute, path);
    }
    for (const std::string& anchor : r.texts("anchors")) context_.references.declare(NameKind::anchor, anchor);
    r.finish();
  }

  void check_types(const Value& types, const std::string& pointer) {
    ObjectReader r(types, pointer, context_.findings);
    for (const auto& [name, type] : types.as_object()) {
      r.one_of(name, {"string", "integer", "number", "boolean", "time", "object", "array"}, "string");
    }
  }

  void read_segments(const Value& list) {
    struct Declared {
      std::string id;
      std::string pointer;
    };
    std::vector<Declared> declared;
    for (std::size_t i = 0; i < list.as_array().size(); i++) {
      ObjectReader item(list.as_array()[i], pointer_to(r_.at("segments"), i), context_.findings);
      const std::string id = id_of(item, NameKind::segment);
      if (const Value* rule = item.take("rule")) {
        context_.rules.declare_segment(id, *rule);
        note_references(*rule, RuleScope::user, item.at("rule"), context_.references);
        declared.push_back({id, item.at("rule")});
      } else if (item.is_object()) {
        item.missing("rule", "say who belongs to the segment");
      }
      item.finish();
    }
    // All names are known now, so segments may refer to one another in any order.
    for (const Declared& segment : declared) {
      const auto compiled = context_.rules.compile_segment(segment.id);
      if (!compiled.ok()) context_.note_failure(compiled.error, segment.pointer, nullptr);
    }
  }

  void read_feature(ObjectReader& item) {
    Feature feature;
    feature.id = id_of(item, NameKind::feature);
    if (const Value* name = item.take_object("name")) {
      check_texts(*name, item.at("name"), context_.texts());
      feature.name = *name;
    }
    if (const Value* uses = item.take_array("usedBy")) {
      for (std::size_t i = 0; i < uses->as_array().size(); i++) {
        ObjectReader use(uses->as_array()[i], pointer_to(item.at("usedBy"), i), context_.findings);
        FeatureUse u;
        static_cast<EventMatch&>(u) = context_.event_match(use, nullptr);
        if (const Value* filter = uses->as_array()[i].find("filter")) u.slot = use_series_key(u, *filter);
        use.finish();
        feature.used_by.push_back(std::move(u));
      }
    }
    if (const Value* rule = item.take("available")) feature.available = context_.rule(*rule, item.at("available"), RuleScope::user, nullptr);
    strategy_.features.push_back(std::move(feature));
  }

  void read_lifecycle(ObjectReader& item) {
    LifecycleRow row;
    row.feature = item.required_text("feature");
    if (!row.feature.empty()) context_.references.use(NameKind::feature, row.feature, item.at("feature"));
    const std::string stage = item.one_of("stage", {"launch", "stable", "sunset"}, "stable");
    for (const Stage s : {Stage::launch, Stage::stable, Stage::sunset}) {
      if (stage == stage_name(s)) row.stage = s;
    }
    for (const std::string_view key : {"since", "until"}) {
      const std::string text = key == "since" ? item.required_text(key) : item.text(key);
      if (text.empty()) continue;
      const auto moment = parse_moment(text);
      if (!moment) {
        context_.findings.error("time", item.at(key), "\"" + text + "\" is no date", "write for example \"2026-10-01\"");
      } else if (key == "since") {
        row.since = *moment;
      } else {
        row.until = moment;
      }
    }
    if (const std::string replacement = item.text("replacement"); !replacement.empty()) {
      context_.references.use(NameKind::feature, replacement, item.at("replacement"));
    }
    strategy_.lifecycle.push_back(std::move(row));
  }

  // Metrics and objectives are computed by the backend; here only their shape is checked.
  void read_metric(ObjectReader& item) {
    id_of(item, NameKind::metric);
    item.one_of("kind",
                {"conversion", "retention", "adoption", "error_rate", "error_free", "quantile", "nps", "csat", "ces", "value", "cycle_time",
                 "feedback_response_time"},
                "");
    if (const std::string event = item.text("event"); !event.empty()) context_.references.use(NameKind::event, event, item.at("event"));
    for (const std::string_view key : {"from", "to", "success", "failure"}) {
      if (const Value* match = item.take_object(key)) {
        ObjectReader m(*match, item.at(key), context_.findings);
        context_.event_match(m, nullptr);
        m.finish();
      }
    }
    for (const std::string_view key : {"within", "period", "window"}) item.duration_ms(key);
    if (const std::string feature = item.text("feature"); !feature.empty()) context_.references.use(NameKind::feature, feature, item.at("feature"));
    if (const std::string survey = item.text("survey"); !survey.empty()) context_.references.use(NameKind::campaign, survey, item.at("survey"));
    item.number("quantile", 0, 1);
    item.integer("offset", 0, 1'000'000);
    for (const std::string_view key : {"property", "case", "per"}) item.text(key);
  }

  void read_objective(ObjectReader& item) {
    item.required_text("id");
    if (const std::string metric = item.required_text("metric"); !metric.empty())
      context_.references.use(NameKind::metric, metric, item.at("metric"));
    if (const std::string feature = item.text("feature"); !feature.empty()) context_.references.use(NameKind::feature, feature, item.at("feature"));
    item.one_of("stage", {"launch", "stable", "sunset"}, "stable");
    item.one_of("dimension", {"acquisition", "retention", "reputation", "feedback", "quality", "value"}, "value");
    item.one_of("op", {"<", "<=", ">", ">=", "==", "!="}, ">=");
    item.number("value", -1e15, 1e15);
  }

  LoadContext& context_;
  Strategy& strategy_;
  ObjectReader r_;
};

}  // namespace

RuleId LoadContext::rule(const Value& rule, const std::string& pointer, RuleScope scope, std::string* disabled) {
  note_references(rule, scope, pointer, references);
  const auto compiled = rules.compile(rule, scope);
  if (!compiled.ok()) {
    note_failure(compiled.error, pointer, disabled);
    return no_rule;
  }
  return compiled.rule;
}

void LoadContext::note_failure(const RuleError& error, const std::string& pointer, std::string* disabled) {
  if (error.of_segment) return;  // said where the segment stands
  const std::string place = pointer + error.pointer;
  const bool zone = error.type == RuleErrorType::unknown_time_zone;
  if (error.type != RuleErrorType::unknown_operator && !zone) {
    return findings.error("rule", place, error.message + " (" + std::string(rule_error_name(error.type)) + ")", "see docs/rules.md");
  }
  const std::string_view rule = zone ? "time-zone" : "unknown-operator";
  std::string remedy(zone ? zone_remedy : "use one of the operators in docs/rules.md");
  if (disabled == nullptr) findings.error(rule, place, error.message, std::move(remedy));
  else disable(*disabled, rule, place, error.message, std::move(remedy));
}

void LoadContext::disable(std::string& disabled, std::string_view rule, const std::string& place, std::string message, std::string remedy) {
  if (disabled.empty()) disabled = message + " (" + place + ")";
  findings.warning(rule, place, std::move(message) + ": the campaign is off", std::move(remedy));
}

std::vector<Evidence> LoadContext::evidence(const Value& rule) {
  std::vector<Evidence> list;
  for (HistoryQuestion& question : history_questions(rule)) {
    const auto compiled = rules.compile(*question.node);
    if (compiled.ok()) list.push_back({compiled.rule, question.op, std::move(question.names), question.window_ms});
    if (list.size() == limits::max_reason_facts) break;
  }
  return list;
}

void LoadContext::note_violation(const Value& content, std::string_view plain, Campaign& campaign) const {
  if (campaign.violation.empty()) campaign.violation = content_violation(content, plain, content_policy);
}

EventMatch LoadContext::event_match(ObjectReader& reader, std::string* disabled) {
  EventMatch match;
  match.event = reader.required_text("event");
  if (!match.event.empty()) references.use(NameKind::event, match.event, reader.at("event"));
  if (const Value* filter = reader.take("filter")) match.filter = rule(*filter, reader.at("filter"), RuleScope::event, disabled);
  return match;
}

StrategyReport read_strategy(std::string_view json, const ZoneSource& zones) {
  StrategyReport report;
  if (json.size() > limits::max_strategy_bytes) {
    report.findings.error("limit", "", "the document has more than " + std::to_string(limits::max_strategy_bytes) + " bytes", "make it smaller");
    return report;
  }
  const auto document = parse_json(json);
  if (!document.ok()) {
    report.findings.error("json", "", "this is not JSON: " + document.status().message(), "correct the syntax");
    return report;
  }
  auto loaded = std::make_unique<LoadedStrategy>();
  References references;
  LoadContext context{report.findings, references, loaded->rules, loaded->strategy, (*document)["segments"], {}, ask_once(zones)};
  loaded->rules.set_zones(context.zones);
  loaded->strategy.device_zone = *parse_zone(device_zone_name, context.zones);
  EnvelopeReader(*document, context).read();
  if (references.used_count(NameKind::event) > limits::max_history_names) {
    report.findings.error("limit", "",
                          "the document names more than " + std::to_string(limits::max_history_names) + " events, and no more are remembered",
                          "retire campaigns, or let several share an event with a property");
  }
  if (!report.findings.ok()) return report;
  references.report_undeclared(report.findings);
  loaded->strategy.json = json;
  report.loaded = std::move(loaded);
  return report;
}

Status refusal(const Findings& findings, std::string_view json) {
  std::string text = "the strategy is refused: ";
  for (std::size_t i = 0; i < findings.errors.size() && i < errors_in_message; i++) {
    if (i > 0) text += " | ";
    text += finding_text(findings.errors[i], json);
  }
  if (findings.error_count() > errors_in_message) text += " | and " + std::to_string(findings.error_count() - errors_in_message) + " more";
  return {Code::invalid, std::move(text)};
}

}  // namespace docent::core
