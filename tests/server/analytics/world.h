// A small world for the tests of reports: events by person, name and time, and the answer of a report as lines of text to compare by hand.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <sstream>

#include "analytics/event_names.h"
#include "analytics/reports.h"
#include "base/rfc3339.h"
#include "platform/time_zone_files.h"

namespace docent::server::test {

constexpr int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms, day_ms = 24 * hour_ms;

inline int64_t at(std::string_view time) {
  const auto ms = core::parse_local_time(time);
  EXPECT_TRUE(ms.has_value()) << time;
  return ms.value_or(0);
}

class GivenParameters final : public Parameters {
 public:
  GivenParameters(std::initializer_list<std::pair<const std::string, std::string>> values) : values_(values) {}
  std::optional<std::string> text(std::string_view name) const override {
    const auto found = values_.find(std::string(name));
    return found == values_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::map<std::string, std::string> values_;
};

class World {
 public:
  // `name` as reports call it: "saved", "screen:editor".
  World& event(const std::string& person, const std::string& name, int64_t at_ms, const std::string& release = "") {
    table.add({at_ms, kind(name), subject(person), context(release)});
    return *this;
  }
  World& event(const std::string& person, const std::string& name, std::string_view time, const std::string& release = "") {
    return event(person, name, at(time), release);
  }
  Tables run(Report report, const GivenParameters& parameters, std::string_view from = "2026-11-01", std::string_view to = "2026-12-01",
             const ReportFilter& filter = {}) const {
    return report(EventView(table, {at(from), at(to)}, filter), calendar, parameters);
  }
  // Rows as "a b c", one a line, of the table with this place.
  std::string lines(Report report, const GivenParameters& parameters, std::size_t place = 0, std::string_view from = "2026-11-01",
                    std::string_view to = "2026-12-01") const {
    const auto tables = run(report, parameters, from, to);
    if (!tables.ok()) return "error: " + tables.status().message();
    return text_of(tables->at(place));
  }
  static std::string text_of(const ReportTable& table) {
    std::ostringstream out;
    for (const auto& row : table.rows) {
      EXPECT_EQ(row.size(), table.columns.size());
      for (std::size_t i = 0; i < row.size(); i++) {
        out << (i > 0 ? " " : "");
        if (const auto* number = std::get_if<int64_t>(&row[i])) out << *number;
        else if (const auto* real = std::get_if<double>(&row[i])) out << *real;
        else if (const auto* text = std::get_if<std::string>(&row[i])) out << *text;
        else out << "-";
      }
      out << "\n";
    }
    return out.str();
  }

  EventTable table;
  Calendar calendar;

 private:
  uint32_t kind(const std::string& name) {
    const auto [place, is_new] = kinds_.try_emplace(name, static_cast<uint32_t>(kinds_.size() + 1));
    if (is_new) {
      const bool screen = name.starts_with("screen:");
      table.add_kind(place->second,
                     screen               ? EventType::screen
                     : name == "identify" ? EventType::identify
                                          : EventType::track,
                     screen ? name.substr(7) : name);
    }
    return place->second;
  }
  uint32_t subject(const std::string& person) {
    const auto [place, is_new] = subjects_.try_emplace(person, static_cast<uint32_t>(subjects_.size() + 1));
    if (is_new) table.add_subject(place->second, "", person);
    return place->second;
  }
  uint32_t context(const std::string& release) {
    if (release.empty()) return 0;
    const auto [place, is_new] = contexts_.try_emplace(release, static_cast<uint32_t>(contexts_.size() + 1));
    if (is_new) table.add_context(place->second, {table.texts().intern(release), table.texts().intern("Linux"), 0});
    return place->second;
  }
  std::map<std::string, uint32_t> kinds_, subjects_, contexts_;
};

// Events at random, for comparison with a slow reference: few persons, names and moments, so that there are ties and repetitions.
struct RandomEvent {
  std::string person, name;
  int64_t at_ms;
};
inline std::vector<RandomEvent> random_events(std::mt19937& random, int persons, int names, int count, int64_t from_ms, int64_t span_ms,
                                              int64_t step_ms) {
  std::vector<RandomEvent> events;
  for (int i = 0; i < count; i++) {
    const auto ticks = static_cast<uint64_t>(span_ms / step_ms);
    events.push_back({"p" + std::to_string(random() % static_cast<unsigned>(persons)),
                      std::string(1, static_cast<char>('a' + random() % static_cast<unsigned>(names))),
                      from_ms + static_cast<int64_t>(random() % ticks) * step_ms});
  }
  return events;
}

}  // namespace docent::server::test
