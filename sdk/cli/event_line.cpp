#include "event_line.h"

#include "base/rfc3339.h"

namespace docent::cli {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

// The string member, or empty; `wrong` when it is there with another type.
std::string_view text_member(element object, const char* name, bool& wrong) {
  element value;
  std::string_view text;
  if (object[name].get(value) != simdjson::SUCCESS || value.is_null()) return {};
  if (value.get(text) != simdjson::SUCCESS) wrong = true;
  return text;
}

docent_property property_of(std::string_view key, uint32_t type) {
  docent_property p = docent_property_of(key.data(), type);
  p.key_len = key.size();
  return p;
}

}  // namespace

bool EventLine::add_property(std::string_view key, element value, std::string& reason) {
  switch (value.type()) {
    case element_type::NULL_VALUE: properties_.push_back(property_of(key, DOCENT_TYPE_NULL)); return true;
    case element_type::BOOL:
      properties_.push_back(property_of(key, DOCENT_TYPE_BOOL));
      properties_.back().value.integer = bool(value) ? 1 : 0;
      return true;
    case element_type::INT64:
      properties_.push_back(property_of(key, DOCENT_TYPE_INT));
      properties_.back().value.integer = int64_t(value);
      return true;
    case element_type::UINT64:
    case element_type::DOUBLE:
      properties_.push_back(property_of(key, DOCENT_TYPE_DOUBLE));
      properties_.back().value.number = double(value);
      return true;
    case element_type::STRING: {
      const std::string_view text = value;
      properties_.push_back(property_of(key, DOCENT_TYPE_STRING));
      properties_.back().value.text = {text.data(), text.size()};
      return true;
    }
    case element_type::ARRAY:
    case element_type::OBJECT: {
      nested_.push_back(std::make_unique<std::string>(simdjson::minify(value)));
      properties_.push_back(property_of(key, DOCENT_TYPE_JSON));
      properties_.back().value.text = {nested_.back()->data(), nested_.back()->size()};
      return true;
    }
  }
  reason = "a value of an unknown type";
  return false;
}

bool EventLine::read_properties(element object, const char* member, std::string& reason) {
  element value;
  if (object[member].get(value) != simdjson::SUCCESS || value.is_null()) return true;
  simdjson::dom::object members;
  if (value.get(members) != simdjson::SUCCESS) {
    reason = std::string("\"") + member + "\" must be an object";
    return false;
  }
  for (const auto [key, field] : members)
    if (!add_property(key, field, reason)) return false;
  return true;
}

bool EventLine::read(std::string_view line, std::string& reason) {
  properties_.clear();
  nested_.clear();
  event_ = docent_event{};
  event_.struct_size = sizeof event_;
  id_ = {};
  element root;
  if (const auto error = parser_.parse(line.data(), line.size()).get(root); error != simdjson::SUCCESS) {
    reason = std::string("not JSON: ") + simdjson::error_message(error);
    return false;
  }
  if (!root.is_object()) {
    reason = "an event must be a JSON object";
    return false;
  }
  bool wrong = false;
  std::string_view type = text_member(root, "type", wrong);
  if (type.empty()) type = "track";
  const std::string_view user = text_member(root, "userId", wrong);
  const std::string_view name = type == "track" ? text_member(root, "event", wrong) : text_member(root, "name", wrong);
  const std::string_view group = text_member(root, "groupId", wrong);
  const std::string_view message_id = text_member(root, "messageId", wrong);
  const std::string_view timestamp = text_member(root, "timestamp", wrong);
  if (wrong) {
    reason = "type, event, name, userId, groupId, messageId and timestamp must be strings";
    return false;
  }
  if (type == "track" || type == "screen" || type == "page") {
    kind_ = Kind::event;
    event_.kind = type == "track" ? DOCENT_EVENT_TRACK : type == "screen" ? DOCENT_EVENT_SCREEN : DOCENT_EVENT_PAGE;
    if (name.empty()) {
      reason = type == "track" ? "\"event\" is missing" : "\"name\" is missing";
      return false;
    }
  } else if (type == "identify" || type == "alias" || type == "group") {
    kind_ = type == "identify" ? Kind::identify : type == "alias" ? Kind::alias : Kind::group;
    id_ = kind_ == Kind::group ? group : user;
    if (id_.empty()) {
      reason = kind_ == Kind::group ? "\"groupId\" is missing" : "\"userId\" is missing";
      return false;
    }
  } else {
    reason = "unknown type \"" + std::string(type) + "\"";
    return false;
  }
  event_.name = name.data();
  event_.name_len = name.size();
  event_.user_id = user.data();
  event_.user_id_len = user.size();
  event_.message_id = message_id.data();
  event_.message_id_len = message_id.size();
  if (!timestamp.empty()) {
    const auto ms = core::parse_rfc3339(timestamp);
    if (!ms) {
      reason = "\"timestamp\" must be an RFC 3339 time such as 2026-11-23T08:00:00Z";
      return false;
    }
    event_.timestamp_ms = *ms;
  }
  if (!read_properties(root, kind_ == Kind::event ? "properties" : "traits", reason)) return false;
  event_.properties = properties_.data();
  event_.count = properties_.size();
  return true;
}

docent_status EventLine::record(docent_client* client) const {
  switch (kind_) {
    case Kind::event: return docent_capture(client, &event_);
    case Kind::identify: return docent_identify(client, id_.data(), id_.size(), properties_.data(), properties_.size());
    case Kind::group: return docent_group(client, id_.data(), id_.size(), properties_.data(), properties_.size());
    case Kind::alias: return docent_alias(client, id_.data(), id_.size());
  }
  return DOCENT_INVALID;
}

}  // namespace docent::cli
