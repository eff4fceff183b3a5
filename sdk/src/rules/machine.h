// The virtual machine under Evaluator: a stack of cells, a frame for each running loop, an arena. run() executes the code of one node and everything
// below it. All memory is reused; every step and byte counts against the limits. Not thread safe; one Machine per thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/arena.h"
#include "rules/cell.h"
#include "rules/program.h"
#include "rules/rule_tables.h"

namespace docent::core::rules {

class Machine {
 public:
  explicit Machine(const Tables& tables) : tables_(tables) {}

  // Evaluates node `node` of `program` in the outermost scope. False on an error, which error() describes. `result` is valid until the next run.
  bool run(const Program& program, uint32_t node, const RuleInput& input, Cell& result) noexcept;

  RuleErrorType error() const noexcept { return error_; }
  const Program* error_program() const noexcept { return error_program_; }
  uint32_t error_node() const noexcept { return error_node_; }
  bool missing_data() const noexcept { return missing_data_; }
  bool saturated() const noexcept { return saturated_; }
  std::size_t bytes_used() const noexcept { return arena_.used(); }

 private:
  struct Frame {
    Op op = Op::map;
    Cell items;
    uint32_t index = 0;
    uint32_t base = 0;  // of the stack: kept results of map and filter start here
    Cell accumulator;   // reduce
  };

  bool execute(const Program& program, uint32_t begin, uint32_t end) noexcept;
  [[gnu::always_inline]] inline bool step(const Program& program, const Instruction& at, uint32_t& pc) noexcept;
  bool fail(RuleErrorType error) noexcept {
    if (error_ == RuleErrorType::none) error_ = error;
    return false;
  }
  bool charge_steps(std::size_t steps) noexcept {
    if (steps > steps_left_) return fail(RuleErrorType::budget_exceeded);
    steps_left_ -= static_cast<uint32_t>(steps);
    return true;
  }
  bool reserve_stack(std::size_t cells) noexcept { return depth_ + cells <= stack_.size() || grow_stack(cells); }
  bool grow_stack(std::size_t cells) noexcept;
  Cell& top() noexcept { return stack_[depth_ - 1]; }
  void push(const Cell& cell) noexcept { stack_[depth_++] = cell; }
  void replace(std::size_t count, const Cell& result) noexcept {  // the top `count` cells by one
    depth_ -= count;
    push(result);
  }

  // Data
  Cell attribute(uint32_t slot) const noexcept;
  Cell look_up(std::string_view path, bool in_loop) const noexcept;
  bool look_up_computed(bool in_loop) noexcept;
  bool history_value(uint32_t slot) noexcept;
  bool in_window(const DayWindow& window) const noexcept;
  bool path_of(const Cell& cell, char* buffer, std::string_view& path) noexcept;
  bool find_missing(const Cell* keys, std::size_t count, bool in_loop, Cell& result) noexcept;
  bool missing(std::size_t count, bool in_loop) noexcept;
  bool missing_some(bool in_loop) noexcept;

  // Operators on the top `count` cells
  bool apply(Op op, std::size_t count, bool in_loop) noexcept;
  bool compare_chain(Order order, std::size_t count) noexcept;
  bool equality(Op op) noexcept;
  bool arithmetic(Op op, std::size_t count) noexcept;
  bool membership() noexcept;
  bool concatenate(std::size_t count) noexcept;
  bool substring(std::size_t count) noexcept;
  bool merge(std::size_t count) noexcept;
  bool affix(Op op) noexcept;
  bool sem_ver() noexcept;
  bool test_version(const VersionTest& test) noexcept;
  bool fractional(std::size_t pairs) noexcept;
  bool make_list(std::size_t first, std::size_t count) noexcept;

  // Loops
  bool loop_begin(Op op, bool& entered) noexcept;
  bool loop_next(const Program& program, bool& more) noexcept;
  bool finish_loop(const Cell& result) noexcept;

  const Tables& tables_;
  const RuleInput* input_ = nullptr;
  RuleScope scope_ = RuleScope::user;
  std::vector<Cell> stack_;
  std::size_t depth_ = 0;
  std::vector<Frame> frames_;
  Arena arena_;
  uint32_t steps_left_ = 0;
  RuleErrorType error_ = RuleErrorType::none;
  const Program* error_program_ = nullptr;
  uint32_t error_node_ = 0;
  bool missing_data_ = false;
  bool saturated_ = false;
};

}  // namespace docent::core::rules
