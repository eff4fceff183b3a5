// The linter's view of rules. It follows no values: it only knows literals, that comparisons of one operand can exclude each other, and that counts
// are 0 or more.
#include <algorithm>
#include <array>
#include <set>

#include "guidance/lint_context.h"
#include "guidance/rule_reading.h"

namespace docent::core {
namespace {

const Value nothing;

struct Operation {
  std::string_view op;
  const Value* operands;
  std::size_t count() const { return operands->is_array() ? operands->as_array().size() : 1; }
  const Value& operand(std::size_t i) const { return !operands->is_array() ? *operands : i < count() ? operands->as_array()[i] : nothing; }
  std::string at(const std::string& pointer, std::size_t i) const {
    const std::string here = pointer_to(pointer, op);
    return operands->is_array() ? pointer_to(here, i) : here;
  }
};
std::optional<Operation> operation_of(const Value& rule) {
  if (!rule.is_object() || rule.as_object().size() != 1) return std::nullopt;
  return Operation{rule.as_object().front().first, &rule.as_object().front().second};
}

bool is_literal(const Value& value) { return !value.is_object() && !value.is_array(); }

std::optional<bool> compare(const Value& a, std::string_view op, const Value& b) {
  const bool numbers = a.is_number() && b.is_number();
  if (!numbers && !(a.is_string() && b.is_string())) return std::nullopt;
  if (op == "==" || op == "===") return a == b;
  if (op == "!=" || op == "!==") return !(a == b);
  if (!numbers) return std::nullopt;
  if (op == "<") return a.as_double() < b.as_double();
  if (op == "<=") return a.as_double() <= b.as_double();
  if (op == ">") return a.as_double() > b.as_double();
  if (op == ">=") return a.as_double() >= b.as_double();
  return std::nullopt;
}

// Whether a rule always or never holds, by its literals alone; empty when that depends.
std::optional<bool> fold(const Value& rule) {
  if (rule.is_null()) return false;
  if (rule.is_bool()) return rule.as_bool();
  if (rule.is_number()) return rule.as_double() != 0;
  if (rule.is_string()) return !rule.as_string().empty();
  if (rule.is_array()) return rule.as_array().empty() ? std::optional(false) : std::nullopt;
  const auto operation = operation_of(rule);
  if (!operation) return std::nullopt;
  if (operation->op == "!" || operation->op == "!!") {
    const auto inner = fold(operation->operand(0));
    return inner ? std::optional(*inner == (operation->op == "!!")) : std::nullopt;
  }
  if (operation->op == "and" || operation->op == "or") {
    const bool deciding = operation->op == "or";
    bool all = true;
    for (std::size_t i = 0; i < operation->count(); i++) {
      const auto inner = fold(operation->operand(i));
      if (inner == deciding) return deciding;
      all = all && inner;
    }
    return all && operation->count() > 0 ? std::optional(!deciding) : std::nullopt;
  }
  if (operation->count() == 2 && is_literal(operation->operand(0)) && is_literal(operation->operand(1)))
    return compare(operation->operand(0), operation->op, operation->operand(1));
  return std::nullopt;
}

// What an `and` asks of one operand.
struct Constraint {
  std::string operand;  // as JSON
  const Value* node = nullptr;
  std::string_view op;
  const Value* literal = nullptr;
  std::string pointer;
};

std::string_view mirrored(std::string_view op) { return op == "<" ? ">" : op == "<=" ? ">=" : op == ">" ? "<" : op == ">=" ? "<=" : op; }
std::string_view plain(std::string_view op) { return op == "===" ? "==" : op == "!==" ? "!=" : op; }
bool is_comparison(std::string_view op) {
  constexpr std::array<std::string_view, 8> all = {"<", "<=", ">", ">=", "==", "!=", "===", "!=="};
  return std::find(all.begin(), all.end(), op) != all.end();
}

void add_constraint(const Value& left, std::string_view op, const Value& right, const std::string& pointer, std::vector<Constraint>& list) {
  if (is_literal(left) == is_literal(right)) return;
  const Value& operand = is_literal(left) ? right : left;
  list.push_back({to_json(operand), &operand, plain(is_literal(left) ? mirrored(op) : op), is_literal(left) ? &left : &right, pointer});
}

void collect_constraints(const Value& rule, const std::string& pointer, std::vector<Constraint>& list) {
  const auto operation = operation_of(rule);
  if (!operation) return;
  if (operation->op == "and") {
    for (std::size_t i = 0; i < operation->count(); i++) collect_constraints(operation->operand(i), operation->at(pointer, i), list);
  } else if (operation->op == "!" && operation_of(operation->operand(0))) {
    static const Value zero(0);
    const auto inner = operation_of(operation->operand(0));
    if (inner->op == "event_count" || inner->op == "campaign_count")
      list.push_back({to_json(operation->operand(0)), &operation->operand(0), "==", &zero, pointer});
  } else if (is_comparison(operation->op)) {
    for (std::size_t i = 0; i + 1 < operation->count(); i++)
      add_constraint(operation->operand(i), operation->op, operation->operand(i + 1), pointer, list);
  }
}

bool excludes(const Constraint& a, const Constraint& b) {
  if (a.op == "==") return compare(*a.literal, b.op, *b.literal) == false;
  if (b.op == "==") return compare(*b.literal, a.op, *a.literal) == false;
  const auto below = [](const Constraint& c) { return c.op.starts_with('<'); };
  const auto above = [](const Constraint& c) { return c.op.starts_with('>'); };
  if (above(a) && below(b)) return excludes(b, a);
  if (!below(a) || !above(b) || !a.literal->is_number() || !b.literal->is_number()) return false;
  const bool both = a.op == "<=" && b.op == ">=";
  return both ? a.literal->as_double() < b.literal->as_double() : a.literal->as_double() <= b.literal->as_double();
}

bool is_count(const Value& node) {
  const auto operation = operation_of(node);
  return operation && (operation->op == "event_count" || operation->op == "event_days" || operation->op == "campaign_count");
}

class RuleLinter {
 public:
  RuleLinter(const Value& rule, std::string pointer, LintContext& context) : rule_(rule), pointer_(std::move(pointer)), context_(context) {}

  void lint() {
    if (fold(rule_) == false) {
      context_.warn("always-false", pointer_, "the rule holds for nobody", "remove what makes it false, or leave the rule out");
    }
    collect_counted(rule_);
    visit(rule_, pointer_, false, false);
  }

 private:
  void collect_counted(const Value& rule) {
    const auto operation = operation_of(rule);
    if (operation && (operation->op == "event_count" || operation->op == "event_days" || operation->op == "campaign_count")) {
      counted_.insert(to_json(operation->operand(0)));
      return;
    }
    for (const Value& item : rule.as_array()) collect_counted(item);
    for (const auto& [key, member] : rule.as_object()) collect_counted(member);
  }

  void check_contradictions(const Value& rule, const std::string& pointer) {
    std::vector<Constraint> list;
    collect_constraints(rule, pointer, list);
    static const Value zero(0);
    for (std::size_t i = 0; i < list.size(); i++) {
      const Constraint own{list[i].operand, list[i].node, ">=", &zero, ""};
      if (is_count(*list[i].node) && excludes(list[i], own)) {
        context_.warn("contradiction", list[i].pointer, "a count is never below 0", "compare with 0 or more");
        return;
      }
      for (std::size_t j = 0; j < i; j++) {
        if (list[i].operand != list[j].operand || !excludes(list[i], list[j])) continue;
        context_.warn("contradiction", list[i].pointer, "this can't hold together with " + list[j].pointer + ": both ask about " + list[i].operand,
                      "correct one of them, or write \"or\"");
        return;
      }
    }
  }

  // An age of what may never have happened: nullptr when `node` is none, or when the rule counts the same event.
  const Value* unguarded_age(const Value& node) const {
    const auto operation = operation_of(node);
    if (!operation || (operation->op != "event_age" && operation->op != "event_first_age" && operation->op != "campaign_age")) return nullptr;
    const Value& name = operation->operand(0);
    return name.as_string() == "session_start" || counted_.contains(to_json(name)) ? nullptr : &name;
  }

  void check_age(const Operation& operation, const std::string& pointer, bool negated) {
    if (!is_comparison(operation.op)) return;
    for (std::size_t i = 0; i < operation.count() && i < 2; i++) {
      const Value* name = unguarded_age(operation.operand(i));
      if (name == nullptr) continue;
      const std::string_view op = i == 0 ? operation.op : mirrored(operation.op);
      const std::string remedy = "say what is meant for those: add a comparison of the count of " + to_json(*name) + " with 0";
      if (negated) {
        context_.warn("unguarded-age", pointer, "the negation also holds for users for whom " + to_json(*name) + " never happened", remedy);
      } else if (op.starts_with('>')) {
        context_.warn("unguarded-age", pointer,
                      "what never happened is not long ago: users for whom " + to_json(*name) + " never happened are left out", remedy);
      }
      return;
    }
  }

  // `in_and`: this rule's comparisons were looked at with those of the `and` around it.
  void visit(const Value& rule, const std::string& pointer, bool negated, bool in_and) {
    const auto operation = operation_of(rule);
    if (!operation) {
      for (std::size_t i = 0; i < rule.as_array().size(); i++) visit(rule.as_array()[i], pointer_to(pointer, i), negated, false);
      if (rule.as_object().size() > 1)
        context_.warn("several-operators", pointer, "an object with several members is a value, not a rule: it always holds",
                      "write {\"and\": […]} with one object for each");
      return;
    }
    const bool conjunction = operation->op == "and" || is_comparison(operation->op);
    if (conjunction && !in_and) check_contradictions(rule, pointer);
    check_age(*operation, pointer, negated);
    const bool inside = negated != (operation->op == "!");
    for (std::size_t i = 0; i < operation->count(); i++) visit(operation->operand(i), operation->at(pointer, i), inside, operation->op == "and");
  }

  const Value& rule_;
  std::string pointer_;
  LintContext& context_;
  std::set<std::string> counted_;  // first operands of counts, as JSON
};

void lint_rule(const Value& holder, std::string_view key, const std::string& pointer, LintContext& context) {
  if (const Value* rule = holder.find(key)) RuleLinter(*rule, pointer_to(pointer, key), context).lint();
}

// The targeting is asked when a trigger has fired, so the trigger's event has happened then.
void check_trigger(const Campaign& campaign, const Value& targeting, LintContext& context) {
  if (campaign.triggers.empty()) return;
  std::vector<Constraint> list;
  collect_constraints(targeting, campaign.pointer + "/targeting", list);
  const std::string* first = nullptr;
  for (const Trigger& trigger : campaign.triggers) {
    static const Value one(1);
    const auto never = std::find_if(list.begin(), list.end(), [&](const Constraint& c) {
      const auto operation = operation_of(*c.node);
      return operation->op == "event_count" && operation->count() == 1 && operation->operand(0).as_string() == trigger.event &&
             excludes(c, {c.operand, c.node, ">=", &one, ""});
    });
    if (never == list.end()) return;
    if (first == nullptr) first = &never->pointer;
  }
  context.warn("trigger-never", *first, "the campaign is triggered by an event that must never have happened",
               "ask for a time, such as \"P30D\", that lies before the trigger, or for another event");
}

}  // namespace

void lint_rules(LintContext& context) {
  const auto each = [&](const Value& list, const std::string& pointer, std::string_view key) {
    for (std::size_t i = 0; i < list.as_array().size(); i++) lint_rule(list.as_array()[i], key, pointer_to(pointer, i), context);
  };
  each(context.document["segments"], "/segments", "rule");
  each(context.document["features"], "/features", "available");
  const Value& policies = context.document["policies"];
  lint_rule(policies["frequency"], "suppressWhen", "/policies/frequency", context);
  const auto& plans = policies["emergency"].as_array();
  for (std::size_t i = 0; i < plans.size(); i++) {
    if (plans[i]["scope"].as_string() != "backend") lint_rule(plans[i], "armWhen", pointer_to("/policies/emergency", i), context);
  }
  for (const Campaign& campaign : context.strategy.campaigns) {
    const Value& written = context.written(campaign);
    lint_rule(written, "targeting", campaign.pointer, context);
    check_trigger(campaign, written["targeting"], context);
    each(written["candidates"], campaign.pointer + "/candidates", "if");
    each(written["items"], campaign.pointer + "/items", "completeWhen");
  }
  if (fold(policies["frequency"]["suppressWhen"]) == true)
    context.warn("always-suppressed", "/policies/frequency/suppressWhen", "the rule always holds, so nothing is ever shown", "ask about the user");
}

}  // namespace docent::core
