// A compiled rule: flat code for the Machine, the constants it pushes, and the tree it came from (for messages and explain; never touched while a
// rule runs). The code of a subtree is contiguous, so each node can also be run by itself. Immutable once compiled.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time_zone_name.h"
#include "json/value.h"
#include "rules/cell.h"
#include "rules/history_slot.h"
#include "rules/operators.h"
#include "rules/rule_input.h"
#include "rules/sem_ver.h"

namespace docent::core::rules {

enum class OpCode : uint8_t {
  push_constant,    // operand: constant
  load_attribute,   // operand: slot. A missing one is noted
  load_optional,    // operand: slot. A missing one is not noted: a default follows
  load_element,     // operand: constant, the path within the element of the innermost loop
  load_computed,    // replaces a path by what is there; in_loop
  note_missing,     // ends a var with a computed path and without a default
  jump_if_present,  // to operand when the top is not missing; else pops it
  jump,             // to operand
  jump_if_falsy,    // pops; to operand when it was falsy
  jump_or_pop,      // op and_/or_: to operand with the top when it decides; else pops it
  make_list,        // of the top `count`
  apply,            // op on the top `count`
  loop_begin,       // op; to operand when there is nothing to do
  loop_next,        // op; back to operand while there is more
  test_version,     // operand: index of version_tests. sem_ver whose operator and second version are constant; on the top 3
  fractional,       // of a key, two fallbacks and `count` pairs of variant and weight
  window,           // operand: index of windows
  history,          // operand: slot
  call,             // operand: rule, in the outermost scope
};

struct Instruction {
  OpCode code;
  Op op = Op::constant;
  uint16_t count = 0;
  uint32_t operand = 0;
  uint32_t node = 0;     // where it came from
  bool in_loop = false;  // data is the element of the innermost loop, not the attributes
};

struct RuleNode {
  static constexpr uint32_t none = UINT32_MAX;

  Op op = Op::constant;
  bool in_loop = false;
  int16_t position = -1;  // among the parent's operands; -1: the operand stands without an array
  int16_t part = -1;      // fractional: within the bucket
  uint32_t parent = none;
  uint32_t first_child = none;
  uint32_t last_child = none;
  uint32_t next_sibling = none;
  uint32_t child_count = 0;
  uint32_t operand = 0;   // constant, attribute slot, history slot, window or rule
  std::string_view name;  // of the operator as the rule has it; "" for literals
  uint32_t code_begin = 0;
  uint32_t code_end = 0;
};

// Time of day by the clock of a zone, [from, to) in minutes; across midnight when from > to.
struct DayWindow {
  uint16_t from = 0;
  uint16_t to = 0;
  Zone zone;
};

// The constant part of a sem_ver; views into constants.
struct VersionTest {
  SemVerOp op = SemVerOp::equal;
  SemVer version;
};

struct Program {
  RuleScope scope = RuleScope::user;
  std::string segment;  // id; "" when it is none
  std::vector<Instruction> code;
  std::vector<Cell> constants;
  std::vector<std::unique_ptr<const Value>> values;  // what constants point to
  std::vector<DayWindow> windows;
  std::vector<VersionTest> version_tests;
  std::vector<RuleNode> nodes;  // the root is nodes[0]
  uint32_t max_stack = 1;
  int depth = 0;  // of nested operators and lists, called segments included
};

// JSON pointer of a node within its rule.
std::string node_pointer(const Program& program, uint32_t node);

}  // namespace docent::core::rules
