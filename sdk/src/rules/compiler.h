// Turns one rule into a Program: reads the JSON into nodes and checks it (compiler.cpp), evaluates what is constant, then writes the code
// (code_generator.cpp). Lives for one rule; segments and filters that the rule uses get a Compiler of their own.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "rules/machine.h"
#include "rules/rule_tables.h"

namespace docent::core::rules {

class Compiler {
 public:
  Compiler(Tables& tables, RuleScope scope) : tables_(tables), program_(std::make_unique<Program>()), folder_(tables) { program_->scope = scope; }
  // The program, or nullptr and error().
  std::unique_ptr<Program> compile(const Value& rule);
  RuleError error() { return std::move(error_); }

 private:
  // Where a value stands.
  struct Place {
    uint32_t parent = RuleNode::none;
    int16_t position = -1;
    int16_t part = -1;
    int depth = 0;  // of operators and lists around it
    bool in_loop = false;
  };

  // Each returns the node, or RuleNode::none after an error.
  uint32_t parse(const Value& value, const Place& place);
  uint32_t parse_list(const Value& value, const Place& place);
  uint32_t parse_operator(std::string_view name, const Value& operand, const Place& place);
  bool parse_children(uint32_t node, std::span<const Value> operands, bool bare, int depth);
  bool parse_var(uint32_t node, std::span<const Value> operands, bool bare, int depth);
  bool parse_fractional(uint32_t node, std::span<const Value> operands, bool bare, int depth);
  bool parse_bucket(uint32_t node, const Value& bucket, const Place& place);
  bool parse_literal(uint32_t node, std::span<const Value> operands, bool bare, int depth);
  bool parse_segment(uint32_t node, std::span<const Value> operands, int depth);
  bool parse_window(uint32_t node, std::span<const Value> operands);
  bool parse_history(uint32_t node, std::span<const Value> operands, bool bare);
  bool compile_filter(uint32_t node, const Value& filter, std::size_t position, HistorySlot& slot);
  void intern_missing(uint32_t node);

  uint32_t add_node(Op op, const Place& place);
  uint32_t add_literal(const Value& value, const Place& place);
  uint32_t add_optional(std::string_view attribute, const Place& place);
  uint32_t add_constant(Value value);
  bool count_values(const Value& value, uint32_t node);
  bool enter(uint32_t node, int depth);
  void fold(uint32_t node);
  bool foldable(uint32_t node) const;
  void become_constant(uint32_t node, const Cell& result);
  bool fail(RuleErrorType type, uint32_t node, std::string message, std::string_view below = {});

  // Code
  void generate(uint32_t node);
  void generate_children(uint32_t node);
  void generate_var(uint32_t node);
  void generate_branches(uint32_t node);
  void generate_loop(uint32_t node);
  void generate_version_test(uint32_t node);
  uint32_t emit(uint32_t node, OpCode code, int stack_change, uint32_t operand = 0, uint32_t count = 0);
  void land(uint32_t jump) { program_->code[jump].operand = static_cast<uint32_t>(program_->code.size()); }
  RuleNode& at(uint32_t node) { return program_->nodes[node]; }

  Tables& tables_;
  std::unique_ptr<Program> program_;
  Machine folder_;
  RuleError error_;
  std::size_t value_count_ = 0;
  int stack_height_ = 0;
};

}  // namespace docent::core::rules
