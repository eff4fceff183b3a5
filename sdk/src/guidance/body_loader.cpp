// Reads what is particular to tours, surveys and checklists: steps, questions, items.
#include <algorithm>
#include <set>

#include "guidance/load_context.h"
#include "guidance/placeholders.h"
#include "model/limits.h"

namespace docent::core {
namespace {

// The members of `object` that are not in `taken`.
Value without(const Value& object, std::initializer_list<std::string_view> taken) {
  Value::Object rest;
  for (const auto& member : object.as_object()) {
    if (std::find(taken.begin(), taken.end(), member.first) == taken.end()) rest.push_back(member);
  }
  return Value(std::move(rest));
}

// Reads the id of one of `ids` things; false when another one has it.
std::string own_id(ObjectReader& r, std::set<std::string>& ids, std::string_view what, Findings& findings) {
  std::string id = r.required_text("id");
  if (!id.empty() && !ids.insert(id).second) {
    findings.error("duplicate-id", r.at("id"), "another " + std::string(what) + " has the id \"" + id + "\"", "give each its own");
  }
  return id;
}

bool within_limit(const Value& list, std::size_t max, const std::string& pointer, std::string_view what, Findings& findings) {
  if (list.as_array().empty()) {
    findings.error("range", pointer, "there are no " + std::string(what), "write at least one");
    return false;
  }
  if (list.as_array().size() <= max) return true;
  findings.error("limit", pointer, "more than " + std::to_string(max) + " " + std::string(what), "use fewer");
  return false;
}

TourStep read_step(const Value& value, const std::string& pointer, std::set<std::string>& ids, Campaign& campaign, LoadContext& context) {
  TourStep step;
  ObjectReader r(value, pointer, context.findings);
  step.id = own_id(r, ids, "step", context.findings);
  if (step.id == "next" || step.id == "back") {
    context.findings.error("reserved-name", r.at("id"), "\"" + step.id + "\" is what a host reports to go on or back", "rename the step");
  }
  step.modal = r.one_of("type", {"element", "modal"}, value.find("anchor") == nullptr ? "modal" : "element") == "modal";
  if (!step.modal && r.is_object() && value["anchor"].as_string().empty()) r.missing("anchor", "name the element, or write \"type\": \"modal\"");
  if (const Value* advance = r.take_object("advanceOn")) {
    ObjectReader a(*advance, r.at("advanceOn"), context.findings);
    Trigger t;
    static_cast<EventMatch&>(t) = context.event_match(a, &campaign.disabled);
    a.finish();
    step.advance_on = std::move(t);
  }
  step.wait_ms = r.duration_ms("waitForElement").value_or(0);
  step.skip_missing = r.boolean("skipMissingElement").value_or(false);
  step.content = without(value, {"id", "type", "advanceOn", "waitForElement", "skipMissingElement"});
  if (value.is_object()) check_content(step.content, pointer, true, context.texts());
  context.note_violation(step.content, "title", campaign);
  return step;
}

void read_branching(const Value& list, const std::string& pointer, Question& question, SurveyFlow& flow, Campaign& campaign, LoadContext& context) {
  for (std::size_t i = 0; i < list.as_array().size(); i++) {
    ObjectReader r(list.as_array()[i], pointer_to(pointer, i), context.findings);
    Branch branch;
    if (const Value* rule = r.take("if")) {
      const auto compiled = flow.rules.compile(*rule, RuleScope::event);
      if (compiled.ok()) branch.condition = compiled.rule;
      else context.note_failure(compiled.error, r.at("if"), &campaign.disabled);
    }
    branch.next = r.required_text("next");
    r.finish();
    question.branching.push_back(std::move(branch));
  }
  const auto is_last = [](const Branch& b) { return b.condition == no_rule; };
  const auto last = std::find_if(question.branching.begin(), question.branching.end(), is_last);
  if (last != question.branching.end() && last + 1 != question.branching.end()) {
    const auto position = static_cast<std::size_t>(last + 1 - question.branching.begin());
    if (context.findings.ok())
      context.findings.warning("unreachable", pointer_to(pointer, position), "a branch before this one has no condition, so this one is never taken",
                               "put the unconditional branch last");
  }
}

void read_choices(const Value& list, const std::string& pointer, Question& question, Campaign& campaign, LoadContext& context) {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < list.as_array().size(); i++) {
    ObjectReader r(list.as_array()[i], pointer_to(pointer, i), context.findings);
    Choice choice;
    choice.id = own_id(r, ids, "choice", context.findings);
    if (const Value* text = r.take_object("text")) {
      check_texts(*text, r.at("text"), context.texts());
      choice.text = *text;
    } else if (r.is_object()) {
      r.missing("text", "give the text in every locale");
    }
    r.finish();
    context.note_violation(list.as_array()[i], "", campaign);
    question.choices.push_back(std::move(choice));
  }
}

bool has_choices(QuestionType type) { return type == QuestionType::single_choice || type == QuestionType::multiple_choice; }

void read_scale(ObjectReader& r, Question& q) {
  switch (q.type) {
    case QuestionType::nps: q.highest = 10; return;
    case QuestionType::csat: q.lowest = 1, q.highest = 5; return;
    case QuestionType::ces: q.lowest = 1, q.highest = 7; return;
    case QuestionType::rating:
      q.lowest = 1;
      q.highest = r.integer("range", 2, 10).value_or(5);
      q.scale = r.one_of("scale", {"number", "star", "smiley"}, "star");
      return;
    case QuestionType::single_choice:
    case QuestionType::multiple_choice: q.open_choice = r.boolean("hasOpenChoice").value_or(false); [[fallthrough]];
    case QuestionType::open: {
      constexpr auto most = static_cast<int64_t>(limits::max_answer_chars);
      q.max_chars = static_cast<std::size_t>(r.integer("maxChars", 1, most).value_or(q.type == QuestionType::open ? most : most / 10));
      return;
    }
  }
}

Question read_question(const Value& value, const std::string& pointer, std::set<std::string>& ids, SurveyFlow& flow, Campaign& campaign,
                       LoadContext& context) {
  Question q;
  ObjectReader r(value, pointer, context.findings);
  q.id = own_id(r, ids, "question", context.findings);
  if (q.id == SurveyFlow::end) context.findings.error("reserved-name", r.at("id"), "\"end\" is where a survey ends", "rename the question");
  const std::string type = r.required_text("type");
  const auto known = parse_question_type(type);
  if (!known) {
    if (!type.empty()) {
      context.disable(campaign.disabled, "unknown-type", r.at("type"), "the question type \"" + type + "\" is not known to this version",
                      "see docs/strategy.md for the types");
    }
    return q;
  }
  q.type = *known;
  q.optional = r.boolean("optional").value_or(false);
  read_scale(r, q);
  if (const Value* text = r.take_object("text")) {
    check_texts(*text, r.at("text"), context.texts());
    q.text = *text;
    context.note_violation(value, "question", campaign);
  } else if (r.is_object()) {
    r.missing("text", "give the question in every locale");
  }
  if (const Value* a11y = r.take_object("a11y")) {
    check_a11y(*a11y, r.at("a11y"), context.findings);
    q.a11y = *a11y;
  }
  const Value* choices = has_choices(q.type) ? r.take_array("choices") : nullptr;
  if (choices != nullptr && within_limit(*choices, limits::max_question_choices, r.at("choices"), "choices", context.findings)) {
    read_choices(*choices, r.at("choices"), q, campaign, context);
  }
  if (has_choices(q.type) && r.is_object() && value.find("choices") == nullptr) r.missing("choices", "list what can be chosen");
  if (const Value* branching = r.take_array("branching")) read_branching(*branching, r.at("branching"), q, flow, campaign, context);
  r.finish();
  return q;
}

// Every branch leads somewhere, and never back.
void check_ways(const SurveyFlow& flow, const std::string& pointer, LoadContext& context) {
  const std::size_t count = flow.questions.size();
  std::vector<std::vector<std::pair<std::size_t, std::string>>> ways(count);  // target and place
  for (std::size_t i = 0; i < count; i++) {
    const Question& q = flow.questions[i];
    const std::string at = pointer_to(pointer_to(pointer, i), "branching");
    bool falls_through = true;
    for (std::size_t b = 0; b < q.branching.size(); b++) {
      const std::string place = pointer_to(pointer_to(at, b), "next");
      falls_through = falls_through && q.branching[b].condition != no_rule;
      if (q.branching[b].next == SurveyFlow::end || q.branching[b].next.empty()) continue;
      const Question* target = flow.question(q.branching[b].next);
      if (target == nullptr) {
        context.findings.error("unknown-reference", place, "no question has the id \"" + q.branching[b].next + "\"",
                               "name one of the questions, or \"end\"");
      } else {
        ways[i].emplace_back(static_cast<std::size_t>(target - flow.questions.data()), place);
      }
    }
    if (falls_through && i + 1 < count) ways[i].emplace_back(i + 1, at);
  }
  // Depth first; a way to a question that is still open closes a circle.
  enum class Mark : uint8_t { fresh, open, done };
  std::vector<Mark> marks(count, Mark::fresh);
  struct Frame {
    std::size_t question;
    std::size_t way;
  };
  for (std::size_t start = 0; start < count; start++) {
    if (marks[start] != Mark::fresh) continue;
    std::vector<Frame> open = {{start, 0}};
    marks[start] = Mark::open;
    while (!open.empty()) {
      Frame& f = open.back();
      if (f.way == ways[f.question].size()) {
        marks[f.question] = Mark::done;
        open.pop_back();
        continue;
      }
      const auto& [target, place] = ways[f.question][f.way++];
      if (marks[target] == Mark::open) {
        context.findings.error("cycle", place, "the survey comes back to \"" + flow.questions[target].id + "\", so it might never end",
                               "branch to a later question or to \"end\"");
        return;
      }
      if (marks[target] == Mark::fresh) marks[target] = Mark::open, open.push_back({target, 0});
    }
  }
}

}  // namespace

std::vector<TourStep> read_steps(const Value& list, const std::string& pointer, Campaign& campaign, LoadContext& context) {
  std::vector<TourStep> steps;
  if (!within_limit(list, limits::max_tour_steps, pointer, "steps", context.findings)) return steps;
  std::set<std::string> ids;
  for (std::size_t i = 0; i < list.as_array().size(); i++)
    steps.push_back(read_step(list.as_array()[i], pointer_to(pointer, i), ids, campaign, context));
  const auto& most = context.content_policy.max_tour_steps;
  if (most && std::cmp_greater(steps.size(), *most) && campaign.violation.empty()) {
    campaign.violation = "maxTourSteps: " + std::to_string(steps.size()) + " steps";
  }
  return steps;
}

std::shared_ptr<const SurveyFlow> read_questions(const Value& list, const std::string& pointer, Campaign& campaign, LoadContext& context) {
  auto flow = std::make_shared<SurveyFlow>();
  if (!within_limit(list, limits::max_survey_questions, pointer, "questions", context.findings)) return flow;
  std::set<std::string> ids;
  for (std::size_t i = 0; i < list.as_array().size(); i++)
    flow->questions.push_back(read_question(list.as_array()[i], pointer_to(pointer, i), ids, *flow, campaign, context));
  check_ways(*flow, pointer, context);
  return flow;
}

std::vector<ChecklistItem> read_items(const Value& list, const std::string& pointer, Campaign& campaign, LoadContext& context) {
  std::vector<ChecklistItem> items;
  if (!within_limit(list, limits::max_checklist_items, pointer, "items", context.findings)) return items;
  std::set<std::string> ids;
  for (std::size_t i = 0; i < list.as_array().size(); i++) {
    const Value& value = list.as_array()[i];
    ObjectReader r(value, pointer_to(pointer, i), context.findings);
    ChecklistItem item;
    item.id = own_id(r, ids, "item", context.findings);
    if (const Value* rule = r.take("completeWhen")) {
      item.complete_when = context.rule(*rule, r.at("completeWhen"), RuleScope::user, &campaign.disabled);
    } else if (r.is_object()) {
      r.missing("completeWhen", "say when the item is done");
    }
    item.launches = r.text("launches");
    if (!item.launches.empty()) context.references.use(NameKind::campaign, item.launches, r.at("launches"));
    if (const Value* text = r.take_object("text")) {
      check_texts(*text, r.at("text"), context.texts());
      item.text = *text;
      context.note_violation(value, "", campaign);
    } else if (r.is_object()) {
      r.missing("text", "give the text in every locale");
    }
    r.finish();
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace docent::core
