// The instruction loop, data access and loops. What the plain operators do is in machine_operators.cpp.
#include "rules/machine.h"

#include <new>

#include "model/limits.h"
#include "rules/path.h"

namespace docent::core::rules {
namespace {

using Kind = Cell::Kind;

// What a question costs beyond its own step, so that a rule can't ask the dear ones for ever: a sequence looks at every occurrence of its last event
// for each of its steps, days, sums and maxima at those of their window.
std::size_t history_steps(const HistorySlot& slot) noexcept {
  switch (slot.op) {
    case HistoryOp::event_seq: return limits::sequence_rule_steps * (slot.names.size() + slot.without.size());
    case HistoryOp::event_days:
    case HistoryOp::event_sum:
    case HistoryOp::event_max:
    case HistoryOp::dwell: return limits::window_rule_steps;
    default: return 0;
  }
}

Cell null_if_missing(const Cell& cell) noexcept { return cell.kind == Kind::missing ? Cell{} : cell; }

}  // namespace

bool Machine::run(const Program& program, uint32_t node, const RuleInput& input, Cell& result) noexcept {
  input_ = &input;
  depth_ = 0;
  frames_.clear();
  arena_.reset(limits::max_rule_bytes);
  steps_left_ = limits::max_rule_steps;
  error_ = RuleErrorType::none;
  error_program_ = nullptr;
  missing_data_ = saturated_ = false;
  const RuleNode& root = program.nodes[node];
  error_node_ = node;
  if (!execute(program, root.code_begin, root.code_end)) {
    if (error_program_ == nullptr) error_program_ = &program;
    return false;
  }
  result = null_if_missing(top());
  return true;
}

bool Machine::grow_stack(std::size_t cells) noexcept {
  try {
    stack_.resize((depth_ + cells) * 2);
  } catch (const std::bad_alloc&) {
    return fail(RuleErrorType::budget_exceeded);
  }
  return true;
}

inline bool Machine::step(const Program& program, const Instruction& at, uint32_t& pc) noexcept {
  switch (at.code) {
    case OpCode::push_constant: push(program.constants[at.operand]); return true;
    case OpCode::load_attribute: {
      const Cell cell = attribute(at.operand);
      missing_data_ |= cell.kind == Kind::missing;
      push(cell);
      return true;
    }
    case OpCode::load_optional: push(attribute(at.operand)); return true;
    case OpCode::load_element: {
      const std::string_view path = program.constants[at.operand].view();
      push(look_up(path, true));
      return charge_steps(path.size() / 16);
    }
    case OpCode::load_computed: return look_up_computed(at.in_loop);
    case OpCode::note_missing: missing_data_ |= top().kind == Kind::missing; return true;
    case OpCode::jump_if_present:
      if (top().kind != Kind::missing) pc = at.operand;
      else depth_--;
      return true;
    case OpCode::jump: pc = at.operand; return true;
    case OpCode::jump_if_falsy:
      if (!truthy(stack_[--depth_])) pc = at.operand;
      return true;
    case OpCode::jump_or_pop:
      if (truthy(top()) == (at.op == Op::or_)) pc = at.operand;
      else depth_--;
      return true;
    case OpCode::make_list: return make_list(depth_ - at.count, at.count);
    case OpCode::apply: return apply(at.op, at.count, at.in_loop);
    case OpCode::loop_begin: {
      bool entered = false;
      const bool fine = loop_begin(at.op, entered);
      if (!entered) pc = at.operand;
      return fine;
    }
    case OpCode::loop_next: {
      bool more = false;
      const bool fine = loop_next(program, more);
      if (more) pc = at.operand;
      return fine;
    }
    case OpCode::test_version: return test_version(program.version_tests[at.operand]);
    case OpCode::fractional: return fractional(at.count);
    case OpCode::window: push(Cell::of(in_window(program.windows[at.operand]))); return true;
    case OpCode::history: return history_value(at.operand);
    case OpCode::call: {
      const Program& callee = *tables_.programs[at.operand];
      return execute(callee, callee.nodes[0].code_begin, callee.nodes[0].code_end);
    }
  }
  return false;
}

bool Machine::execute(const Program& program, uint32_t begin, uint32_t end) noexcept {
  const RuleScope outer_scope = scope_;
  scope_ = program.scope;
  bool fine = reserve_stack(program.max_stack);
  for (uint32_t pc = begin; fine && pc < end;) {
    const Instruction& at = program.code[pc++];
    fine = charge_steps(1) && step(program, at, pc);
    if (!fine && error_program_ == nullptr) error_program_ = &program, error_node_ = at.node;  // not when a called segment has noted its own
  }
  scope_ = outer_scope;
  return fine;
}

Cell Machine::attribute(uint32_t slot) const noexcept {
  const Value* value = slot < input_->attributes.size() ? input_->attributes[slot] : nullptr;
  return value != nullptr ? Cell::of(*value) : Cell::of(Kind::missing);
}

// Missing when nothing is there.
Cell Machine::look_up(std::string_view path, bool in_loop) const noexcept {
  if (!in_loop) {
    const uint32_t slot = tables_.names(scope_).find(path);
    if (slot != NameTable::none) return attribute(slot);
    const Value* value = input_->context != nullptr ? input_->context->attribute(path) : nullptr;
    return value != nullptr ? Cell::of(*value) : Cell::of(Kind::missing);
  }
  const Frame& frame = frames_.back();
  if (frame.op != Op::reduce) return find_in(frame.items.element(frame.index), path);
  const std::string_view whole = path;
  const std::string_view part = next_path_part(path);
  const bool inner = part.size() < whole.size();
  const Cell cell = part == "current" ? frame.items.element(frame.index) : part == "accumulator" ? frame.accumulator : Cell::of(Kind::missing);
  return inner && path.empty() ? Cell::of(Kind::missing) : find_in(cell, path);
}

// A path as text: a string, or a number's digits (in `buffer`); null stands for the whole.
bool Machine::path_of(const Cell& cell, char* buffer, std::string_view& path) noexcept {
  if (cell.is_nothing()) path = {};
  else if (cell.is_string()) path = cell.view();
  else if (cell.is_number()) path = {buffer, format_number(cell, buffer)};
  else return fail(RuleErrorType::type_error);
  return charge_steps(path.size() / 16);
}

bool Machine::look_up_computed(bool in_loop) noexcept {
  char buffer[max_number_text];
  std::string_view path;
  if (!path_of(top(), buffer, path)) return false;
  top() = look_up(path, in_loop);
  return true;
}

bool Machine::history_value(uint32_t slot) noexcept {
  const HistorySlot& asked = tables_.history[slot];
  const HistoryOp op = asked.op;
  if (!charge_steps(history_steps(asked))) return false;
  HistoryValue answer;
  if (input_->context != nullptr) answer = input_->context->history(slot);
  else answer.never = may_be_never(op);
  saturated_ |= answer.saturated;
  if (answer.never) push(Cell::of(Kind::never));
  else push(op == HistoryOp::event_seq ? Cell::of(answer.value != 0) : Cell::of(answer.value));
  return true;
}

bool Machine::in_window(const DayWindow& window) const noexcept {
  constexpr int64_t day = 24 * 60;
  const int64_t ms = window.zone.local_ms(input_->now);
  const int64_t minutes = ms >= 0 ? ms / 60'000 : (ms - 59'999) / 60'000;
  const int64_t minute = ((minutes % day) + day) % day;
  if (window.from < window.to) return minute >= window.from && minute < window.to;
  return minute >= window.from || minute < window.to;
}

// The keys that are missing, null or "", as a list.
bool Machine::find_missing(const Cell* keys, std::size_t count, bool in_loop, Cell& result) noexcept {
  auto* found = static_cast<Cell*>(arena_.make(count * sizeof(Cell)));
  if (found == nullptr) return fail(RuleErrorType::budget_exceeded);
  std::size_t n = 0;
  for (std::size_t i = 0; i < count; i++) {
    char buffer[max_number_text];
    std::string_view path;
    if (!charge_steps(1) || !path_of(keys[i], buffer, path)) return false;
    const Cell cell = look_up(path, in_loop);
    if (cell.is_nothing() || (cell.is_string() && cell.size == 0)) found[n++] = keys[i];
  }
  result = Cell::of(found, n);
  return true;
}

namespace {

// The elements of an array as cells; those of a Value are copied into the arena. nullptr when the budget is used up.
const Cell* cells_of(const Cell& array, Arena& arena) noexcept {
  if (array.kind == Kind::list) return array.cells;
  auto* cells = static_cast<Cell*>(arena.make(array.size * sizeof(Cell)));
  for (uint32_t i = 0; cells != nullptr && i < array.size; i++) cells[i] = array.element(i);
  return cells;
}

}  // namespace

bool Machine::missing(std::size_t count, bool in_loop) noexcept {
  const Cell* keys = stack_.data() + depth_ - count;
  std::size_t key_count = count;
  if (count > 0 && keys[0].is_array()) {  // {"missing": {"merge": …}}, or the keys in an array of their own
    key_count = keys[0].size;
    keys = cells_of(keys[0], arena_);
    if (keys == nullptr) return fail(RuleErrorType::budget_exceeded);
  }
  Cell result;
  if (!find_missing(keys, key_count, in_loop, result)) return false;
  replace(count, result);
  return true;
}

bool Machine::missing_some(bool in_loop) noexcept {
  const Cell needed = stack_[depth_ - 2];
  const Cell keys = stack_[depth_ - 1];
  if (!needed.is_number() || !keys.is_array()) return fail(RuleErrorType::type_error);
  const Cell* cells = cells_of(keys, arena_);
  if (cells == nullptr) return fail(RuleErrorType::budget_exceeded);
  Cell result;
  if (!find_missing(cells, keys.size, in_loop, result)) return false;
  const bool enough = static_cast<double>(keys.size - result.size) >= needed.as_double();
  replace(2, enough ? Cell::of(static_cast<const Cell*>(nullptr), 0) : result);
  return true;
}

// The stack is … items (initial). With nothing to do, the loop's result takes their place.
bool Machine::loop_begin(Op op, bool& entered) noexcept {
  Cell initial;
  if (op == Op::reduce) initial = stack_[--depth_];
  const Cell items = stack_[--depth_];
  if (!items.is_nothing() && !items.is_array()) return fail(RuleErrorType::type_error);
  if (items.is_nothing() || items.size == 0) {
    if (op == Op::reduce) push(initial);
    else if (op == Op::map || op == Op::filter) push(Cell::of(static_cast<const Cell*>(nullptr), 0));
    else push(Cell::of(op == Op::none));
    return true;
  }
  Frame frame;
  frame.op = op;
  frame.items = items;
  frame.base = static_cast<uint32_t>(depth_);
  frame.accumulator = initial;
  try {
    frames_.push_back(frame);
  } catch (const std::bad_alloc&) {
    return fail(RuleErrorType::budget_exceeded);
  }
  return entered = true;
}

// The top is the body's result for one element.
bool Machine::loop_next(const Program& program, bool& more) noexcept {
  Frame& frame = frames_.back();
  const Cell result = null_if_missing(stack_[--depth_]);
  switch (frame.op) {
    case Op::map: push(result); break;
    case Op::filter:
      if (truthy(result)) push(frame.items.element(frame.index));
      break;
    case Op::reduce: frame.accumulator = result; break;
    case Op::all:
      if (!truthy(result)) return finish_loop(Cell::of(false));
      break;
    default:  // none, some
      if (truthy(result)) return finish_loop(Cell::of(frame.op == Op::some));
      break;
  }
  if (++frame.index < frame.items.size) {
    more = true;
    if (frame.op != Op::map && frame.op != Op::filter) return true;
    return arena_.charge(sizeof(Cell)) ? reserve_stack(program.max_stack) : fail(RuleErrorType::budget_exceeded);
  }
  if (frame.op == Op::reduce) return finish_loop(frame.accumulator);
  if (frame.op != Op::map && frame.op != Op::filter) return finish_loop(Cell::of(frame.op != Op::some));
  const std::size_t base = frame.base;
  frames_.pop_back();
  return make_list(base, depth_ - base);
}

bool Machine::finish_loop(const Cell& result) noexcept {
  frames_.pop_back();
  push(result);
  return true;
}

// Replaces stack_[first, first + count), which is the top, by one list.
bool Machine::make_list(std::size_t first, std::size_t count) noexcept {
  auto* cells = static_cast<Cell*>(arena_.make(count * sizeof(Cell)));
  if (cells == nullptr) return fail(RuleErrorType::budget_exceeded);
  for (std::size_t i = 0; i < count; i++) cells[i] = null_if_missing(stack_[first + i]);
  replace(count, Cell::of(cells, count));
  return true;
}

}  // namespace docent::core::rules
