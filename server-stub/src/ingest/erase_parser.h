// The body of POST /v1/erase → an EraseRequest. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "ingest/batch_parser.h"
#include "server_limits.h"
#include "store/event_store.h"

namespace docent::server {

struct ParsedErase {
  EraseRequest request;  // without the write key and the time, which the request's header has
  std::optional<RequestError> error;
};

ParsedErase parse_erase(std::string_view body, const Limits& limits);

}  // namespace docent::server
