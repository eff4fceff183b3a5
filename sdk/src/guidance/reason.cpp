#include "guidance/reason.h"

#include <algorithm>
#include <array>

#include "model/limits.h"

namespace docent::core {
namespace {

std::string counted(uint64_t count, std::string_view unit) { return std::to_string(count) + " " + std::string(unit) + (count == 1 ? "" : "s"); }

std::string in_window(std::string_view preposition, int64_t window_ms) {
  return window_ms > 0 ? " " + std::string(preposition) + " " + duration_words(window_ms) : "";
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", then ") + name;
  return text;
}

std::string ago(const Value& seconds) { return duration_words(static_cast<int64_t>(seconds.as_double() * 1000)) + " ago"; }

}  // namespace

std::string duration_words(int64_t ms) {
  struct Unit {
    int64_t ms;
    std::string_view name;
  };
  constexpr std::array<Unit, 4> units = {{{86'400'000, "day"}, {3'600'000, "hour"}, {60'000, "minute"}, {1'000, "second"}}};
  std::string text;
  int parts = 0;
  for (const auto& [unit_ms, name] : units) {
    if (ms < unit_ms || parts == 2) continue;
    text += (parts++ > 0 ? " " : "") + counted(static_cast<uint64_t>(ms / unit_ms), name);
    ms %= unit_ms;
  }
  return parts > 0 ? text : "0 seconds";
}

std::string count_fact(std::string_view event, uint64_t count, int64_t window_ms) {
  const std::string window = in_window("in", window_ms);
  if (count == 0) return "no " + std::string(event) + window;
  return std::string(event) + (count == 1 ? " once" : " " + std::to_string(count) + " times") + window;
}

std::string evidence_fact(const Evidence& e, const Value& figure) {
  const std::string name = e.names.empty() ? std::string() : e.names.front();
  switch (e.op) {
    case HistoryOp::event_count: return count_fact(name, static_cast<uint64_t>(std::max(0.0, figure.as_double())), e.window_ms);
    case HistoryOp::event_days: {
      const auto days = static_cast<uint64_t>(std::max(0.0, figure.as_double()));
      return days == 0 ? count_fact(name, 0, e.window_ms) : name + " on " + counted(days, "day") + in_window("in", e.window_ms);
    }
    case HistoryOp::event_age: return figure.is_null() ? name + " never" : name + " last " + ago(figure);
    case HistoryOp::event_first_age: return figure.is_null() ? name + " never" : name + " first " + ago(figure);
    case HistoryOp::event_seq: {
      const bool happened = figure.as_double() != 0 || figure.as_bool();
      return happened ? joined(e.names) + in_window("within", e.window_ms) : "";
    }
    default: return {};
  }
}

std::string reason_sentence(std::string_view first, std::span<const Evidence> evidence, RuleRuntime& rules, Instant now) {
  std::vector<std::string> facts;
  if (!first.empty()) facts.emplace_back(first);
  for (const Evidence& e : evidence) {
    if (facts.size() >= limits::max_reason_facts) break;
    std::string fact = evidence_fact(e, rules.evaluate(e.rule, now));
    if (!fact.empty() && std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(std::move(fact));
  }
  std::string sentence;
  for (const std::string& fact : facts) sentence += (sentence.empty() ? "" : "; ") + fact;
  return sentence;
}

}  // namespace docent::core
