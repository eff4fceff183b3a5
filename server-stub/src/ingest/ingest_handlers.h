// The routes that take events in: POST /v1/batch, the six single-event endpoints, and POST /v1/erase. A handler decodes and parses on the thread that
// read the request, hands the batch to the store, and replies from the store's callback: after the commit, never before.
#pragma once

#include <vector>

#include "http/router.h"
#include "server_limits.h"
#include "store/event_store.h"

namespace docent::server {

class StrategyFile;

// All references must outlive the routes.
std::vector<Route> ingest_routes(EventStore& store, const Access& access, StrategyFile& strategy, const Limits& limits);

}  // namespace docent::server
