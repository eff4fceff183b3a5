#include "ingest/erase_parser.h"

#include <simdjson.h>

namespace docent::server {
namespace {

ParsedErase refused(std::string_view code, std::string message) {
  ParsedErase parsed;
  parsed.error = RequestError{400, code, std::move(message)};
  return parsed;
}

}  // namespace

ParsedErase parse_erase(std::string_view body, const Limits& limits) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (auto error = parser.parse(body.data(), body.size()).get(root))
    return refused("malformed_json", "the body is not valid JSON: " + std::string(simdjson::error_message(error)));
  simdjson::dom::object object;
  if (root.get(object)) return refused("not_an_object", "the body must be a JSON object");
  ParsedErase parsed;
  std::string_view request_id;
  if (object["requestId"].get(request_id) || request_id.empty() || request_id.size() > core::limits::max_message_id_bytes)
    return refused("bad_request_id", "requestId must have 1 to " + std::to_string(core::limits::max_message_id_bytes) + " characters");
  parsed.request.request_id = request_id;
  simdjson::dom::array ids;
  if (object["anonymousIds"].get(ids) || ids.size() == 0 || ids.size() > limits.max_erase_ids)
    return refused("bad_anonymous_ids", "anonymousIds must be an array of 1 to " + std::to_string(limits.max_erase_ids) + " ids");
  for (const auto element : ids) {
    std::string_view id;
    if (element.get(id) || id.empty() || id.size() > max_identity_bytes)
      return refused("bad_anonymous_ids", "an anonymous id must be a string of 1 to " + std::to_string(max_identity_bytes) + " bytes");
    parsed.request.anonymous_ids.emplace_back(id);
  }
  return parsed;
}

}  // namespace docent::server
