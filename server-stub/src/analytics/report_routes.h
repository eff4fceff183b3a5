// GET /api/reports: what reports there are; GET /api/reports/NAME: one of them. For the admin.
#pragma once

#include <vector>

#include "http/router.h"
#include "store/event_store.h"

namespace docent::server {

std::vector<Route> report_routes(EventStore& store);

}  // namespace docent::server
