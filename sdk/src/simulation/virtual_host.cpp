#include "simulation/virtual_host.h"

#include <algorithm>

#include "json/value.h"

namespace docent::core {

void VirtualHost::take(const Presentation& p, int64_t now_ms) {
  if (p.preview) return;
  const auto known = showing_.find(p.campaign);
  if (p.change == Change::withdraw) {
    if (known != showing_.end() && known->second.id == p.id) showing_.erase(known);
    return;
  }
  const auto parsed = parse_json(p.json);
  const Value json = parsed.ok() ? *parsed : Value();
  if (p.change == Change::update) {
    if (known == showing_.end() || known->second.id != p.id) return;
    if (json["completed"].as_bool()) showing_.erase(known);
    else if (p.type == "tour") known->second.leave_at_ms = now_ms + visible_ms_;
    return;
  }
  Shown& s = showing_[p.campaign];
  s = {p.id, p.type, now_ms + std::max<int64_t>(0, json["minVisibleMs"].as_int()), INT64_MAX};
  if (p.type != "checklist") s.leave_at_ms = std::max(s.count_at_ms, now_ms + visible_ms_);
}

std::optional<int64_t> VirtualHost::next_timer_ms() const {
  std::optional<int64_t> next;
  for (const auto& [campaign, s] : showing_) {
    const int64_t at = s.count_at_ms != 0 ? s.count_at_ms : s.leave_at_ms;
    if (at != INT64_MAX) next = std::min(next.value_or(INT64_MAX), at);
  }
  return next;
}

std::vector<VirtualHost::Report> VirtualHost::due(int64_t now_ms) {
  std::vector<Report> reports;
  for (auto it = showing_.begin(); it != showing_.end();) {
    auto& [campaign, s] = *it;
    if (s.count_at_ms != 0 && s.count_at_ms <= now_ms) {
      s.count_at_ms = 0;
      reports.push_back({s.id, campaign, Outcome::shown, {}});
    }
    if (s.count_at_ms != 0 || s.leave_at_ms > now_ms) {
      ++it;
    } else if (s.type == "tour") {
      s.leave_at_ms = now_ms + visible_ms_;
      reports.push_back({s.id, campaign, Outcome::advanced, "next"});
      ++it;
    } else {
      reports.push_back({s.id, campaign, Outcome::timed_out, {}});
      it = showing_.erase(it);
    }
  }
  return reports;
}

std::vector<VirtualHost::Report> VirtualHost::react(std::string_view campaign, Outcome outcome, std::string_view detail) {
  const auto it = showing_.find(campaign);
  if (it == showing_.end()) return {};
  Shown& s = it->second;
  std::vector<Report> reports;
  if (s.count_at_ms != 0 && outcome != Outcome::abandoned) {
    s.count_at_ms = 0;
    reports.push_back({s.id, it->first, Outcome::shown, {}});
  }
  if (outcome != Outcome::shown) reports.push_back({s.id, it->first, outcome, std::string(detail)});
  const bool message = s.type == "tip" || s.type == "banner";
  const bool closes = outcome != Outcome::shown && outcome != Outcome::advanced && (message || outcome != Outcome::interacted);
  if (closes) showing_.erase(it);
  return reports;
}

const Uuid* VirtualHost::showing(std::string_view campaign) const {
  const auto it = showing_.find(campaign);
  return it == showing_.end() ? nullptr : &it->second.id;
}

}  // namespace docent::core
