// A request's JSON → an IngestBatch and the verdicts on the events that were refused. Knows Segment's envelope, not HTTP.
// A request is refused as a whole only when its envelope can't be understood; a bad event never takes its neighbours with it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/event_parser.h"
#include "server_limits.h"
#include "store/new_event.h"

namespace docent::server {

// Why a whole request is refused: the error reply's status, code and message.
struct RequestError {
  int status = 400;
  std::string_view code;
  std::string message;
};

struct IndexedVerdict {
  std::size_t index = 0;
  Verdict verdict;
};

struct ParsedRequest {
  std::unique_ptr<IngestBatch> batch;      // its write_key is the body's, or empty
  std::vector<IndexedVerdict> rejections;  // counted in batch->rejected too
  std::optional<RequestError> error;       // set: nothing else is
};

ParsedRequest parse_batch(std::string body, int64_t received_ms, const Limits& limits);
// The body is one event; its type is the endpoint's.
ParsedRequest parse_single(std::string body, EventType type, int64_t received_ms, const Limits& limits);

}  // namespace docent::server
