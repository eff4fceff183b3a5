// Where rules meet facts: the compiled rules of the present strategy, bound to attributes, to this identity's history and to what campaigns have been
// through. Owned by the engine, made anew for every strategy. Pure.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidance/attributes.h"
#include "guidance/campaign_state.h"
#include "guidance/strategy.h"
#include "profile/history.h"
#include "rules/evaluator.h"
#include "rules/explain.h"
#include "rules/rule_set.h"

namespace docent::core {

using CampaignStates = std::map<std::string, CampaignState, std::less<>>;

// A series of its own that events of one name feed: those that fulfil the filter, with the value of a property.
struct Feed {
  History::Id series = History::none;
  RuleId filter = no_rule;
  std::string property;  // "": only that it happened
};

class RuleRuntime final : public RuleContext {
 public:
  // All must outlive the runtime. Pins in `history` what the rules ask for; the caller has unpinned before.
  RuleRuntime(const RuleSet& rules, History& history, AttributeTable& attributes, const CampaignStates& states);

  // --- rules about the user ---
  bool holds(RuleId rule, Instant now) { return rule == no_rule || test(rule, now).holds; }
  Verdict test(RuleId rule, Instant now);
  std::optional<Mismatch> mismatch(RuleId rule, Instant now);  // empty when it holds
  double number(RuleId rule, Instant now);                     // 0 when it is none
  Value evaluate(RuleId rule, Instant now);

  // --- rules about one event ---
  // Call once per event, then event_holds() as often as needed.
  void set_event(const EventView& event) { event_ = &event, event_bound_ = false; }
  bool event_holds(RuleId filter);
  // Records the event in the feed's series when it fulfils the filter and, where the feed asks for a property, has that as a number.
  void feed(const Feed& feed);

  // --- history that the rules need ---
  // Adds a feed (for features' uses); series with the same key are shared.
  History::Id add_feed(std::string_view event, std::string key, RuleId filter, std::string property);
  const std::multimap<std::string, Feed, std::less<>>& feeds() const noexcept { return feeds_; }

  // What a rule about the user reads at `now`; history() answers as of then, until the next call.
  RuleInput input(Instant now);
  // RuleContext
  HistoryValue history(uint32_t slot) const override;
  const Value* attribute(std::string_view path) const override { return attributes_.find(path); }

 private:
  struct Bound {
    HistoryOp op = HistoryOp::event_count;
    int64_t window_ms = Series::ever;
    bool own_series = false;
    History::Id id = History::none;
    std::vector<History::Id> steps;
    std::vector<History::Id> without;
    std::string campaign;
    std::optional<Milestone> milestone;
  };
  Bound bind(const HistorySlot& slot);
  const Series* series_of(const Bound& bound) const noexcept;
  bool in_order(const Bound& bound) const;

  const RuleSet& rules_;
  History& history_;
  AttributeTable& attributes_;
  const CampaignStates& states_;
  Evaluator evaluator_;
  EventAttributes event_attributes_;
  std::vector<Bound> bound_;
  std::multimap<std::string, Feed, std::less<>> feeds_;
  std::map<std::string, History::Id> series_by_key_;
  const EventView* event_ = nullptr;
  bool event_bound_ = false;
  RuleInput event_input_;
  Instant now_;
};

}  // namespace docent::core
