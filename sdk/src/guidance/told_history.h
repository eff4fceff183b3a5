// A past that is told instead of lived through, for `docent eval` and tests: a list of events is put into the History, the RuleRuntime and the
// campaign states that the engine uses, in the way it does, so that a rule has the value that it would have there. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "guidance/rule_runtime.h"

namespace docent::core {

// Views into the JSON that it was read from.
struct ToldEvent {
  std::string_view name;
  Instant at;  // with the offset that the timestamp had: it defines the local day
  const Value* properties = nullptr;
};

// A time with an offset from UTC ("2026-11-23T08:00:00.250+01:00", "…Z"), to the millisecond; false when it is none.
bool read_instant(std::string_view text, Instant& out) noexcept;
// An array of {"event": name, "timestamp": time, "properties"?: object}, by time; those of one time stay in order. `invalid`, saying which event has
// what wrong, otherwise.
Result<std::vector<ToldEvent>> read_told_events(const Value& events);

// What the rules of a set read: a document, as DocumentInput has it, and the told events up to `now`; later ones have not happened.
class ToldInput final : public RuleContext {
 public:
  // All are borrowed; compile all rules first, because the slots are bound here.
  ToldInput(const RuleSet& rules, const Value& document, const std::vector<ToldEvent>& events, Instant now);
  ToldInput(const ToldInput&) = delete;
  ToldInput& operator=(const ToldInput&) = delete;

  const RuleInput& input() const noexcept { return input_; }
  HistoryValue history(uint32_t slot) const override { return runtime_.history(slot); }
  const Value* attribute(std::string_view path) const override;

 private:
  void observe(const ToldEvent& event);

  const Value& document_;
  History history_;
  AttributeTable no_attributes_;
  CampaignStates states_;
  RuleRuntime runtime_;
  std::vector<const Value*> attributes_;
  RuleInput input_;
};

}  // namespace docent::core
