// What the plain operators and `fractional` do. Each takes its operands off the stack and leaves its result there.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "rules/bucketing.h"
#include "rules/machine.h"
#include "rules/murmur3.h"
#include "rules/sem_ver.h"

namespace docent::core::rules {
namespace {

using Kind = Cell::Kind;
constexpr RuleErrorType ok = RuleErrorType::none;
constexpr std::size_t bytes_per_step = 64;  // of the strings that one step may look at

// The bytes of the first `count` code points of valid UTF-8.
std::size_t prefix_bytes(std::string_view text, std::size_t count) noexcept {
  std::size_t i = 0;
  for (; i < text.size(); i++)
    if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80 && count-- == 0) break;
  return i;
}
std::size_t code_points(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

}  // namespace

bool Machine::apply(Op op, std::size_t count, bool in_loop) noexcept {
  switch (op) {
    case Op::missing: return missing(count, in_loop);
    case Op::missing_some: return missing_some(in_loop);
    case Op::equal:
    case Op::strict_equal:
    case Op::not_equal:
    case Op::strict_not_equal: return equality(op);
    case Op::less: return compare_chain(Order::less, count);
    case Op::less_equal: return compare_chain(Order::less_equal, count);
    case Op::greater: return compare_chain(Order::greater, count);
    case Op::greater_equal: return compare_chain(Order::greater_equal, count);
    case Op::negate: top() = Cell::of(!truthy(top())); return true;
    case Op::truth: top() = Cell::of(truthy(top())); return true;
    case Op::log: return true;
    case Op::in: return membership();
    case Op::cat: return concatenate(count);
    case Op::substr: return substring(count);
    case Op::merge: return merge(count);
    case Op::sem_ver: return sem_ver();
    case Op::starts_with:
    case Op::ends_with: return affix(op);
    default: return arithmetic(op, count);
  }
}

bool Machine::equality(Op op) noexcept {
  const Cell& a = stack_[depth_ - 2];
  const Cell& b = stack_[depth_ - 1];
  if (a.is_string() && b.is_string() && a.size == b.size && !charge_steps(a.size / bytes_per_step)) return false;
  const bool never = a.kind == Kind::never || b.kind == Kind::never;
  const bool strict = op == Op::strict_equal || op == Op::strict_not_equal;
  const Compared equal = strict || a.kind == b.kind ? strictly_equal(a, b) : loosely_equal(a, b);
  if (equal.error != ok) return fail(equal.error);
  const bool wanted = op == Op::equal || op == Op::strict_equal;
  replace(2, Cell::of(!never && equal.holds == wanted));
  return true;
}

bool Machine::compare_chain(Order order, std::size_t count) noexcept {
  const Cell* cells = stack_.data() + depth_ - count;
  bool holds = true;
  for (std::size_t i = 0; holds && i + 1 < count; i++) {
    if (cells[i].is_string() && cells[i + 1].is_string() && !charge_steps(std::min(cells[i].size, cells[i + 1].size) / bytes_per_step)) return false;
    const Compared compared = ordered(cells[i], order, cells[i + 1]);
    if (compared.error != ok) return fail(compared.error);
    holds = compared.holds;
  }
  replace(count, Cell::of(holds));
  return true;
}

bool Machine::arithmetic(Op op, std::size_t count) noexcept {
  const Cell* cells = stack_.data() + depth_ - count;
  for (std::size_t i = 0; i < count; i++) {
    if (cells[i].kind != Kind::never) continue;
    replace(count, Cell::of(Kind::never));  // an age that never was has no hours either
    return true;
  }
  double result = op == Op::multiply ? 1 : 0;
  for (std::size_t i = 0; i < count; i++) {
    double x = 0;
    if (cells[i].is_string() && !charge_steps(cells[i].size / bytes_per_step)) return false;
    if (const RuleErrorType error = to_number(cells[i], x); error != ok) return fail(error);
    const bool first = i == 0;
    switch (op) {
      case Op::add: result += x; break;
      case Op::multiply: result *= x; break;
      case Op::subtract: result = count == 1 ? -x : first ? x : result - x; break;
      case Op::min: result = first ? x : std::min(result, x); break;
      case Op::max: result = first ? x : std::max(result, x); break;
      default:  // divide, modulo
        if (!first && x == 0) return fail(RuleErrorType::division_by_zero);
        result = first ? x : op == Op::divide ? result / x : std::fmod(result, x);
        break;
    }
  }
  if (!std::isfinite(result)) return fail(RuleErrorType::nan);
  replace(count, Cell::of(result));
  return true;
}

bool Machine::membership() noexcept {
  const Cell needle = stack_[depth_ - 2];
  const Cell haystack = stack_[depth_ - 1];
  bool found = false;
  if (haystack.is_array()) {
    if (!charge_steps(haystack.size)) return false;
    for (uint32_t i = 0; !found && i < haystack.size; i++) {
      const Cell element = haystack.element(i);
      if (element.is_string() && needle.is_string() && element.size == needle.size && !charge_steps(needle.size / bytes_per_step)) return false;
      found = strictly_equal(needle, element).holds;  // arrays and objects equal nothing
    }
  } else if (haystack.is_string() && (needle.is_string() || needle.is_number())) {
    char buffer[max_number_text];
    const std::string_view text = needle.is_string() ? needle.view() : std::string_view(buffer, format_number(needle, buffer));
    if (!charge_steps(std::size_t{haystack.size} * text.size() / bytes_per_step)) return false;
    found = haystack.view().find(text) != std::string_view::npos;
  } else if (!haystack.is_nothing() && !(haystack.is_string() && needle.is_nothing())) {
    return fail(RuleErrorType::type_error);
  }
  replace(2, Cell::of(found));
  return true;
}

bool Machine::concatenate(std::size_t count) noexcept {
  const Cell* cells = stack_.data() + depth_ - count;
  std::size_t bound = 0;
  for (std::size_t i = 0; i < count; i++) {
    if (cells[i].is_array() || cells[i].kind == Kind::object) return fail(RuleErrorType::type_error);
    bound += cells[i].is_string() ? cells[i].size : max_number_text;
  }
  if (count == 1 && cells[0].is_string()) return true;
  auto* const text = static_cast<char*>(arena_.make(bound));
  if (text == nullptr) return fail(RuleErrorType::budget_exceeded);
  char* end = text;
  const auto append = [&end](std::string_view part) {
    if (!part.empty()) std::memcpy(end, part.data(), part.size());
    end += part.size();
  };
  for (std::size_t i = 0; i < count; i++) {
    const Cell& cell = cells[i];
    if (cell.is_string()) append(cell.view());
    else if (cell.is_number()) end += format_number(cell, end);
    else if (cell.kind == Kind::boolean) append(cell.boolean() ? "true" : "false");
  }
  replace(count, Cell::of(std::string_view(text, static_cast<std::size_t>(end - text))));
  return true;
}

// From `start` (from the end when negative), `length` code points (all but so many of the rest when negative).
bool Machine::substring(std::size_t count) noexcept {
  const Cell* cells = stack_.data() + depth_ - count;
  double start = 0;
  double length = 0;
  if (!cells[0].is_string()) return fail(RuleErrorType::type_error);
  if (const RuleErrorType error = to_number(cells[1], start); error != ok) return fail(error);
  if (count == 3) {
    if (const RuleErrorType error = to_number(cells[2], length); error != ok) return fail(error);
  }
  std::string_view text = cells[0].view();
  if (!charge_steps(text.size() / bytes_per_step)) return false;
  const auto total = static_cast<double>(code_points(text));
  start = std::trunc(start);
  start = std::clamp(start < 0 ? total + start : start, 0.0, total);
  const double rest = total - start;
  length = count < 3 ? rest : std::trunc(length);
  length = std::clamp(length < 0 ? rest + length : length, 0.0, rest);
  text.remove_prefix(prefix_bytes(text, static_cast<std::size_t>(start)));
  text = text.substr(0, prefix_bytes(text, static_cast<std::size_t>(length)));
  replace(count, Cell::of(text));
  return true;
}

bool Machine::merge(std::size_t count) noexcept {
  const Cell* cells = stack_.data() + depth_ - count;
  std::size_t total = 0;
  for (std::size_t i = 0; i < count; i++) total += cells[i].is_array() ? cells[i].size : 1;
  auto* const merged = static_cast<Cell*>(arena_.make(total * sizeof(Cell)));
  if (merged == nullptr) return fail(RuleErrorType::budget_exceeded);
  std::size_t n = 0;
  for (std::size_t i = 0; i < count; i++) {
    if (!cells[i].is_array()) merged[n++] = cells[i];
    else
      for (uint32_t j = 0; j < cells[i].size; j++) merged[n++] = cells[i].element(j);
  }
  replace(count, Cell::of(merged, total));
  return true;
}

bool Machine::affix(Op op) noexcept {
  const Cell& text = stack_[depth_ - 2];
  const Cell& part = stack_[depth_ - 1];
  if (!text.is_string() || !part.is_string()) return fail(RuleErrorType::type_error);
  if (!charge_steps(part.size / bytes_per_step)) return false;
  replace(2, Cell::of(op == Op::starts_with ? text.view().starts_with(part.view()) : text.view().ends_with(part.view())));
  return true;
}

bool Machine::sem_ver() noexcept {
  const Cell* cells = stack_.data() + depth_ - 3;
  if (!cells[0].is_string() || !cells[1].is_string() || !cells[2].is_string()) return fail(RuleErrorType::type_error);
  if (!charge_steps((std::size_t{cells[0].size} + cells[2].size) / bytes_per_step)) return false;
  const auto a = parse_sem_ver(cells[0].view());
  const auto op = parse_sem_ver_op(cells[1].view());
  const auto b = parse_sem_ver(cells[2].view());
  if (!a || !op || !b) return fail(RuleErrorType::bad_argument);
  replace(3, Cell::of(sem_ver_holds(*a, *op, *b)));
  return true;
}

bool Machine::test_version(const VersionTest& test) noexcept {
  const Cell& text = stack_[depth_ - 3];
  if (!text.is_string()) return fail(RuleErrorType::type_error);
  if (!charge_steps(text.size / bytes_per_step)) return false;
  const auto version = parse_sem_ver(text.view());
  if (!version) return fail(RuleErrorType::bad_argument);
  replace(3, Cell::of(sem_ver_holds(*version, test.op, test.version)));
  return true;
}

// The stack is key, flag key, targeting key, then variant and weight of each bucket.
bool Machine::fractional(std::size_t pairs) noexcept {
  const std::size_t count = 3 + 2 * pairs;
  const Cell* cells = stack_.data() + depth_ - count;
  const bool own_key = !cells[0].is_nothing();
  const Cell& key = cells[own_key ? 0 : 2];
  if (!key.is_string()) return fail(RuleErrorType::type_error);
  if (!charge_steps(key.size / 4)) return false;
  Murmur3 hash;
  if (!own_key && cells[1].is_string()) hash.append(cells[1].view());
  hash.append(key.view());
  double total = 0;
  for (std::size_t i = 0; i < pairs; i++) {
    const Cell& variant = cells[3 + 2 * i];
    const Cell& weight = cells[4 + 2 * i];
    if (variant.is_array() || variant.kind == Kind::object || !weight.is_number()) return fail(RuleErrorType::type_error);
    const double w = weight.as_double();
    if (w < 0 || std::trunc(w) != w) return fail(RuleErrorType::bad_argument);
    total += w;
  }
  if (total <= 0 || total > static_cast<double>(max_total_weight)) return fail(RuleErrorType::bad_argument);
  const uint64_t bucket = bucket_of(hash.finish(), static_cast<uint64_t>(total));
  uint64_t end = 0;
  for (std::size_t i = 0; i < pairs; i++) {
    end += static_cast<uint64_t>(cells[4 + 2 * i].as_double());
    if (bucket >= end) continue;
    replace(count, cells[3 + 2 * i]);
    return true;
  }
  return fail(RuleErrorType::bad_argument);
}

}  // namespace docent::core::rules
