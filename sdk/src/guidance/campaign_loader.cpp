// Reads one element of `campaigns`. An unknown type or operator disables the item and keeps the reason; everything else that is wrong refuses the
// document.
#include <algorithm>
#include <set>

#include "guidance/load_context.h"
#include "guidance/placeholders.h"
#include "guidance/rule_reading.h"

namespace docent::core {
namespace {

constexpr int64_t max_count = 1'000'000;

// FNV-1a, 64 bit: progress of a trigger belongs to its definition, not to its place in the list.
uint64_t definition_hash(const Value& definition) {
  uint64_t hash = 0xcbf29ce484222325;
  for (const char c : to_json(definition)) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3;
  return hash;
}

class CampaignReader {
 public:
  CampaignReader(const Value& value, const std::string& pointer, LoadContext& context)
      : value_(value), context_(context), r_(value, pointer, context.findings) {
    c_.pointer = pointer;
  }

  void read() {
    c_.id = r_.required_text("id");
    c_.type_name = r_.required_text("type");
    if (c_.id.empty()) return;
    if (!context_.references.declare(NameKind::campaign, c_.id)) {
      context_.findings.error("duplicate-id", r_.at("id"), "another campaign has the id \"" + c_.id + "\"",
                              "give each its own: history is kept by id");
    }
    const auto type = parse_campaign_type(c_.type_name);
    if (!type) {
      context_.disable(c_.disabled, "unknown-type", r_.at("type"), "the type \"" + c_.type_name + "\" is not known to this version",
                       "see docs/strategy.md for the types");
      c_.enabled = value_["state"].as_string() != "DISABLED";
    } else {
      c_.type = *type;
      read_common();
      if (c_.type == CampaignType::recommendation) read_recommendation();
      else read_body();
      if (c_.type != CampaignType::recommendation) {
        if (const Value* v = r_.take_object("experiment")) read_experiment(*v);
      }
      r_.finish();
    }
    context_.strategy.campaigns.push_back(std::move(c_));
  }

 private:
  void read_common() {
    c_.enabled = r_.one_of("state", {"ENABLED", "DISABLED"}, "ENABLED") == "ENABLED";
    c_.priority = r_.integer("priority", -max_count, max_count).value_or(0);
    c_.emergency = r_.one_of("policy", {"emergency", "normal"}, "normal") == "emergency";
    c_.armed_only = r_.boolean("armedOnly").value_or(false);
    c_.dismissible = r_.boolean("dismissible").value_or(true) || !c_.emergency;  // escape closes what is no emergency
    c_.exclusion_group = r_.text("exclusionGroup");
    c_.feature = r_.text("feature");
    if (!c_.feature.empty()) context_.references.use(NameKind::feature, c_.feature, r_.at("feature"));
    const std::string stage = r_.one_of("stage", {"launch", "stable", "sunset"}, "");
    for (const Stage s : {Stage::launch, Stage::stable, Stage::sunset}) {
      if (stage == stage_name(s)) c_.stage = s;
    }
    if (c_.stage != Stage::none && c_.feature.empty()) r_.missing("feature", "\"stage\" is that of a feature: name it");
    if (const Value* v = r_.take_object("schedule")) read_schedule(*v);
    if (const Value* v = r_.take_array("triggers")) read_triggers(*v);
    if (const Value* v = r_.take_array("cancelTriggers")) {
      for_each_object(*v, "cancelTriggers",
                      [this](ObjectReader& item, const Value&) { c_.cancel_triggers.push_back(context_.event_match(item, &c_.disabled)); });
    }
    if (const Value* v = r_.take_array("invalidateOn")) {
      for_each_object(*v, "invalidateOn", [this](ObjectReader& item, const Value&) {
        Invalidation i;
        static_cast<EventMatch&>(i) = context_.event_match(item, &c_.disabled);
        if (const std::string reason = item.text("reason"); !reason.empty()) i.reason = reason;
        c_.invalidate_on.push_back(std::move(i));
      });
    }
    c_.delay_ms = r_.duration_ms("delay").value_or(0);
    c_.min_visible_ms = r_.duration_ms("minVisible").value_or(c_.min_visible_ms);
    if (const Value* v = r_.take("targeting")) {
      c_.targeting = context_.rule(*v, r_.at("targeting"), RuleScope::user, &c_.disabled);
      c_.evidence = context_.evidence(*v);
    }
    if (const Value* v = r_.take_object("frequency")) read_frequency(*v);
    if (context_.content_policy.expiry_required && !c_.schedule.end) c_.violation = "expiryRequired: the campaign has no schedule.end";
  }

  template <class F>
  void for_each_object(const Value& list, std::string_view key, F&& read_item) {
    for (std::size_t i = 0; i < list.as_array().size(); i++) {
      ObjectReader item(list.as_array()[i], pointer_to(r_.at(key), i), context_.findings);
      read_item(item, list.as_array()[i]);
      item.finish();
    }
  }

  std::optional<Moment> moment(ObjectReader& r, std::string_view key) {
    const std::string text = r.text(key);
    if (text.empty()) return std::nullopt;
    const auto m = parse_moment(text);
    if (!m) {
      context_.findings.error("time", r.at(key), "\"" + text + "\" is no time",
                              "write RFC 3339, for example \"2026-11-23T09:00:00Z\", or local time with \"timeZone\"");
    }
    return m;
  }

  void read_schedule(const Value& value) {
    ObjectReader r(value, r_.at("schedule"), context_.findings);
    Schedule& s = c_.schedule;
    s.zone = context_.strategy.device_zone;
    s.start = moment(r, "start");
    s.end = moment(r, "end");
    if (const std::string zone = r.text("timeZone"); !zone.empty()) {
      if (const auto parsed = parse_zone(zone, context_.zones)) {
        s.zone = *parsed;
      } else {
        context_.disable(c_.disabled, "time-zone", r.at("timeZone"), "the time zone \"" + zone + "\" is none that this device knows",
                         std::string(zone_remedy));
      }
    } else if ((s.start && !s.start->absolute) || (s.end && !s.end->absolute)) {
      context_.findings.error("time-zone", r.pointer(), "a time without an offset needs \"timeZone\"",
                              "add for example \"timeZone\": \"local\", or end the time in Z");
    }
    if (s.start && s.end && s.start->absolute == s.end->absolute && s.start->ms >= s.end->ms) {
      context_.findings.error("range", r.at("end"), "the end is not after the start", "move one of them");
    }
    if (const Value* windows = r.take_array("windows")) {
      for (std::size_t i = 0; i < windows->as_array().size(); i++) read_window(windows->as_array()[i], pointer_to(r.at("windows"), i));
    }
    r.finish();
  }

  void read_window(const Value& value, const std::string& pointer) {
    ObjectReader r(value, pointer, context_.findings);
    DailyWindow w;
    for (const auto& [key, target, otherwise] : {std::tuple("from", &w.from_ms, 0), std::tuple("to", &w.to_ms, 86'400'000)}) {
      const std::string text = r.text(key);
      const auto parsed = text.empty() ? std::optional<int32_t>(otherwise) : parse_time_of_day(text);
      if (!parsed) context_.findings.error("time", r.at(key), "\"" + text + "\" is no time of day", "write for example \"10:00\"");
      *target = parsed.value_or(otherwise);
    }
    if (const Value* days = r.take_array("daysOfWeek")) {
      w.days = 0;
      for (const Value& day : days->as_array()) {
        const int64_t n = day.as_int();
        if (n >= 1 && n <= 7) w.days = static_cast<uint8_t>(w.days | 1 << (n - 1));
        else context_.findings.error("range", r.at("daysOfWeek"), to_json(day) + " is no day of the week", "write 1 (Monday) to 7 (Sunday)");
      }
    }
    r.finish();
    c_.schedule.windows.push_back(w);
  }

  void read_triggers(const Value& list) {
    for_each_object(list, "triggers", [this](ObjectReader& item, const Value& value) {
      Trigger t;
      static_cast<EventMatch&>(t) = context_.event_match(item, &c_.disabled);
      t.goal = static_cast<uint32_t>(item.integer("goal", 1, static_cast<int64_t>(limits::max_history_occurrences)).value_or(1));
      t.within_ms = item.duration_ms("within").value_or(Series::ever);
      t.key = definition_hash(value);
      c_.triggers.push_back(std::move(t));
    });
    if (c_.triggers.size() > limits::max_campaign_triggers) {
      context_.findings.error("limit", r_.at("triggers"), "more than " + std::to_string(limits::max_campaign_triggers) + " triggers", "use fewer");
      c_.triggers.resize(limits::max_campaign_triggers);
    }
  }

  void read_frequency(const Value& value) {
    ObjectReader r(value, r_.at("frequency"), context_.findings);
    CampaignFrequency& f = c_.frequency;
    if (const auto limit = r.integer("displayLimit", 0, max_count)) f.display_limit = static_cast<uint64_t>(*limit);
    f.interval_ms = r.duration_ms("interval").value_or(0);
    f.recontact_ms = r.duration_ms("recontact").value_or(0);
    const std::string until = r.one_of("until", {"shown", "interacted", "completed", "responded"}, "");
    if (until == "shown") f.until = Until::shown;
    if (until == "interacted") f.until = Until::interacted;
    if (until == "completed") f.until = Until::completed;
    if (until == "responded") f.until = Until::responded;
    f.redisplay_after_dismiss = r.boolean("redisplayAfterDismiss").value_or(false);
    f.resume = r.boolean("resume").value_or(false);
    r.finish();
  }

  // Everything but a recommendation. Tips and banners have a content; of the others it is what stands above their steps, questions and items.
  void read_body() {
    const bool message = c_.type == CampaignType::tip || c_.type == CampaignType::banner;
    const Value* content = r_.take_object("content");
    const Value* a11y = r_.take_object("a11y");
    if (a11y != nullptr) check_a11y(*a11y, r_.at("a11y"), context_.findings);
    if (content != nullptr) {
      c_.body.content = *content;
      check_content(*content, r_.at("content"), message || c_.type == CampaignType::checklist, context_.texts());
      context_.note_violation(*content, "title", c_);
    } else if (message || c_.type == CampaignType::checklist) {
      if (value_.find("content") == nullptr) r_.missing("content", "say what is to be shown");
    }
    if (a11y != nullptr && c_.body.content.find("a11y") == nullptr) c_.body.content = overlay(c_.body.content, Value(Value::Object{{"a11y", *a11y}}));
    if (c_.type == CampaignType::tour)
      read_list("steps", [&](const Value& v, const std::string& at) { c_.body.steps = read_steps(v, at, c_, context_); });
    if (c_.type == CampaignType::survey) {
      read_list("questions", [&](const Value& v, const std::string& at) { c_.body.survey = read_questions(v, at, c_, context_); });
    }
    if (c_.type == CampaignType::checklist) {
      read_list("items", [&](const Value& v, const std::string& at) { c_.items = read_items(v, at, c_, context_); });
      note_dependencies();
    }
    note_placeholders(value_, c_.body);
    if (c_.triggers.empty() && !c_.armed_only && c_.type != CampaignType::checklist) {
      context_.findings.warning("no-trigger", c_.pointer, "nothing triggers \"" + c_.id + "\", so it appears only when the user asks for it",
                                "add \"triggers\"");
    }
  }

  // Without a trigger the events that its rules ask about have to call it.
  void note_dependencies() {
    c_.depends_on = event_names(value_["targeting"], context_.segments);
    for (const Value& item : value_["items"].as_array()) {
      for (std::string& name : event_names(item["completeWhen"], context_.segments)) c_.depends_on.push_back(std::move(name));
    }
  }

  template <class F>
  void read_list(std::string_view key, F&& read) {
    const Value* list = r_.take_array(key);
    if (list != nullptr) read(*list, r_.at(key));
    else if (value_.find(key) == nullptr) r_.missing(key, "a " + c_.type_name + " has at least one");
  }

  static void note_placeholders(const Value& value, CampaignBody& body) {
    std::vector<std::string> names;
    collect_placeholders(value, names);
    constexpr std::string_view of_event = "event.";
    body.placeholders.clear();
    for (const std::string& name : names) {
      if (name.starts_with(of_event)) body.placeholders.push_back(name.substr(of_event.size()));
    }
  }

  void read_experiment(const Value& value) {
    ObjectReader r(value, r_.at("experiment"), context_.findings);
    Experiment e;
    e.seed = r.required_text("seed");
    if (const std::string attribute = r.text("hashAttribute"); !attribute.empty()) e.hash_attribute = attribute;
    context_.references.use(NameKind::attribute, e.hash_attribute, r.at("hashAttribute"));
    const std::string control = r.text("control");
    uint64_t total = 0;
    std::set<std::string> ids;
    if (const Value* variants = r.take_array("variants")) {
      for (std::size_t i = 0; i < variants->as_array().size(); i++) {
        e.variants.push_back(read_variant(variants->as_array()[i], pointer_to(r.at("variants"), i), control));
        total += e.variants.back().weight;
        if (!ids.insert(e.variants.back().id).second) {
          context_.findings.error("duplicate-id", pointer_to(r.at("variants"), i), "another variant has the same id", "give each its own");
        }
      }
    }
    if (total == 0 || total > INT32_MAX) {
      context_.findings.error("range", r.at("variants"), "the weights add up to " + std::to_string(total), "let them add up to 1 to 2147483647");
    }
    if (!control.empty() && !ids.contains(control)) {
      context_.findings.error("unknown-reference", r.at("control"), "no variant has the id \"" + control + "\"", "name one of the variants");
    }
    read_goal(r, e);
    r.finish();
    c_.experiment = std::move(e);
  }

  Variant read_variant(const Value& value, const std::string& pointer, const std::string& control) {
    ObjectReader r(value, pointer, context_.findings);
    Variant v;
    v.id = r.required_text("id");
    v.weight = static_cast<uint32_t>(r.integer("weight", 0, INT32_MAX).value_or(0));
    v.control = !v.id.empty() && v.id == control;
    v.body = c_.body;
    if (const Value* content = r.take_object("content")) read_variant_content(*content, r.at("content"), v.body);
    r.finish();
    return v;
  }

  // Members of the campaign's content, and for a tour or a survey its steps or questions.
  void read_variant_content(const Value& value, const std::string& pointer, CampaignBody& body) {
    Value::Object content;
    for (const auto& [key, member] : value.as_object()) {
      if (key == "steps" && c_.type == CampaignType::tour && member.is_array()) {
        body.steps = read_steps(member, pointer_to(pointer, key), c_, context_);
      } else if (key == "questions" && c_.type == CampaignType::survey && member.is_array()) {
        body.survey = read_questions(member, pointer_to(pointer, key), c_, context_);
      } else {
        content.emplace_back(key, member);
      }
    }
    const Value written(std::move(content));
    check_content(written, pointer, false, context_.texts());
    body.content = overlay(c_.body.content, written);
    context_.note_violation(body.content, "title", c_);
    note_placeholders(value_, body);  // of the whole campaign: a variant inserts no more than it names itself
  }

  // What the experiment is judged by.
  void read_goal(ObjectReader& r, Experiment& experiment) {
    const Value* goal = r.take_object("goal");
    if (goal == nullptr) return;
    ObjectReader g(*goal, r.at("goal"), context_.findings);
    experiment.goal = context_.event_match(g, &c_.disabled);
    experiment.goal_within_ms = g.duration_ms("within").value_or(Series::ever);
    g.finish();
  }

  void read_recommendation() {
    c_.slot = r_.required_text("slot");
    c_.limit =
        static_cast<std::size_t>(r_.integer("limit", 1, static_cast<int64_t>(limits::max_recommendations)).value_or(limits::max_recommendations));
    c_.exclude_used_ms = r_.duration_ms("excludeUsedWithin").value_or(0);
    r_.ignore({"a11y", "content"});
    const Value* candidates = r_.take_array("candidates");
    if (candidates == nullptr) {
      if (value_.find("candidates") == nullptr) r_.missing("candidates", "list what can be recommended");
      return;
    }
    for (std::size_t i = 0; i < candidates->as_array().size(); i++) read_candidate(candidates->as_array()[i], pointer_to(r_.at("candidates"), i));
  }

  void read_candidate(const Value& value, const std::string& pointer) {
    ObjectReader r(value, pointer, context_.findings);
    Candidate candidate;
    candidate.feature = r.required_text("feature");
    if (!candidate.feature.empty() && context_.strategy.feature(candidate.feature) == nullptr) {
      context_.findings.error("unknown-reference", r.at("feature"), "no feature has the id \"" + candidate.feature + "\"", "declare it in /features");
    }
    if (const Value* v = r.take("score")) {
      if (v->is_number()) candidate.score = v->as_double();
      else candidate.score_rule = context_.rule(*v, r.at("score"), RuleScope::user, &c_.disabled);
      candidate.evidence = context_.evidence(*v);
    }
    if (const Value* v = r.take("if")) {
      candidate.condition = context_.rule(*v, r.at("if"), RuleScope::user, &c_.disabled);
      for (Evidence& e : context_.evidence(*v)) candidate.evidence.push_back(std::move(e));
    }
    if (const Value* text = r.take_object("text")) {
      candidate.text = *text;
      check_texts(*text, r.at("text"), context_.texts());
      context_.note_violation(value, "title", c_);
    } else if (r.is_object()) {
      r.missing("text", "give the text in every locale");
    }
    r.finish();
    c_.candidates.push_back(std::move(candidate));
  }

  const Value& value_;
  LoadContext& context_;
  ObjectReader r_;
  Campaign c_;
};

}  // namespace

void read_campaign(const Value& value, const std::string& pointer, LoadContext& context) { CampaignReader(value, pointer, context).read(); }

}  // namespace docent::core
