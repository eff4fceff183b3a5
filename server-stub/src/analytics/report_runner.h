// Runs a report as a question asks for it: for a window, through a filter, once more for the window before, or for each release, platform or locale;
// and writes the answer as JSON or CSV. Pure; runs where the table is.
#pragma once

#include "analytics/report_question.h"

namespace docent::server {

core::Result<std::string> run_report(const EventTable& table, const ReportQuestion& question);

}  // namespace docent::server
