// Writes the code of nodes. Part of the Compiler. The code of a node, its operands' included, is contiguous and leaves one cell on the stack.
#include <algorithm>

#include "rules/compiler.h"

namespace docent::core::rules {

uint32_t Compiler::emit(uint32_t node, OpCode code, int stack_change, uint32_t operand, uint32_t count) {
  Instruction instruction{code, at(node).op, static_cast<uint16_t>(count), operand, node, at(node).in_loop};
  program_->code.push_back(instruction);
  stack_height_ += stack_change;
  program_->max_stack = std::max(program_->max_stack, static_cast<uint32_t>(stack_height_));
  return static_cast<uint32_t>(program_->code.size() - 1);
}

void Compiler::generate(uint32_t node) {
  const uint32_t begin = static_cast<uint32_t>(program_->code.size());
  const int height = stack_height_;
  const uint32_t count = at(node).child_count;
  const int result = 1 - static_cast<int>(count);
  switch (at(node).op) {
    case Op::constant: emit(node, OpCode::push_constant, 1, at(node).operand); break;
    case Op::list:
      generate_children(node);
      emit(node, OpCode::make_list, result, 0, count);
      break;
    case Op::var: generate_var(node); break;
    case Op::if_:
    case Op::and_:
    case Op::or_: generate_branches(node); break;
    case Op::map:
    case Op::filter:
    case Op::reduce:
    case Op::all:
    case Op::none:
    case Op::some: generate_loop(node); break;
    case Op::fractional:
      generate_children(node);
      emit(node, OpCode::fractional, result, 0, (count - 3) / 2);
      break;
    case Op::sem_ver: generate_version_test(node); break;
    case Op::in_segment: emit(node, OpCode::call, 1, at(node).operand); break;
    case Op::in_window: emit(node, OpCode::window, 1, at(node).operand); break;
    case Op::history: emit(node, OpCode::history, 1, at(node).operand); break;
    default:
      generate_children(node);
      emit(node, OpCode::apply, result, 0, count);
      break;
  }
  stack_height_ = height + 1;
  at(node).code_begin = begin;
  at(node).code_end = static_cast<uint32_t>(program_->code.size());
}

void Compiler::generate_children(uint32_t node) {
  for (uint32_t child = at(node).first_child; child != RuleNode::none; child = at(child).next_sibling) generate(child);
}

// The operator and the second version are nearly always constant; they are read once then.
void Compiler::generate_version_test(uint32_t node) {
  generate_children(node);
  const RuleNode& op = at(at(at(node).first_child).next_sibling);
  const RuleNode& version = at(at(node).last_child);
  if (op.op == Op::constant && version.op == Op::constant && tables_.folding) {
    const Cell& op_text = program_->constants[op.operand];
    const Cell& version_text = program_->constants[version.operand];
    const auto parsed_op = op_text.is_string() ? parse_sem_ver_op(op_text.view()) : std::nullopt;
    const auto parsed = version_text.is_string() ? parse_sem_ver(version_text.view()) : std::nullopt;
    if (parsed_op && parsed) {
      emit(node, OpCode::test_version, -2, static_cast<uint32_t>(program_->version_tests.size()));
      program_->version_tests.push_back({*parsed_op, *parsed});
      return;
    }
  }
  emit(node, OpCode::apply, -2, 0, 3);
}

void Compiler::generate_var(uint32_t node) {
  uint32_t fallback = at(node).first_child;
  const bool computed = at(node).operand == RuleNode::none;
  if (computed) {
    generate(fallback);
    fallback = at(fallback).next_sibling;
    emit(node, OpCode::load_computed, 0);
    if (fallback == RuleNode::none && !at(node).in_loop) emit(node, OpCode::note_missing, 0);
  } else if (at(node).in_loop) {
    emit(node, OpCode::load_element, 1, at(node).operand);
  } else {
    const bool noted = fallback == RuleNode::none && !at(node).name.empty();
    emit(node, noted ? OpCode::load_attribute : OpCode::load_optional, 1, at(node).operand);
  }
  if (fallback == RuleNode::none) return;
  const uint32_t present = emit(node, OpCode::jump_if_present, -1);
  generate(fallback);
  land(present);
}

void Compiler::generate_branches(uint32_t node) {
  const int height = stack_height_;
  std::vector<uint32_t> to_end;
  uint32_t child = at(node).first_child;
  if (at(node).op != Op::if_) {  // and, or: the first operand that decides, else the last
    for (; child != RuleNode::none; child = at(child).next_sibling) {
      generate(child);
      if (at(child).next_sibling != RuleNode::none) to_end.push_back(emit(node, OpCode::jump_or_pop, -1));
    }
  } else {
    for (; child != RuleNode::none && at(child).next_sibling != RuleNode::none; child = at(child).next_sibling) {
      generate(child);
      const uint32_t to_next = emit(node, OpCode::jump_if_falsy, -1);
      child = at(child).next_sibling;
      generate(child);
      to_end.push_back(emit(node, OpCode::jump, 0));
      stack_height_ = height;
      land(to_next);
    }
    if (child != RuleNode::none) generate(child);
    else emit(node, OpCode::push_constant, 1, add_constant(Value()));
  }
  for (const uint32_t jump : to_end) land(jump);
}

void Compiler::generate_loop(uint32_t node) {
  const uint32_t items = at(node).first_child;
  const uint32_t body = at(items).next_sibling;
  generate(items);
  const bool reduce = at(node).op == Op::reduce;
  if (reduce) {
    const uint32_t initial = at(body).next_sibling;
    if (initial != RuleNode::none) generate(initial);
    else emit(node, OpCode::push_constant, 1, add_constant(Value()));
  }
  const uint32_t begin = emit(node, OpCode::loop_begin, reduce ? -2 : -1);
  const auto first = static_cast<uint32_t>(program_->code.size());
  generate(body);
  emit(node, OpCode::loop_next, 0, first);
  land(begin);
}

}  // namespace docent::core::rules
