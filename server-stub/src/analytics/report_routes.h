// GET /api/reports: what reports there are; GET /api/reports/NAME: one of them. For the admin.
#pragma once

#include <vector>

#include "http/router.h"
#include "store/event_store.h"

namespace docent::server {

// The question of a query such as "from=2026-11-01&to=2026-11-30&release=4.2.0"; `now_ms` is where a window without `to` ends. invalid: what is
// wrong, and what is expected. Parameters that the report does not know are errors: a wrong name would give an answer to another question.
struct ReportQuestion;
core::Result<ReportQuestion> parse_report_question(std::string_view name, std::string_view query, int64_t now_ms);

std::vector<Route> report_routes(EventStore& store);

}  // namespace docent::server
