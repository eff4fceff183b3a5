#include "strategy/strategy_route.h"

namespace docent::server {

Route strategy_route(StrategyFile& strategy) {
  return {Method::get, "/v1/strategy", Guard::write_key, [&strategy](const Request& request, const Respond& respond) {
            const auto current = strategy.current();
            if (!current) return respond(error_response(404, "no_strategy", "no strategy is published"));
            Response response;
            response.headers.emplace_back("ETag", current->etag);
            response.headers.emplace_back("Cache-Control", "no-cache");
            if (current->rollback_from > 0) response.headers.emplace_back("Docent-Rollback-From", std::to_string(current->rollback_from));
            if (etag_matches(request.if_none_match, current->etag)) response.status = 304;
            else response.body = current->document;
            respond(std::move(response));
          }};
}

}  // namespace docent::server
