// extern "C": what the user does with campaigns, and wants of them: answers, launches, previews, limits of their own; and what the application tells.
#include "capi/handles.h"
#include "capi/properties.h"
#include "guidance/survey_flow.h"
#include "json/value.h"
#include "model/limits.h"
#include "model/record.h"

using docent::capi::client_of;
using docent::capi::fail;
using docent::capi::guarded;
using docent::capi::PropertyList;
using docent::capi::report;
using docent::capi::text_of;
using docent::capi::to_c;
using docent::core::Code;
using docent::core::RecordInput;
using docent::core::RecordKind;
using docent::core::Value;
namespace core = docent::core;
namespace limits = docent::core::limits;

namespace {

constexpr std::size_t max_state_name_bytes = 64;

bool is_id(std::string_view text) noexcept { return !text.empty() && text.size() <= limits::max_name_bytes; }

}  // namespace

extern "C" {

docent_status docent_presentation_answer(docent_client* handle, const docent_presentation* p, const char* question, size_t question_len,
                                         const char* answer, size_t answer_len, const char** next) {
  if (next != nullptr) *next = "";
  return guarded([&]() -> docent_status {
    core::Client* client = client_of(handle);
    RecordInput input;
    std::string_view json;
    if (client == nullptr || p == nullptr || !p->data.survey || !text_of(question, question_len, input.name) || !is_id(input.name) ||
        !text_of(answer, answer_len, json))
      return DOCENT_INVALID;
    if (json.size() > limits::max_answer_bytes) return DOCENT_TOO_LARGE;
    if (!core::is_utf8(json)) return DOCENT_INVALID_UTF8;
    const core::Question* asked = p->data.survey->question(input.name);
    if (asked == nullptr) return DOCENT_NOT_FOUND;
    const auto parsed = json.empty() ? core::Result<Value>(Value()) : core::parse_json(json);
    if (!parsed.ok()) return DOCENT_INVALID_JSON;
    if (!p->data.survey->check(*asked, *parsed).ok()) return DOCENT_INVALID;
    if (!p->data.preview) {
      core::PropertyView property;
      property.key = "answer";
      property.type = core::PropertyType::json;
      property.text = json;
      input.kind = RecordKind::answer;
      input.id = p->data.id;
      if (!parsed->is_null()) input.properties = std::span(&property, 1);
      if (const Code code = client->control(input, true); code != Code::ok) return to_c(code);
    }
    Value::Object answers;
    for (const auto& [id, value] : p->answers.as_object()) {
      if (id != asked->id) answers.emplace_back(id, value);
    }
    if (!parsed->is_null()) answers.emplace_back(asked->id, *parsed);
    p->answers = Value(std::move(answers));
    const core::Question* following = p->data.survey->question(p->data.survey->next(*asked, p->answers));
    if (next != nullptr && following != nullptr) *next = following->id.c_str();
    return DOCENT_OK;
  });
}

docent_status docent_launch(docent_client* handle, const char* campaign, size_t campaign_len) {
  core::Client* client = client_of(handle);
  RecordInput input;
  if (client == nullptr || !text_of(campaign, campaign_len, input.name) || !is_id(input.name)) return DOCENT_INVALID;
  input.kind = RecordKind::launch;
  return to_c(client->control(input, true));
}

docent_status docent_preview(docent_client* handle, const char* campaign, size_t campaign_len, const char* variant, size_t variant_len,
                             uint32_t timeout_ms, docent_error** error) {
  return guarded(error, [&]() -> docent_status {
    core::Client* client = client_of(handle);
    std::string_view id;
    std::string_view variant_id;
    if (client == nullptr || !text_of(campaign, campaign_len, id) || !is_id(id) || !text_of(variant, variant_len, variant_id) ||
        variant_id.size() > limits::max_name_bytes)
      return fail(error, Code::invalid, "docent_preview needs a client and a campaign's id of 1 to 128 bytes");
    if (!core::is_utf8(id) || !core::is_utf8(variant_id)) return fail(error, Code::invalid_utf8, "the id of the campaign or variant is not UTF-8");
    return report(error, client->preview(std::string(id), std::string(variant_id), timeout_ms));
  });
}

docent_status docent_set_app_state(docent_client* handle, const docent_property* properties, size_t count) {
  core::Client* client = client_of(handle);
  if (client == nullptr) return DOCENT_INVALID;
  if (count > limits::max_context_count) return DOCENT_TOO_LARGE;
  PropertyList list;
  if (const Code code = list.read(properties, count); code != Code::ok) return to_c(code);
  for (const core::PropertyView& p : list.views()) {
    if (p.key.empty() || p.key.size() > max_state_name_bytes || p.key == "name" || p.key == "version") return DOCENT_INVALID;
  }
  RecordInput input;
  input.kind = RecordKind::app_state;
  input.properties = list.views();
  return to_c(client->control(input, true));
}

docent_status docent_do_not_disturb(docent_client* handle, int64_t until_unix_ms) {
  core::Client* client = client_of(handle);
  if (client == nullptr || until_unix_ms < 0) return DOCENT_INVALID;
  core::PropertyView until;
  until.key = "until";
  until.type = core::PropertyType::integer;
  until.integer = until_unix_ms;
  RecordInput input;
  input.kind = RecordKind::do_not_disturb;
  input.properties = std::span(&until, 1);
  return to_c(client->control(input, true));
}

docent_status docent_lower_frequency(docent_client* handle, const char* type, size_t type_len, uint32_t limit, uint64_t window_ms,
                                     uint32_t timeout_ms, docent_error** error) {
  return guarded(error, [&]() -> docent_status {
    core::Client* client = client_of(handle);
    std::string_view name;
    if (client == nullptr || !text_of(type, type_len, name) || name.size() > limits::max_name_bytes || window_ms > INT64_MAX)
      return fail(error, Code::invalid, "docent_lower_frequency needs a client, a type of campaign (or none) and a window in milliseconds");
    if (!core::is_utf8(name)) return fail(error, Code::invalid_utf8, "the type of campaign is not UTF-8");
    return report(error, client->lower_frequency(std::string(name), limit, static_cast<int64_t>(window_ms), timeout_ms));
  });
}

}  // extern "C"
