#include "rules/compiler.h"

#include <optional>

#include "json/pointer.h"
#include "model/limits.h"
#include "rules/history_operand.h"

namespace docent::core::rules {
namespace {

constexpr std::size_t max_folded_bytes = 4'096;  // a larger constant is made when it is needed, not kept

std::string count_text(const OpInfo& info) {
  if (info.max_operands == 255) return "at least " + std::to_string(info.min_operands);
  if (info.min_operands == info.max_operands) return std::to_string(info.min_operands);
  return std::to_string(info.min_operands) + " to " + std::to_string(info.max_operands);
}

}  // namespace

std::unique_ptr<Program> Compiler::compile(const Value& rule) {
  if (parse(rule, {}) == RuleNode::none) return nullptr;
  generate(0);
  program_->code.shrink_to_fit();  // thousands of rules stay in memory for as long as the strategy
  program_->nodes.shrink_to_fit();
  program_->constants.shrink_to_fit();
  program_->values.shrink_to_fit();
  return std::move(program_);
}

bool Compiler::fail(RuleErrorType type, uint32_t node, std::string message, std::string_view below) {
  if (error_.type == RuleErrorType::none) error_ = {type, node_pointer(*program_, node) + std::string(below), std::move(message)};
  return false;
}

uint32_t Compiler::add_node(Op op, const Place& place) {
  const auto node = static_cast<uint32_t>(program_->nodes.size());
  RuleNode& added = program_->nodes.emplace_back();
  added.op = op;
  added.parent = place.parent;
  added.position = place.position;
  added.part = place.part;
  added.in_loop = place.in_loop;
  if (place.parent == RuleNode::none) return node;
  RuleNode& parent = at(place.parent);
  if (parent.first_child == RuleNode::none) parent.first_child = node;
  else at(parent.last_child).next_sibling = node;
  parent.last_child = node;
  parent.child_count++;
  return node;
}

uint32_t Compiler::add_constant(Value value) {
  program_->values.push_back(std::make_unique<const Value>(std::move(value)));
  program_->constants.push_back(Cell::of(*program_->values.back()));
  return static_cast<uint32_t>(program_->constants.size() - 1);
}

uint32_t Compiler::add_literal(const Value& value, const Place& place) {
  const uint32_t node = add_node(Op::constant, place);
  at(node).operand = add_constant(value);
  return node;
}

// Reads an attribute that may be missing without being missed.
uint32_t Compiler::add_optional(std::string_view attribute, const Place& place) {
  const uint32_t node = add_node(Op::var, place);
  at(node).in_loop = false;
  at(node).operand = tables_.names(program_->scope).intern(attribute);
  return node;
}

// Counts a value and everything in it against the limit.
bool Compiler::count_values(const Value& value, uint32_t node) {
  if (++value_count_ > limits::max_rule_nodes)
    return fail(RuleErrorType::too_large, node, "the rule has more than " + std::to_string(limits::max_rule_nodes) + " nodes");
  for (const Value& element : value.as_array())
    if (!count_values(element, node)) return false;
  for (const auto& [key, member] : value.as_object())
    if (!count_values(member, node)) return false;
  return true;
}

// Notes that an operator or list stands at `depth` (1: the outermost).
bool Compiler::enter(uint32_t node, int depth) {
  if (depth > program_->depth) program_->depth = depth;
  return depth <= limits::max_rule_depth ||
         fail(RuleErrorType::too_deep, node, "operators nest more than " + std::to_string(limits::max_rule_depth) + " deep");
}

uint32_t Compiler::parse(const Value& value, const Place& place) {
  if (value.is_array()) return parse_list(value, place);
  if (value.is_object() && value.as_object().size() == 1) {
    const auto& [name, operand] = value.as_object().front();
    return parse_operator(name, operand, place);
  }
  const uint32_t node = add_literal(value, place);
  return count_values(value, node) ? node : RuleNode::none;
}

uint32_t Compiler::parse_list(const Value& value, const Place& place) {
  const uint32_t node = add_node(Op::list, place);
  if (!count_values(Value(), node) || !enter(node, place.depth + 1)) return RuleNode::none;
  if (!parse_children(node, value.as_array(), false, place.depth + 1)) return RuleNode::none;
  fold(node);
  return node;
}

uint32_t Compiler::parse_operator(std::string_view name, const Value& operand, const Place& place) {
  const OpInfo* info = find_operator(name);
  const uint32_t node = add_node(info != nullptr ? info->op : Op::constant, place);
  if (info == nullptr) {
    fail(RuleErrorType::unknown_operator, node, "there is no operator " + quoted(name));
    return RuleNode::none;
  }
  at(node).name = info->name;
  const int depth = place.depth + 1;
  const bool bare = !operand.is_array();
  const std::span<const Value> operands = bare ? std::span(&operand, 1) : std::span(operand.as_array());
  if (!count_values(Value(), node) || !enter(node, depth)) return RuleNode::none;
  if (operands.size() < info->min_operands || (info->max_operands != 255 && operands.size() > info->max_operands)) {
    fail(RuleErrorType::bad_argument, node, quoted(name) + " takes " + count_text(*info) + " operands, not " + std::to_string(operands.size()));
    return RuleNode::none;
  }
  bool fine = false;
  if (info->op == Op::var) fine = parse_var(node, operands, bare, depth);
  else if (info->shape == OpShape::fractional) fine = parse_fractional(node, operands, bare, depth);
  else if (info->shape == OpShape::literal) fine = parse_literal(node, operands, bare, depth);
  else fine = parse_children(node, operands, bare, depth);
  if (!fine) return RuleNode::none;
  if (info->op == Op::missing || info->op == Op::missing_some) intern_missing(node);
  fold(node);
  return node;
}

bool Compiler::parse_children(uint32_t node, std::span<const Value> operands, bool bare, int depth) {
  const OpInfo* info = find_operator(at(node).name);
  const bool loop = info != nullptr && info->shape == OpShape::loop;
  const bool in_loop = at(node).in_loop;
  for (std::size_t i = 0; i < operands.size(); i++) {
    const Place place{node, static_cast<int16_t>(bare ? -1 : static_cast<int>(i)), -1, depth, in_loop || (loop && i == 1)};
    if (parse(operands[i], place) == RuleNode::none) return false;
  }
  return true;
}

bool Compiler::parse_var(uint32_t node, std::span<const Value> operands, bool bare, int depth) {
  const Value path = operands.empty() ? Value() : operands[0];
  const bool in_loop = at(node).in_loop;
  const auto position = [bare](int16_t i) { return bare ? int16_t{-1} : i; };
  if (path.is_object()) {
    at(node).operand = RuleNode::none;  // computed
    if (parse(path, {node, position(0), -1, depth, in_loop}) == RuleNode::none) return false;
  } else {
    std::string text(path.as_string());
    char digits[max_number_text];
    if (path.is_number()) text.assign(digits, format_number(Cell::of(path), digits));
    if (!path.is_null() && !path.is_string() && !path.is_number())
      return fail(RuleErrorType::bad_argument, node, "\"var\" needs a path, for example \"user.plan\", not " + to_json(path));
    at(node).operand = in_loop ? add_constant(std::move(text)) : tables_.names(program_->scope).intern(text);
  }
  return operands.size() < 2 || parse(operands[1], {node, position(1), -1, depth, in_loop}) != RuleNode::none;
}

// The keys that `missing` spells out get slots, so that whoever binds attributes knows about them.
void Compiler::intern_missing(uint32_t node) {
  if (at(node).in_loop) return;
  for (uint32_t child = at(node).first_child; child != RuleNode::none; child = at(child).next_sibling) {
    if (at(child).op != Op::constant) continue;
    const Cell& keys = program_->constants[at(child).operand];
    if (keys.is_string()) tables_.names(program_->scope).intern(keys.view());
    for (uint32_t i = 0; keys.is_array() && i < keys.size; i++)
      if (keys.element(i).is_string()) tables_.names(program_->scope).intern(keys.element(i).view());
  }
}

// Children: key, two fallbacks, then variant and weight of each bucket. [["a", 1], ["b", 2]] without a key is flagd's shorthand.
bool Compiler::parse_fractional(uint32_t node, std::span<const Value> operands, bool bare, int depth) {
  const bool in_loop = at(node).in_loop;
  const Place key{node, static_cast<int16_t>(bare ? -1 : 0), -1, depth, in_loop};
  const bool shorthand = operands[0].is_array();
  if (shorthand) add_literal(Value(), key);
  else if (parse(operands[0], key) == RuleNode::none) return false;
  const bool literal_key = !shorthand && operands[0].is_string();
  for (const char* fallback : {"$flagd.flagKey", "targetingKey"}) {
    if (literal_key) add_literal(Value(), key);
    else add_optional(fallback, key);
  }
  const std::size_t first = shorthand ? 0 : 1;
  if (operands.size() == first) return fail(RuleErrorType::bad_argument, node, "\"fractional\" needs at least one bucket, [variant, weight]");
  for (std::size_t i = first; i < operands.size(); i++)
    if (!parse_bucket(node, operands[i], {node, static_cast<int16_t>(i), 0, depth, in_loop})) return false;
  return true;
}

bool Compiler::parse_bucket(uint32_t node, const Value& bucket, const Place& place) {
  const Value::Array& parts = bucket.as_array();
  std::string below = "/fractional";
  append_pointer(below, static_cast<std::size_t>(place.position));
  if (parts.empty() || parts.size() > 2)
    return fail(RuleErrorType::bad_argument, node, "a bucket of \"fractional\" is [variant] or [variant, weight]", below);
  if (!count_values(Value(), node) || parse(parts[0], place) == RuleNode::none) return false;
  Place weight = place;
  weight.part = 1;
  if (parts.size() == 2 && !parts[1].is_null()) return parse(parts[1], weight) != RuleNode::none;
  add_literal(Value(1), weight);
  return true;
}

bool Compiler::foldable(uint32_t node) const {
  const RuleNode& root = program_->nodes[node];
  const OpInfo* info = find_operator(root.name);
  const bool pure = root.op == Op::list || (info != nullptr && (info->shape == OpShape::plain || info->shape == OpShape::branch));
  if (!pure || !tables_.folding) return false;
  for (uint32_t child = root.first_child; child != RuleNode::none; child = program_->nodes[child].next_sibling)
    if (program_->nodes[child].op != Op::constant) return false;
  return true;
}

// Evaluates an operator whose operands are constant. One that fails stays: it may stand in a branch that is never taken.
void Compiler::fold(uint32_t node) {
  if (!foldable(node)) return;
  generate(node);
  Cell result;
  if (folder_.run(*program_, node, {}, result) && folder_.bytes_used() <= max_folded_bytes) become_constant(node, result);
  program_->code.clear();
}

void Compiler::become_constant(uint32_t node, const Cell& result) {
  std::optional<uint32_t> known;  // `if` and the like give back one of their operands
  for (uint32_t child = at(node).first_child; child != RuleNode::none; child = at(child).next_sibling) {
    const Cell& operand = program_->constants[at(child).operand];
    if (operand.kind == result.kind && operand.size == result.size && operand.integer == result.integer) known = at(child).operand;
  }
  at(node).operand = known ? *known : add_constant(to_value(result));
  at(node).op = Op::constant;
  at(node).first_child = RuleNode::none;
  at(node).child_count = 0;
}

CompileResult compile_rule(Tables& tables, const Value& rule, RuleScope scope, std::string_view segment) {
  Compiler compiler(tables, scope);
  auto program = compiler.compile(rule);
  if (program == nullptr) return {no_rule, compiler.error()};
  program->segment = segment;
  tables.programs.push_back(std::move(program));
  return {static_cast<RuleId>(tables.programs.size() - 1), {}};
}

}  // namespace docent::core::rules
