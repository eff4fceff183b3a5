// What the operator asks: ledger, events, feedback, export, health, metrics. Handlers queue a read and reply from the store's thread.
#pragma once

#include <vector>

#include "admin/metrics.h"
#include "http/router.h"
#include "server_limits.h"
#include "store/event_store.h"
#include "strategy/strategy_file.h"

namespace docent::server {

// All references must outlive the routes.
std::vector<Route> admin_routes(EventStore& store, StrategyFile& strategy, Metrics& metrics, const Limits& limits);

}  // namespace docent::server
