#include "rules/operators.h"

#include <algorithm>
#include <array>

namespace docent::core::rules {
namespace {

constexpr uint8_t any = 255;

// Sorted by name.
constexpr std::array table = {
    OpInfo{"!", Op::negate, OpShape::plain, 1, 1},
    OpInfo{"!!", Op::truth, OpShape::plain, 1, 1},
    OpInfo{"!=", Op::not_equal, OpShape::plain, 2, 2},
    OpInfo{"!==", Op::strict_not_equal, OpShape::plain, 2, 2},
    OpInfo{"%", Op::modulo, OpShape::plain, 2, 2},
    OpInfo{"*", Op::multiply, OpShape::plain, 1, any},
    OpInfo{"+", Op::add, OpShape::plain, 0, any},
    OpInfo{"-", Op::subtract, OpShape::plain, 1, 2},
    OpInfo{"/", Op::divide, OpShape::plain, 2, 2},
    OpInfo{"<", Op::less, OpShape::plain, 2, 3},
    OpInfo{"<=", Op::less_equal, OpShape::plain, 2, 3},
    OpInfo{"==", Op::equal, OpShape::plain, 2, 2},
    OpInfo{"===", Op::strict_equal, OpShape::plain, 2, 2},
    OpInfo{">", Op::greater, OpShape::plain, 2, 2},
    OpInfo{">=", Op::greater_equal, OpShape::plain, 2, 2},
    OpInfo{"?:", Op::if_, OpShape::branch, 0, any},
    OpInfo{"all", Op::all, OpShape::loop, 2, 2},
    OpInfo{"and", Op::and_, OpShape::branch, 1, any},
    OpInfo{"campaign_age", Op::history, OpShape::literal, 2, 2},
    OpInfo{"campaign_count", Op::history, OpShape::literal, 2, 3},
    OpInfo{"cat", Op::cat, OpShape::plain, 0, any},
    OpInfo{"dwell", Op::history, OpShape::literal, 1, 2},
    OpInfo{"ends_with", Op::ends_with, OpShape::plain, 2, 2},
    OpInfo{"event_age", Op::history, OpShape::literal, 1, 2},
    OpInfo{"event_count", Op::history, OpShape::literal, 1, 3},
    OpInfo{"event_days", Op::history, OpShape::literal, 2, 3},
    OpInfo{"event_first_age", Op::history, OpShape::literal, 1, 2},
    OpInfo{"event_max", Op::history, OpShape::literal, 2, 3},
    OpInfo{"event_seq", Op::history, OpShape::literal, 2, 3},
    OpInfo{"event_sum", Op::history, OpShape::literal, 2, 3},
    OpInfo{"filter", Op::filter, OpShape::loop, 2, 2},
    OpInfo{"fractional", Op::fractional, OpShape::fractional, 1, any},
    OpInfo{"if", Op::if_, OpShape::branch, 0, any},
    OpInfo{"in", Op::in, OpShape::plain, 2, 2},
    OpInfo{"in_segment", Op::in_segment, OpShape::literal, 1, 1},
    OpInfo{"in_window", Op::in_window, OpShape::literal, 2, 3},
    OpInfo{"log", Op::log, OpShape::plain, 1, 1},
    OpInfo{"map", Op::map, OpShape::loop, 2, 2},
    OpInfo{"max", Op::max, OpShape::plain, 1, any},
    OpInfo{"merge", Op::merge, OpShape::plain, 0, any},
    OpInfo{"min", Op::min, OpShape::plain, 1, any},
    OpInfo{"missing", Op::missing, OpShape::data, 0, any},
    OpInfo{"missing_some", Op::missing_some, OpShape::data, 2, 2},
    OpInfo{"none", Op::none, OpShape::loop, 2, 2},
    OpInfo{"or", Op::or_, OpShape::branch, 1, any},
    OpInfo{"reduce", Op::reduce, OpShape::loop, 2, 3},
    OpInfo{"sem_ver", Op::sem_ver, OpShape::plain, 3, 3},
    OpInfo{"some", Op::some, OpShape::loop, 2, 2},
    OpInfo{"starts_with", Op::starts_with, OpShape::plain, 2, 2},
    OpInfo{"substr", Op::substr, OpShape::plain, 2, 3},
    OpInfo{"var", Op::var, OpShape::data, 0, 2},
};

constexpr bool before(const OpInfo& a, const OpInfo& b) { return a.name < b.name; }
static_assert(std::is_sorted(table.begin(), table.end(), before));

}  // namespace

const OpInfo* find_operator(std::string_view name) noexcept {
  const auto* row = std::lower_bound(table.begin(), table.end(), OpInfo{name, Op::constant, OpShape::plain, 0, 0}, before);
  return row != table.end() && row->name == name ? row : nullptr;
}

}  // namespace docent::core::rules
