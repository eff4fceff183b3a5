#include "guidance/rule_runtime.h"

#include <algorithm>

#include "profile/sequence.h"

namespace docent::core {

RuleRuntime::RuleRuntime(const RuleSet& rules, History& history, AttributeTable& attributes, const CampaignStates& states)
    : rules_(rules), history_(history), attributes_(attributes), states_(states), evaluator_(rules) {
  attributes_.bind(&rules_.attributes(RuleScope::user));
  event_attributes_.bind(&rules_.attributes(RuleScope::event));
  for (const HistorySlot& slot : rules_.history()) bound_.push_back(bind(slot));
}

RuleRuntime::Bound RuleRuntime::bind(const HistorySlot& slot) {
  Bound b;
  b.op = slot.op;
  b.window_ms = slot.window_ms > 0 ? slot.window_ms : Series::ever;
  switch (slot.op) {
    case HistoryOp::campaign_count:
    case HistoryOp::campaign_age:
      b.campaign = slot.names.front();
      b.milestone = parse_milestone(slot.outcome);
      return b;
    case HistoryOp::event_seq:
      for (const std::string& name : slot.names) b.steps.push_back(history_.pin_name(name));
      for (const std::string& name : slot.without) b.without.push_back(history_.pin_name(name));
      return b;
    default: break;
  }
  const std::string key = slot.series_key();
  b.own_series = !key.empty();
  b.id = b.own_series ? add_feed(slot.event(), key, slot.filter, slot.property) : history_.pin_name(slot.event());
  return b;
}

History::Id RuleRuntime::add_feed(std::string_view event, std::string key, RuleId filter, std::string property) {
  const auto known = series_by_key_.find(key);
  if (known != series_by_key_.end()) return known->second;
  const History::Id id = history_.pin_slot(key, !property.empty());
  history_.pin_name(event);
  series_by_key_.emplace(std::move(key), id);
  if (id != History::none) feeds_.emplace(std::string(event), Feed{id, filter, std::move(property)});
  return id;
}

void RuleRuntime::feed(const Feed& feed) {
  if (!event_holds(feed.filter)) return;
  if (feed.property.empty()) return history_.record_slot(feed.series, event_->at, 0);
  const PropertyView* p = event_->find(feed.property);
  if (p == nullptr) return;
  if (p->type == PropertyType::integer) history_.record_slot(feed.series, event_->at, static_cast<double>(p->integer));
  if (p->type == PropertyType::number) history_.record_slot(feed.series, event_->at, p->number);
}

RuleInput RuleRuntime::input(Instant now) {
  now_ = now;
  return {attributes_.slots(), this, now};
}

Verdict RuleRuntime::test(RuleId rule, Instant now) { return evaluator_.test(rule, input(now)); }

std::optional<Mismatch> RuleRuntime::mismatch(RuleId rule, Instant now) {
  if (rule == no_rule) return std::nullopt;
  return explain_mismatch(evaluator_, rule, input(now));
}

double RuleRuntime::number(RuleId rule, Instant now) {
  double result = 0;
  return evaluator_.score(rule, input(now), result).error == RuleErrorType::none ? result : 0;
}

Value RuleRuntime::evaluate(RuleId rule, Instant now) {
  Value result;
  evaluator_.evaluate(rule, input(now), result);
  return result;
}

bool RuleRuntime::event_holds(RuleId filter) {
  if (filter == no_rule) return true;
  if (!event_bound_) {
    event_input_ = {event_attributes_.slots_for(*event_), nullptr, event_->at};
    event_bound_ = true;
  }
  return evaluator_.test(filter, event_input_).holds;
}

const Series* RuleRuntime::series_of(const Bound& b) const noexcept {
  if (b.id == History::none) return nullptr;
  return b.own_series ? &history_.slot(b.id) : &history_.series(b.id);
}

bool RuleRuntime::in_order(const Bound& b) const {
  const auto series = [&](const std::vector<History::Id>& ids) {
    std::vector<const Series*> list;
    for (const auto id : ids) list.push_back(id == History::none ? nullptr : &history_.series(id));
    return list;
  };
  return happened_in_order(series(b.steps), b.window_ms, series(b.without), now_.wall_ms);
}

HistoryValue RuleRuntime::history(uint32_t slot) const {
  constexpr HistoryValue never{0, true, false};
  const Bound& b = bound_[slot];
  const int64_t now = now_.wall_ms;
  const auto seconds_since = [&](int64_t ms) { return HistoryValue{static_cast<double>(std::max<int64_t>(0, now - ms)) / 1000, false, false}; };

  const Series* s = series_of(b);
  if (b.op == HistoryOp::campaign_count || b.op == HistoryOp::campaign_age) {
    const auto state = states_.find(b.campaign);
    s = state == states_.end() || !b.milestone ? nullptr : &state->second.milestone(*b.milestone);
  }
  if (b.op == HistoryOp::event_seq) return {in_order(b) ? 1.0 : 0.0, false, false};
  if (s == nullptr || s->empty()) {
    const bool counts = b.op == HistoryOp::event_count || b.op == HistoryOp::event_days || b.op == HistoryOp::event_sum ||
                        b.op == HistoryOp::campaign_count || b.op == HistoryOp::dwell;
    return counts ? HistoryValue{} : never;
  }
  const bool saturated = s->saturated(now, b.window_ms);
  switch (b.op) {
    case HistoryOp::event_count:
    case HistoryOp::campaign_count: return {static_cast<double>(s->count(now, b.window_ms)), false, saturated && b.window_ms != Series::ever};
    case HistoryOp::event_days: return {static_cast<double>(s->days(now, b.window_ms)), false, false};
    case HistoryOp::event_age:
    case HistoryOp::campaign_age: return seconds_since(s->last_ms());
    case HistoryOp::event_first_age: return seconds_since(s->first_ms());
    case HistoryOp::event_sum: return {s->sum(now, b.window_ms), false, saturated};
    case HistoryOp::dwell: return {s->sum(now, b.window_ms) / 1000, false, saturated};
    case HistoryOp::event_max: {
      const auto max = s->max(now, b.window_ms);
      return max ? HistoryValue{*max, false, saturated} : never;
    }
    default: return {};
  }
}

}  // namespace docent::core
