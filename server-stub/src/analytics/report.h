// What a report is: questions in, tables out. Pure data; docs/reports.md has the definitions.
//
// A report sees the events of one window through one filter, and answers with tables that all have named columns with units, so that JSON, CSV and
// the dashboard show every report alike. Comparison with the window before and breakdown by release, platform or locale are not the reports'
// business: report_runner.h runs a report as often as it takes.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analytics/calendar.h"
#include "store/event_table.h"

namespace docent::server {

// A list of events is bits of a mask in the reports.
inline constexpr std::size_t max_named_events = 32;

// A cell: nothing (not defined, such as a share of nobody), a whole number, a number, or a text.
using Cell = std::variant<std::monostate, int64_t, double, std::string>;

struct ReportColumn {
  std::string_view name;
  std::string_view unit;  // "persons", "events", "share" (0 to 1), "ms", "date", "text", "count", "sessions", "days"
};

struct ReportTable {
  std::string_view name;
  std::vector<ReportColumn> columns;
  std::vector<std::vector<Cell>> rows;
};

// Which events count: of one release, platform and locale; an empty text takes all.
struct ReportFilter {
  std::string release = {}, platform = {}, locale = {};
};

// `from` <= time < `to`, in milliseconds since 1970.
struct Window {
  int64_t from_ms = 0;
  int64_t to_ms = 0;
  int64_t now_ms = INT64_MAX;  // what is later has not happened yet
  bool is_over(int64_t period_end_ms) const noexcept { return period_end_ms <= to_ms && period_end_ms <= now_ms; }
};

// The periods that a window touches, as Calendar numbers them. too_large: more than max_report_periods.
struct Periods {
  int64_t first = 0;
  std::size_t count = 0;
};
core::Result<Periods> periods_of(const Window& window, const Calendar& calendar, Unit unit);

// The events that a report sees. Copies nothing; lives as long as the table.
class EventView {
 public:
  EventView(const EventTable& table, Window window, const ReportFilter& filter);
  const EventTable& table() const noexcept { return table_; }
  const Window& window() const noexcept { return window_; }

  // visit(row, person) for the rows of the window that the filter lets through, in the order of commits.
  template <class Visit>
  void scan(Visit visit) const {
    scan(window_, visit);
  }
  // … of another window, the filter being the same.
  template <class Visit>
  void scan(Window window, Visit visit) const {
    if (takes_all_) table_.scan(window.from_ms, window.to_ms, [&](const EventTable::Row& row) { visit(row, table_.person_of(row.subject)); });
    else
      table_.scan(window.from_ms, window.to_ms, [&](const EventTable::Row& row) {
        if (takes_[row.context]) visit(row, table_.person_of(row.subject));
      });
  }

 private:
  const EventTable& table_;
  Window window_;
  bool takes_all_;
  std::vector<bool> takes_;  // by context
};

// Parameters of a report by name, each at most once but those that are lists.
class Parameters {
 public:
  virtual ~Parameters() = default;
  virtual std::optional<std::string> text(std::string_view name) const = 0;
  // Separated by commas; a backslash before a comma or a backslash makes it a part of the item.
  std::vector<std::string> list(std::string_view name) const;
  // A list of at most max_named_events names of events.
  core::Result<std::vector<std::string>> events(std::string_view name) const;
  // `unit`: an hour only where the report counts by it.
  core::Result<Unit> unit(std::string_view fallback, bool with_hour = false) const;
  // Milliseconds, more than 0; `expected` says which, in words.
  core::Result<int64_t> duration(std::string_view name, std::string_view fallback, std::string_view expected) const;
  // A whole number in [low, high]; `fallback` when it is absent.
  core::Result<int64_t> number(std::string_view name, int64_t fallback, int64_t low, int64_t high) const;
};

using Report = core::Result<std::vector<ReportTable>> (*)(const EventView& events, const Calendar& calendar, const Parameters& parameters);

struct ReportEntry {
  std::string_view name;
  Report run;
  std::string_view parameters;  // its own, separated by blanks
  std::string_view reading;     // how to read it, and what to do about it: two sentences
};

// `share` of nothing is nothing.
Cell share(uint64_t part, uint64_t whole);

core::Status bad_parameter(std::string_view name, std::string_view expected);

}  // namespace docent::server
