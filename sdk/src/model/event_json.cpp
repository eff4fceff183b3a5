#include "model/event_json.h"

#include <algorithm>
#include <vector>

#include "base/rfc3339.h"
#include "json/value.h"
#include "json/writer.h"

namespace docent::core {
namespace {

constexpr std::string_view redacted_text = "\"[redacted]\"";

void append_time(std::string& out, int64_t unix_ms) {
  char text[26];
  text[0] = text[25] = '"';
  format_rfc3339(unix_ms, text + 1);
  out.append(text, sizeof text);
}

void redact(Value& value, const RedactedKeys& keys) {
  if (value.is_array()) {
    for (auto& element : value.array()) redact(element, keys);
  } else if (value.is_object()) {
    for (auto& [key, member] : value.object()) {
      if (keys.contains(key)) member = "[redacted]";
      else redact(member, keys);
    }
  }
}

void append_value(std::string& out, const PropertyView& p, const RedactedKeys& redacted) {
  switch (p.type) {
    case PropertyType::null: out.append("null"); return;
    case PropertyType::string: append_json_string(out, p.text); return;
    case PropertyType::integer: append_json_int(out, p.integer); return;
    case PropertyType::number: append_json_double(out, p.number); return;
    case PropertyType::boolean: append_json_bool(out, p.integer != 0); return;
    case PropertyType::time: append_time(out, p.integer); return;
    case PropertyType::json: break;
  }
  if (redacted.empty()) {
    out.append(p.text);
  } else if (auto parsed = parse_json(p.text); parsed.ok()) {
    redact(*parsed, redacted);
    append_json(out, *parsed);
  } else {
    out.append(redacted_text);  // what cannot be searched is not let through
  }
}

void append_member(std::string& out, std::string_view literal, std::string_view text) {
  out.append(literal);
  append_json_string(out, text);
}

std::string_view type_name(RecordKind kind) noexcept {
  switch (kind) {
    case RecordKind::screen: return "{\"type\":\"screen\",\"name\":";
    case RecordKind::page: return "{\"type\":\"page\",\"name\":";
    case RecordKind::identify: return "{\"type\":\"identify\"";
    case RecordKind::group: return "{\"type\":\"group\",\"groupId\":";
    case RecordKind::alias: return "{\"type\":\"alias\"";
    default: return "{\"type\":\"track\",\"event\":";
  }
}

// True when the envelope's super properties contain `"key":` at the top level of the list; the list is short.
bool repeats(std::string_view super_json, std::span<const PropertyView> properties) {
  std::string needle;
  return std::any_of(properties.begin(), properties.end(), [&](const PropertyView& p) {
    needle.clear();
    append_json_key(needle, p.key);
    return super_json.find(needle) != std::string_view::npos;
  });
}

// Super properties without the keys the event has itself.
void append_super(std::string& out, std::string_view super_json, std::span<const PropertyView> properties) {
  if (!repeats(super_json, properties)) {
    out.append(super_json);
    return;
  }
  const auto parsed = parse_json("{" + std::string(super_json) + "}");
  if (!parsed.ok()) return;
  bool first = true;
  for (const auto& [key, value] : parsed->as_object()) {
    if (std::any_of(properties.begin(), properties.end(), [&k = key](const PropertyView& p) { return p.key == k; })) continue;
    if (!first) out.push_back(',');
    first = false;
    append_json_key(out, key);
    append_json(out, value);
  }
}

}  // namespace

bool is_event_object(std::string_view json) {
  const auto parsed = parse_json(json);
  return parsed.ok() && !(*parsed)["type"].as_string().empty() && !(*parsed)["messageId"].as_string().empty();
}

void append_properties_json(std::string& out, std::span<const PropertyView> properties, const RedactedKeys& redacted) {
  for (std::size_t i = 0; i < properties.size(); i++) {
    const auto& p = properties[i];
    if (i > 0) out.push_back(',');
    append_json_key(out, p.key);
    if (!redacted.empty() && redacted.contains(p.key)) out.append(redacted_text);
    else append_value(out, p, redacted);
  }
}

void append_event_json(std::string& out, const Record& record, std::span<const PropertyView> properties, const EventEnvelope& envelope,
                       const RedactedKeys& redacted, std::string_view previous_id) {
  const RecordKind kind = record.kind;
  out.append(type_name(kind));
  if (kind != RecordKind::identify && kind != RecordKind::alias) append_json_string(out, record.name);
  if (record.message_id.empty()) {
    char text[38];
    text[0] = text[37] = '"';
    format_uuid(record.id, text + 1);
    out.append(",\"messageId\":").append(text, sizeof text);
  } else {
    append_member(out, ",\"messageId\":", record.message_id);
  }
  append_member(out, ",\"anonymousId\":", envelope.anonymous_id);
  const std::string_view user = !record.user_id.empty() ? record.user_id : std::string_view(envelope.user_id);
  if (!user.empty()) append_member(out, ",\"userId\":", user);
  if (kind == RecordKind::alias) append_member(out, ",\"previousId\":", previous_id);
  out.append(",\"timestamp\":");
  append_time(out, record.timestamp_ms != 0 ? record.timestamp_ms : record.wall_ns / 1'000'000);

  const bool traits = kind == RecordKind::identify || kind == RecordKind::group;
  if (kind != RecordKind::alias) {
    out.append(traits ? ",\"traits\":{" : ",\"properties\":{");
    const std::size_t before = out.size();
    if (!traits && !envelope.super_json.empty()) append_super(out, envelope.super_json, properties);
    if (out.size() > before && !properties.empty()) out.push_back(',');
    append_properties_json(out, properties, redacted);
    out.push_back('}');
  }
  if (!envelope.session_id.empty() || !envelope.screen.empty()) {
    out.append(",\"context\":{");
    if (!envelope.session_id.empty()) append_member(out, "\"sessionId\":", envelope.session_id);
    if (!envelope.screen.empty()) append_member(out, envelope.session_id.empty() ? "\"screen\":" : ",\"screen\":", envelope.screen);
    out.push_back('}');
  }
  out.push_back('}');
}

}  // namespace docent::core
