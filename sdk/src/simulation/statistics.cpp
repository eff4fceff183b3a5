#include "simulation/statistics.h"

#include <algorithm>

#include "guidance/engine.h"

namespace docent::core {
namespace {

constexpr int64_t day_ms = 86'400'000;

// The first verdict that says more than that the trigger has not fired.
std::string_view reason_of(const Value& verdicts) {
  std::string_view first;
  for (const Value& v : verdicts.as_array()) {
    const std::string_view code = v["code"].as_string();
    if (first.empty()) first = code;
    if (code != "TRIGGER_PENDING") return code;
  }
  return first;
}

}  // namespace

Statistics::Statistics(const Strategy& strategy) {
  for (const Campaign& c : strategy.campaigns) {
    order_.emplace_back(c.id, c.type_name);
    campaigns_[c.id];
  }
}

void Statistics::begin_user() {
  days_.clear();
  seen_.clear();
}

void Statistics::decide(const Decision& decision) {
  const auto found = campaigns_.find(decision.campaign);
  if (found == campaigns_.end()) return;
  CampaignFigures& f = found->second;
  if (decision.kind == DecisionKind::offered) {
    f.offered++;
    return;
  }
  if (decision.kind == DecisionKind::would_have_shown) {
    f.would_have_shown++;
    return;
  }
  if (decision.kind == DecisionKind::delayed) return;
  f.blocked[std::string(reason_of(decision.verdicts))]++;
  for (const Value& v : decision.verdicts.as_array()) {
    const std::string_view code = v["code"].as_string();
    if (code == "EXCLUDED" || code == "OUTRANKED") f.conflicts[std::string(v["by"].as_string())]++;
  }
}

void Statistics::report(const VirtualHost::Report& report, Instant now) {
  const auto found = campaigns_.find(report.campaign);
  if (found == campaigns_.end()) return;
  CampaignFigures& f = found->second;
  if (report.outcome == Outcome::shown) {
    f.shown++;
    if (seen_.emplace(report.campaign, true).second) f.reach++;
    days_[(now.local_ms() >= 0 ? now.local_ms() : now.local_ms() - day_ms + 1) / day_ms]++;
  }
  if (report.outcome == Outcome::interacted) f.interacted++;
  if (report.outcome == Outcome::dismissed) f.dismissed++;
  if (report.outcome == Outcome::completed) f.completed++;
}

void Statistics::end_user() {
  for (const auto& [day, shows] : days_) user_days_[shows]++;
}

void Statistics::merge(const Statistics& other) {
  for (const auto& [id, f] : other.campaigns_) {
    CampaignFigures& mine = campaigns_[id];
    mine.offered += f.offered;
    mine.shown += f.shown;
    mine.reach += f.reach;
    mine.would_have_shown += f.would_have_shown;
    mine.interacted += f.interacted;
    mine.dismissed += f.dismissed;
    mine.completed += f.completed;
    for (const auto& [reason, n] : f.blocked) mine.blocked[reason] += n;
    for (const auto& [by, n] : f.conflicts) mine.conflicts[by] += n;
  }
  for (const auto& [shows, days] : other.user_days_) user_days_[shows] += days;
}

Value Statistics::json() const {
  const auto number = [](uint64_t n) { return Value(static_cast<int64_t>(n)); };
  const auto table = [&](const std::map<std::string, uint64_t, std::less<>>& from) {
    Value::Object o;
    for (const auto& [key, n] : from) o.emplace_back(key, number(n));
    return Value(std::move(o));
  };
  Value::Array campaigns;
  Value::Array never;
  for (const auto& [id, type] : order_) {
    const CampaignFigures& f = campaigns_.find(id)->second;
    campaigns.push_back(Value::Object{{"campaign", Value(id)},
                                      {"type", Value(type)},
                                      {"reach", number(f.reach)},
                                      {"shown", number(f.shown)},
                                      {"offered", number(f.offered)},
                                      {"wouldHaveShown", number(f.would_have_shown)},
                                      {"interacted", number(f.interacted)},
                                      {"dismissed", number(f.dismissed)},
                                      {"completed", number(f.completed)},
                                      {"blocked", table(f.blocked)},
                                      {"conflicts", table(f.conflicts)}});
    if (f.offered == 0 && f.would_have_shown == 0 && type != "recommendation") never.push_back(Value(id));
  }
  uint64_t days = 0;
  uint64_t shows = 0;
  for (const auto& [n, count] : user_days_) days += count, shows += n * count;
  const auto quantile = [&](double q) -> uint64_t {
    uint64_t below = 0;
    for (const auto& [n, count] : user_days_) {
      below += count;
      if (static_cast<double>(below) >= q * static_cast<double>(days)) return n;
    }
    return 0;
  };
  Value::Object fatigue{{"userDays", number(days)},
                        {"mean", Value(days == 0 ? 0.0 : static_cast<double>(shows) / static_cast<double>(days))},
                        {"p50", number(quantile(0.5))},
                        {"p95", number(quantile(0.95))},
                        {"max", number(user_days_.empty() ? 0 : user_days_.rbegin()->first)}};
  return Value(
      Value::Object{{"campaigns", Value(std::move(campaigns))}, {"neverShown", Value(std::move(never))}, {"fatigue", Value(std::move(fatigue))}});
}

}  // namespace docent::core
