#include "guidance/told_history.h"

#include <algorithm>

#include "base/rfc3339.h"
#include "guidance/property_views.h"
#include "model/limits.h"
#include "rules/path.h"

namespace docent::core {
namespace {

constexpr std::size_t local_time_chars = 19;  // of "2026-11-23T08:00:00"

// "campaign_shown" and so on tell what became of a campaign and are not counted as events.
std::optional<Milestone> milestone_of(std::string_view event) noexcept {
  for (const std::string_view prefix : {"campaign_", "recommendation_"})
    if (event.starts_with(prefix)) return parse_milestone(event.substr(prefix.size()));
  return std::nullopt;
}

}  // namespace

bool read_instant(std::string_view text, Instant& out) noexcept {
  const auto utc = parse_rfc3339(text);
  const auto local = utc && text.size() > local_time_chars ? parse_local_time(text.substr(0, local_time_chars)) : std::nullopt;
  if (!local) return false;
  const int64_t fraction = (*utc % 1000 + 1000) % 1000;
  out.wall_ms = *utc;
  out.utc_offset_s = static_cast<int32_t>((*local - (*utc - fraction)) / 1000);
  return true;
}

Result<std::vector<ToldEvent>> read_told_events(const Value& events) {
  const auto wrong = [](std::size_t index, const char* what) {
    return Status(Code::invalid, "event " + std::to_string(index) + " of \"events\", counted from 0, needs " + what);
  };
  std::vector<ToldEvent> told;
  if (!events.is_array()) return Status(Code::invalid, "\"events\" needs an array of {\"event\": …, \"timestamp\": …, \"properties\": …}");
  for (const Value& event : events.as_array()) {
    ToldEvent& e = told.emplace_back();
    e.name = event["event"].as_string();
    e.properties = event.find("properties");
    const std::size_t index = told.size() - 1;
    if (e.name.empty() || e.name.size() > limits::max_name_bytes) return wrong(index, "its name as \"event\", a string of 1 to 128 bytes");
    if (!read_instant(event["timestamp"].as_string(), e.at))
      return wrong(index, "its time as \"timestamp\", with an offset from UTC such as \"2026-11-23T08:00:00+01:00\"");
    if (e.properties != nullptr && !e.properties->is_object()) return wrong(index, "an object as \"properties\", or none");
  }
  std::stable_sort(told.begin(), told.end(), [](const ToldEvent& a, const ToldEvent& b) { return a.at.wall_ms < b.at.wall_ms; });
  return told;
}

ToldInput::ToldInput(const RuleSet& rules, const Value& document, const std::vector<ToldEvent>& events, Instant now)
    : document_(document), runtime_(rules, history_, no_attributes_, states_) {
  for (const ToldEvent& event : events) {
    if (event.at.wall_ms > now.wall_ms) break;
    observe(event);
  }
  for (const std::string& path : rules.attributes(RuleScope::user)) attributes_.push_back(find_path(document, path));
  input_ = runtime_.input(now);
  input_.attributes = attributes_;
  input_.context = this;
}

const Value* ToldInput::attribute(std::string_view path) const { return find_path(document_, path); }

void ToldInput::observe(const ToldEvent& event) {
  PropertyViews properties;
  if (event.properties != nullptr) {
    const auto& members = event.properties->as_object();
    for (auto member = members.rbegin(); member != members.rend(); ++member)
      properties.add(member->first, member->second);  // the last of repeated ones
  }
  const EventView view{event.name, properties.list(), event.at, {}};
  if (const auto milestone = milestone_of(event.name)) {
    const PropertyView* id = view.find("campaignId");
    if (id != nullptr && id->type == PropertyType::string) states_[std::string(id->text)].record(*milestone, event.at);
    return;
  }
  history_.record(event.name, event.at);
  runtime_.set_event(view);
  for (auto [feed, end] = runtime_.feeds().equal_range(event.name); feed != end; ++feed) runtime_.feed(feed->second);
}

}  // namespace docent::core
