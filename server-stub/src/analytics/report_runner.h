// Runs a report as a question asks for it: for a window, through a filter, once more for the window before, or for each release, platform or locale;
// and writes the answer as JSON or CSV. Pure; runs where the table is.
#pragma once

#include <memory>

#include "analytics/report.h"

namespace docent::server {

struct ReportQuestion {
  const ReportEntry* report = nullptr;
  Window window;
  ReportFilter filter;
  std::string time_zone = "UTC";  // as asked for
  Calendar calendar;
  bool compare = false;   // with the window of the same length before
  std::string breakdown;  // "release", "platform", "locale" or none
  bool csv = false;
  std::string table;  // of the CSV; the first one without
  std::shared_ptr<const Parameters> parameters;
};

// What a breakdown shows at most: those with the most events.
inline constexpr std::size_t max_breakdown_values = 12;
inline constexpr std::size_t max_answer_rows = 200'000;

core::Result<std::string> run_report(const EventTable& table, const ReportQuestion& question);

}  // namespace docent::server
