// What the rules of one RuleSet share, and the seam between RuleSet, Compiler and Machine. Owned by the RuleSet; read-only while rules run.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/program.h"
#include "rules/rule_set.h"

namespace docent::core::rules {

// Strings with numbers, in order of their first appearance.
class NameTable {
 public:
  static constexpr uint32_t none = UINT32_MAX;
  uint32_t intern(std::string_view name) {
    const uint32_t known = find(name);
    if (known != none) return known;
    index_.emplace(name, static_cast<uint32_t>(names_.size()));
    names_.emplace_back(name);
    return static_cast<uint32_t>(names_.size() - 1);
  }
  uint32_t find(std::string_view name) const noexcept {
    const auto found = index_.find(name);
    return found == index_.end() ? none : found->second;
  }
  const std::vector<std::string>& names() const noexcept { return names_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };
  std::vector<std::string> names_;
  std::unordered_map<std::string, uint32_t, Hash, std::equal_to<>> index_;
};

struct Tables {
  enum class State : uint8_t { declared, compiling, done };
  struct Segment {
    Value rule;
    State state = State::declared;
    CompileResult result;
  };

  std::array<NameTable, 2> attributes;  // by RuleScope
  NameTable history_keys;               // parallel to history
  std::vector<HistorySlot> history;
  NameTable filter_texts;  // parallel to filters
  std::vector<RuleId> filters;
  NameTable segment_ids;  // parallel to segments
  std::vector<Segment> segments;
  std::vector<uint32_t> compiling;  // segments, outermost first
  std::vector<std::unique_ptr<Program>> programs;
  ZoneSource zones;
  bool folding = true;

  NameTable& names(RuleScope scope) noexcept { return attributes[static_cast<std::size_t>(scope)]; }
  const NameTable& names(RuleScope scope) const noexcept { return attributes[static_cast<std::size_t>(scope)]; }
};

// Compiles one rule into `tables`; segments and filters that it uses are compiled with it.
CompileResult compile_rule(Tables& tables, const Value& rule, RuleScope scope, std::string_view segment);
// The segment at `index`, compiled now if it was not yet.
const CompileResult& compile_declared(Tables& tables, uint32_t index);

}  // namespace docent::core::rules
