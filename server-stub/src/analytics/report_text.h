// Answers of reports as JSON (docs/reports.md#the-answer) and as CSV (RFC 4180). Pure.
#pragma once

#include <string>

#include "analytics/report_question.h"

namespace docent::server {

// "report":…,"from":…,"to":…,"timeZone":…,"filter":{…},"reading":…
void append_question(std::string& out, const ReportQuestion& question);
// "from":…,"to":…
void append_window(std::string& out, const Window& window);
// "tables":[{"name":…,"columns":[{"name":…,"unit":…}],"rows":[[…]]}]
void append_tables(std::string& out, const std::vector<ReportTable>& tables);

// The table of this name, the first one for "". not_found: no such table. A text that a spreadsheet would take for a formula begins with an
// apostrophe.
core::Result<std::string> csv_of(const std::vector<ReportTable>& tables, std::string_view name);

}  // namespace docent::server
