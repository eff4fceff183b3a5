// docent_track and its relatives, docent_feedback, docent_set_consent: the calls that append to the journal (docent/event.h, feedback.h, privacy.h).
// None of these bodies allocates; they are noexcept through and through and need no guard against exceptions, except where a stopwatch's map is
// touched.
#include "capi/handles.h"
#include "capi/properties.h"
#include "model/builtin.h"

using docent::capi::client_of;
using docent::capi::guarded;
using docent::capi::PropertyList;
using docent::capi::text_of;
using docent::capi::to_c;
using docent::core::Code;
using docent::core::PropertyType;
using docent::core::PropertyView;
using docent::core::RecordInput;
using docent::core::RecordKind;
namespace core = docent::core;
namespace builtin = docent::core::builtin;
namespace limits = docent::core::limits;

namespace {

bool is_name(std::string_view name) noexcept { return !name.empty() && name.size() <= limits::max_name_bytes; }

PropertyView text_view(std::string_view key, std::string_view text) noexcept {
  PropertyView p;
  p.key = key;
  p.type = PropertyType::string;
  p.text = text;
  return p;
}

PropertyView number_view(std::string_view key, double number) noexcept {
  PropertyView p;
  p.key = key;
  p.type = PropertyType::number;
  p.number = number;
  return p;
}

PropertyView integer_view(std::string_view key, int64_t integer) noexcept {
  PropertyView p;
  p.key = key;
  p.type = PropertyType::integer;
  p.integer = integer;
  return p;
}

// Events whose name is an id or a name, with properties.
[[gnu::hot]] docent_status record_named(docent_client* handle, RecordKind kind, const char* name, size_t name_len, std::size_t max_name,
                                        const docent_property* properties, size_t count) noexcept {
  core::Client* client = client_of(handle);
  RecordInput input;
  input.kind = kind;
  if (client == nullptr || !text_of(name, name_len, input.name) || input.name.empty() || input.name.size() > max_name) return DOCENT_INVALID;
  if ((kind == RecordKind::track) && builtin::is_reserved(input.name)) return DOCENT_RESERVED_NAME;
  PropertyList list;
  if (const Code code = list.read(properties, count); code != Code::ok) return to_c(code);
  input.properties = list.views();
  return to_c(kind == RecordKind::identify || kind == RecordKind::alias ? client->control(input, true) : client->record(input));
}

docent_status set_attributes(docent_client* handle, RecordKind kind, const docent_property* attributes, size_t count) noexcept {
  core::Client* client = client_of(handle);
  if (client == nullptr) return DOCENT_INVALID;
  if (count > limits::max_context_count) return DOCENT_TOO_LARGE;
  PropertyList list;
  if (const Code code = list.read(attributes, count); code != Code::ok) return to_c(code);
  RecordInput input;
  input.kind = kind;
  input.properties = list.views();
  return to_c(client->control(input, kind == RecordKind::context));
}

}  // namespace

extern "C" {

[[gnu::hot]] docent_status docent_track(docent_client* client, const char* name, size_t name_len, const docent_property* properties, size_t count) {
  return record_named(client, RecordKind::track, name, name_len, limits::max_name_bytes, properties, count);
}

docent_status docent_screen(docent_client* client, const char* name, size_t name_len, const docent_property* properties, size_t count) {
  return record_named(client, RecordKind::screen, name, name_len, limits::max_name_bytes, properties, count);
}

docent_status docent_identify(docent_client* client, const char* user_id, size_t user_id_len, const docent_property* traits, size_t count) {
  return record_named(client, RecordKind::identify, user_id, user_id_len, limits::max_id_bytes, traits, count);
}

docent_status docent_group(docent_client* client, const char* group_id, size_t group_id_len, const docent_property* traits, size_t count) {
  return record_named(client, RecordKind::group, group_id, group_id_len, limits::max_id_bytes, traits, count);
}

docent_status docent_alias(docent_client* client, const char* user_id, size_t user_id_len) {
  return record_named(client, RecordKind::alias, user_id, user_id_len, limits::max_id_bytes, nullptr, 0);
}

docent_status docent_reset(docent_client* handle) {
  core::Client* client = client_of(handle);
  if (client == nullptr) return DOCENT_INVALID;
  RecordInput input;
  input.kind = RecordKind::reset;
  return to_c(client->control(input, true));
}

docent_status docent_report_error(docent_client* handle, const char* code, size_t code_len, const char* message, size_t message_len,
                                  const docent_property* properties, size_t count) {
  core::Client* client = client_of(handle);
  std::string_view code_text;
  std::string_view message_text;
  if (client == nullptr || !text_of(code, code_len, code_text) || !is_name(code_text) || !text_of(message, message_len, message_text))
    return DOCENT_INVALID;
  PropertyList list;
  list.add(text_view("code", code_text));
  if (!message_text.empty()) list.add(text_view("message", message_text));
  if (const Code status = list.read(properties, count); status != Code::ok) return to_c(status);
  RecordInput input;
  input.builtin = true;
  input.name = builtin::error_reported;
  input.properties = list.views();
  return to_c(client->record(input));
}

docent_status docent_interact(docent_client* handle, const char* kind, size_t kind_len, const char* target, size_t target_len,
                              const docent_property* properties, size_t count) {
  core::Client* client = client_of(handle);
  std::string_view kind_text;
  std::string_view target_text;
  if (client == nullptr || !text_of(kind, kind_len, kind_text) || !is_name(kind_text) || !text_of(target, target_len, target_text) ||
      !is_name(target_text))
    return DOCENT_INVALID;
  PropertyList list;
  list.add(text_view("kind", kind_text));
  list.add(text_view("target", target_text));
  if (const Code status = list.read(properties, count); status != Code::ok) return to_c(status);
  RecordInput input;
  input.builtin = true;
  input.name = builtin::interaction;
  input.properties = list.views();
  return to_c(client->record(input));
}

docent_status docent_metric(docent_client* handle, const char* name, size_t name_len, double value, const char* unit, size_t unit_len,
                            const docent_property* properties, size_t count) {
  core::Client* client = client_of(handle);
  std::string_view name_text;
  std::string_view unit_text;
  if (client == nullptr || !text_of(name, name_len, name_text) || !is_name(name_text) || !text_of(unit, unit_len, unit_text)) return DOCENT_INVALID;
  PropertyList list;
  list.add(text_view("name", name_text));
  list.add(number_view("value", value));
  if (!unit_text.empty()) list.add(text_view("unit", unit_text));
  if (const Code status = list.read(properties, count); status != Code::ok) return to_c(status);
  RecordInput input;
  input.builtin = true;
  input.name = builtin::metric_recorded;
  input.properties = list.views();
  return to_c(client->record(input));
}

docent_status docent_timer_start(docent_client* handle, const char* name, size_t name_len) {
  return guarded([&]() -> docent_status {
    core::Client* client = client_of(handle);
    std::string_view text;
    if (client == nullptr || !text_of(name, name_len, text) || !is_name(text)) return DOCENT_INVALID;
    if (!core::is_utf8(text)) return DOCENT_INVALID_UTF8;
    if (builtin::is_reserved(text)) return DOCENT_RESERVED_NAME;
    return to_c(client->stopwatch_start(text));
  });
}

docent_status docent_timer_stop(docent_client* handle, const char* name, size_t name_len, const docent_property* properties, size_t count) {
  return guarded([&]() -> docent_status {
    core::Client* client = client_of(handle);
    RecordInput input;
    if (client == nullptr || !text_of(name, name_len, input.name) || !is_name(input.name)) return DOCENT_INVALID;
    PropertyList list;
    if (const Code code = list.read(properties, count); code != Code::ok) return to_c(code);
    const auto elapsed = client->stopwatch_stop(input.name);
    if (!elapsed.ok()) return to_c(elapsed.status().code());
    if (!list.add(number_view("durationMs", *elapsed))) return DOCENT_TOO_LARGE;
    input.properties = list.views();
    return to_c(client->record(input));
  });
}

docent_status docent_timer_cancel(docent_client* handle, const char* name, size_t name_len) {
  return guarded([&]() -> docent_status {
    core::Client* client = client_of(handle);
    std::string_view text;
    if (client == nullptr || !text_of(name, name_len, text)) return DOCENT_INVALID;
    return to_c(client->stopwatch_stop(text).status().code());
  });
}

docent_status docent_set_context(docent_client* client, const docent_property* attributes, size_t count) {
  return set_attributes(client, RecordKind::context, attributes, count);
}

docent_status docent_set_super_properties(docent_client* client, const docent_property* properties, size_t count) {
  return set_attributes(client, RecordKind::super, properties, count);
}

docent_status docent_set_foreground(docent_client* handle, int foreground) {
  core::Client* client = client_of(handle);
  if (client == nullptr) return DOCENT_INVALID;
  RecordInput input;
  input.kind = RecordKind::foreground;
  input.detail = foreground != 0 ? 1 : 0;
  return to_c(client->control(input, false));
}

docent_status docent_capture(docent_client* handle, const docent_event* event) {
  core::Client* client = client_of(handle);
  if (client == nullptr || event == nullptr || event->struct_size < sizeof(docent_event) || event->kind > DOCENT_EVENT_PAGE) return DOCENT_INVALID;
  static constexpr RecordKind kinds[] = {RecordKind::track, RecordKind::screen, RecordKind::page};
  RecordInput input;
  input.kind = kinds[event->kind];
  input.critical = event->critical != 0;
  input.timestamp_ms = event->timestamp_ms;
  if (!text_of(event->name, event->name_len, input.name) || !is_name(input.name) ||
      !text_of(event->message_id, event->message_id_len, input.message_id) || !text_of(event->user_id, event->user_id_len, input.user_id) ||
      input.user_id.size() > limits::max_id_bytes)
    return DOCENT_INVALID;
  if (input.message_id.size() > limits::max_message_id_bytes || !core::is_printable_ascii(input.message_id)) return DOCENT_INVALID;
  if (input.kind == RecordKind::track && builtin::is_reserved(input.name)) return DOCENT_RESERVED_NAME;
  PropertyList list;
  if (const Code code = list.read(event->properties, event->count); code != Code::ok) return to_c(code);
  input.properties = list.views();
  return to_c(client->record(input));
}

docent_status docent_feedback(docent_client* handle, int32_t rating, const char* text, size_t text_len, const char* category, size_t category_len) {
  core::Client* client = client_of(handle);
  std::string_view words;
  std::string_view kind;
  if (client == nullptr || !text_of(text, text_len, words) || words.empty() || !text_of(category, category_len, kind) ||
      kind.size() > limits::max_name_bytes || (rating != DOCENT_NO_RATING && (rating < 1 || rating > 5)))
    return DOCENT_INVALID;
  if (words.size() > limits::max_feedback_bytes) return DOCENT_TOO_LARGE;
  PropertyList list;
  list.add(text_view("text", words));
  if (rating != DOCENT_NO_RATING) list.add(integer_view("rating", rating));
  if (!kind.empty()) list.add(text_view("category", kind));
  RecordInput input;
  input.builtin = true;
  input.critical = true;
  input.name = builtin::feedback_submitted;
  input.properties = list.views();
  return to_c(client->record_feedback(input));
}

docent_status docent_set_consent(docent_client* handle, uint32_t granted) {
  core::Client* client = client_of(handle);
  if (client == nullptr || !core::Consent::valid(granted)) return DOCENT_INVALID;
  return to_c(client->set_consent(core::Consent::from_bits(granted)));
}

uint32_t docent_consent(docent_client* handle) {
  core::Client* client = client_of(handle);
  const auto consent = client == nullptr ? std::nullopt : client->consent();
  return consent ? consent->bits() : static_cast<uint32_t>(DOCENT_CONSENT_UNKNOWN);
}

docent_status docent_presentation_report(docent_client* handle, const docent_presentation* p, int outcome, const char* detail, size_t detail_len) {
  core::Client* client = client_of(handle);
  RecordInput input;
  if (client == nullptr || p == nullptr || outcome < DOCENT_OUTCOME_SHOWN || outcome > DOCENT_OUTCOME_ADVANCED ||
      !text_of(detail, detail_len, input.name) || input.name.size() > limits::max_name_bytes)
    return DOCENT_INVALID;
  input.kind = RecordKind::outcome;
  input.detail = static_cast<uint8_t>(outcome);
  input.id = p->data.id;
  return to_c(client->control(input, true));
}

docent_status docent_recommendations_report(docent_client* handle, const docent_recommendations* list, size_t index, int outcome) {
  core::Client* client = client_of(handle);
  if (client == nullptr || list == nullptr || index >= list->data.items.size() ||
      (outcome != DOCENT_OUTCOME_SHOWN && outcome != DOCENT_OUTCOME_INTERACTED && outcome != DOCENT_OUTCOME_DISMISSED))
    return DOCENT_INVALID;
  RecordInput input;
  input.kind = RecordKind::recommendation_outcome;
  input.detail = static_cast<uint8_t>(outcome);
  input.name = list->data.items[index].feature;
  input.user_id = list->data.campaign;
  return to_c(client->control(input, true));
}

}  // extern "C"
