// What a backend's reply to a batch means (docs/wire.md has the table). Pure: a reply in, a verdict out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "http/http_client.h"

namespace docent::core {

enum class Verdict {
  delivered,    // stored; `rejected` lists the exceptions
  retry,        // later, as it is
  refused,      // this batch as it is (400, 413, 422): some event in it, or its size
  wrong,        // any other 4xx: this is not the endpoint of batches
  unauthorized  // 401, 403
};

struct Rejection {
  uint32_t index = 0;  // in the batch
  std::string code;
  std::string message;
};

struct BatchReply {
  Verdict verdict = Verdict::retry;
  bool maybe_delivered = false;           // no clear answer: the backend may have stored the batch
  std::vector<Rejection> rejected;        // with distinct indices, rising
  uint32_t strategy_version = 0;          // 0: not named
  std::optional<int64_t> retry_after_ms;  // clamped
  std::string reason;                     // why it was not delivered
};

// `events`: in the batch. `now_wall_ms` dates a Retry-After without a Date beside it.
BatchReply read_batch_reply(const HttpReply& reply, uint32_t events, int64_t now_wall_ms);

}  // namespace docent::core
