// What is asked of a report, and how it is read from the query of a URL. Thread safe.
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

// The question of a query such as "from=2026-11-01&to=2026-11-30&release=4.2.0"; `now_ms` is the present. not_found: no such report. invalid: what is
// wrong, and what is expected. Parameters that the report does not know are errors: a wrong name would give an answer to another question.
core::Result<ReportQuestion> parse_report_question(std::string_view name, std::string_view query, int64_t now_ms);

}  // namespace docent::server
