// GET /v1/strategy: the published document with its ETag, 304 when the client has it, 404 when none is published.
#pragma once

#include "http/router.h"
#include "strategy/strategy_file.h"

namespace docent::server {

// `strategy` must outlive the route.
Route strategy_route(StrategyFile& strategy);

}  // namespace docent::server
