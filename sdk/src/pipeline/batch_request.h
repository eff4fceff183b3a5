// Builds the request that carries one batch: what is known only now (sentAt, ledger) and the batch's context in front of a deflate stream that lies
// ready. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "http/http_client.h"
#include "pipeline/backend.h"

namespace docent::core {

// {"sentAt":…,"context":…,"ledger":…,"batch":[   A context that would not fit into limits::max_prefix_bytes is left out.
std::string batch_prefix(int64_t now_wall_ms, std::string_view context_json, std::string_view ledger_json);

// `body`: the raw deflate stream of "event,…]}" with its checksum and length.
HttpRequest batch_request(const BackendConfig& config, std::string_view prefix, std::string_view body, uint32_t crc, uint32_t raw_bytes);

// The events of a chunk's text, as views into it.
std::vector<std::string_view> split_events(std::string_view text);
// The text of `count` events from `first`, ready to be compressed: "event,…]}". Precondition: they exist.
std::string part_text(const std::vector<std::string_view>& events, uint32_t first, uint32_t count);

}  // namespace docent::core
