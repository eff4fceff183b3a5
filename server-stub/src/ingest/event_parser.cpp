#include "ingest/event_parser.h"

#include "base/rfc3339.h"
#include "base/uuid.h"
#include "ingest/json_text.h"
#include "json/validate.h"

namespace docent::server {
namespace {

namespace ondemand = simdjson::ondemand;
using json_text::read_string;

static_assert(json_padding >= simdjson::SIMDJSON_PADDING);

struct Fields {
  std::string_view type, event, name, message_id, anonymous_id, user_id, group_id, previous_id, timestamp;
  std::string_view wrong;  // the first field of the wrong type
  const char* expected = nullptr;
};

struct TextField {
  std::string_view key;
  std::string_view Fields::*member;
};
constexpr TextField text_fields[] = {
    {"type", &Fields::type},
    {"event", &Fields::event},
    {"messageId", &Fields::message_id},
    {"anonymousId", &Fields::anonymous_id},
    {"userId", &Fields::user_id},
    {"timestamp", &Fields::timestamp},
    {"name", &Fields::name},
    {"groupId", &Fields::group_id},
    {"previousId", &Fields::previous_id},
};
constexpr std::string_view object_fields[] = {"properties", "context", "traits"};

void read_field(std::string_view key, ondemand::value value, std::pmr::memory_resource& arena, Fields& fields) {
  ondemand::json_type type;
  if (value.type().get(type) || type == ondemand::json_type::null) return;  // null is as good as absent
  for (const auto& field : text_fields) {
    if (field.key != key) continue;
    if (const auto text = read_string(value, arena)) fields.*field.member = *text;
    else if (!fields.expected) fields.wrong = field.key, fields.expected = "a string";
    return;
  }
  for (const auto known : object_fields)
    if (known == key && type != ondemand::json_type::object && !fields.expected) fields.wrong = known, fields.expected = "an object";
  if (key == "docent" && !fields.expected) fields.wrong = "docent", fields.expected = "absent: the backend reports with it";
}

bool read_fields(std::string_view body, std::pmr::memory_resource& arena, Fields& fields) {
  thread_local ondemand::parser parser;
  ondemand::document document;
  ondemand::object object;
  if (parser.iterate(body, body.size() + json_padding).get(document) || document.get_object().get(object)) return false;
  for (auto entry : object) {
    ondemand::field field;
    if (std::move(entry).get(field)) return false;
    std::string_view key;
    if (field.unescaped_key().get(key)) return false;
    read_field(key, field.value(), arena, fields);
  }
  return true;
}

std::optional<Verdict> reject(RejectCode code, std::string message) { return Verdict{code, std::move(message), {}}; }

std::optional<Verdict> check_lengths(const Fields& fields) {
  for (const auto& field : {text_fields[1], text_fields[6]})
    if ((fields.*field.member).size() > max_event_name_bytes)
      return reject(RejectCode::bad_field, std::string(field.key) + " has more than " + std::to_string(max_event_name_bytes) + " bytes");
  for (const auto& field : {text_fields[3], text_fields[4], text_fields[7], text_fields[8]})
    if ((fields.*field.member).size() > max_identity_bytes)
      return reject(RejectCode::bad_field, std::string(field.key) + " has more than " + std::to_string(max_identity_bytes) + " bytes");
  return std::nullopt;
}

std::optional<Verdict> check_by_type(const Fields& fields, EventType type) {
  if (type == EventType::track && fields.event.empty()) return reject(RejectCode::missing_event, "a track event needs event, its name");
  if (fields.user_id.empty() && fields.anonymous_id.empty()) return reject(RejectCode::missing_identity, "userId or anonymousId is required");
  if (type == EventType::group && fields.group_id.empty()) return reject(RejectCode::bad_field, "a group event needs groupId");
  if (type == EventType::alias && (fields.user_id.empty() || fields.previous_id.empty()))
    return reject(RejectCode::bad_field, "an alias event needs userId and previousId");
  return std::nullopt;
}

// The instant by the backend's clock: the client's own clock may be wrong, but its lag between event and sending is not.
std::optional<int64_t> corrected_ms(std::string_view timestamp, const Arrival& arrival) {
  if (timestamp.empty()) return arrival.received_ms;
  const auto at = core::parse_rfc3339(timestamp);
  if (!at || !arrival.sent_ms) return at;
  return arrival.received_ms - (*arrival.sent_ms - *at);
}

void note_message_id(std::string_view id, NewEvent& event) {
  event.message_id = id;
  const auto uuid = core::parse_uuid(id);
  event.has_uuid = uuid && core::to_string(*uuid) == id;
  if (event.has_uuid) std::memcpy(event.uuid.data(), uuid->bytes.data(), event.uuid.size());
}

void fill(const Fields& fields, EventType type, std::string_view body, NewEvent& event) {
  event.type = type;
  event.body = body;
  event.user_id = fields.user_id;
  event.anonymous_id = fields.anonymous_id;
  switch (type) {
    case EventType::track: event.name = fields.event; break;
    case EventType::screen:
    case EventType::page: event.name = fields.name; break;
    default: event.name = type_name(type); break;
  }
  // An alias without an anonymous id of its own is about the identity it leaves, so erasing that one must find it.
  if (type == EventType::alias && event.anonymous_id.empty()) event.anonymous_id = fields.previous_id;
}

std::optional<Verdict> check(const Fields& fields, std::string_view body, const Arrival& arrival, const Limits& limits, NewEvent& event) {
  if (body.size() > limits.max_event_bytes)
    return reject(RejectCode::too_large,
                  "the event has " + std::to_string(body.size()) + " bytes, at most " + std::to_string(limits.max_event_bytes) + " are taken");
  if (fields.expected) return reject(RejectCode::bad_field, std::string(fields.wrong) + " must be " + fields.expected);
  const auto type = parse_type(fields.type);
  if (!type) return reject(RejectCode::unknown_type, "type must be track, screen, page, identify, group or alias");
  if (fields.message_id.empty() || fields.message_id.size() > core::limits::max_message_id_bytes)
    return reject(RejectCode::bad_message_id, "messageId must have 1 to " + std::to_string(core::limits::max_message_id_bytes) + " characters");
  if (auto verdict = check_lengths(fields)) return verdict;
  if (auto verdict = check_by_type(fields, *type)) return verdict;
  const auto at_ms = corrected_ms(fields.timestamp, arrival);
  if (!at_ms) return reject(RejectCode::bad_timestamp, "timestamp must be an RFC 3339 time such as 2026-11-23T08:00:00.000Z");
  fill(fields, *type, body, event);
  note_message_id(fields.message_id, event);
  event.at_ms = *at_ms;
  return std::nullopt;
}

}  // namespace

std::optional<Verdict> parse_event(std::string_view body, const Arrival& arrival, const Limits& limits, std::pmr::memory_resource& arena,
                                   NewEvent& event) {
  if (!body.starts_with('{')) return reject(RejectCode::not_an_object, "an event must be a JSON object");
  Fields fields;
  if (!core::is_json(body, limits.max_json_depth) || !read_fields(body, arena, fields))
    return reject(RejectCode::bad_field, "the event is not valid JSON, or nested deeper than " + std::to_string(limits.max_json_depth));
  auto verdict = check(fields, body, arrival, limits, event);
  if (verdict && fields.message_id.size() <= core::limits::max_message_id_bytes) verdict->message_id = fields.message_id;
  return verdict;
}

}  // namespace docent::server
