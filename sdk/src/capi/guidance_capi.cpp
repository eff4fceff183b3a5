// docent_poll, presentations, recommendations, explain, strategy; docent_recorded and docent_erase (docent/guidance.h, privacy.h).
#include "base/uuid.h"
#include "capi/handles.h"
#include "model/limits.h"

using docent::capi::client_of;
using docent::capi::fail;
using docent::capi::guarded;
using docent::capi::report;
using docent::capi::text_of;
using docent::capi::to_c;
using docent::core::Code;
namespace core = docent::core;
namespace limits = docent::core::limits;

namespace {

const char* text_or_empty(const docent_presentation* p, std::string core::Presentation::*member) noexcept {
  return p == nullptr ? "" : (p->data.*member).c_str();
}

const char* action_text(const docent_presentation* p, size_t index, std::string core::PresentationAction::*member) noexcept {
  return p == nullptr || index >= p->data.actions.size() ? "" : (p->data.actions[index].*member).c_str();
}

const char* item_text(const docent_recommendations* list, size_t index, std::string core::Recommendation::*member) noexcept {
  return list == nullptr || index >= list->data.items.size() ? "" : (list->data.items[index].*member).c_str();
}

// A question whose answer is a text.
template <class Question>
docent_status ask_text(docent_client* handle, docent_text** json, docent_error** error, Question question) noexcept {
  if (json != nullptr) *json = nullptr;
  return guarded(error, [&]() -> docent_status {
    core::Client* client = client_of(handle);
    if (client == nullptr || json == nullptr) return fail(error, Code::invalid, "the client or the place for the answer is NULL");
    auto answer = question(*client);
    if (!answer.ok()) return report(error, answer.status());
    *json = new docent_text{std::move(*answer)};
    return DOCENT_OK;
  });
}

}  // namespace

extern "C" {

docent_status docent_set_wakeup(docent_client* handle, docent_wakeup_fn fn, void* user_data) {
  return guarded([&]() -> docent_status {
    core::Client* client = client_of(handle);
    return client == nullptr ? DOCENT_INVALID : to_c(client->set_wakeup(fn, user_data));
  });
}

docent_presentation* docent_poll(docent_client* handle) {
  docent_presentation* result = nullptr;
  (void)guarded([&]() -> docent_status {
    core::Client* client = client_of(handle);
    if (client == nullptr) return DOCENT_INVALID;
    if (auto next = client->poll()) {
      std::string id = to_string(next->id);
      result = new docent_presentation{std::move(*next), std::move(id)};
    }
    return DOCENT_OK;
  });
  return result;
}

void docent_presentation_destroy(docent_presentation* p) { delete p; }

int docent_presentation_change(const docent_presentation* p) { return p == nullptr ? DOCENT_CHANGE_SHOW : static_cast<int>(p->data.change); }
int docent_presentation_is_preview(const docent_presentation* p) { return p != nullptr && p->data.preview ? 1 : 0; }
const char* docent_presentation_id(const docent_presentation* p) { return p == nullptr ? "" : p->id.c_str(); }
const char* docent_presentation_campaign(const docent_presentation* p) { return text_or_empty(p, &core::Presentation::campaign); }
const char* docent_presentation_type(const docent_presentation* p) { return text_or_empty(p, &core::Presentation::type); }
const char* docent_presentation_title(const docent_presentation* p) { return text_or_empty(p, &core::Presentation::title); }
const char* docent_presentation_body(const docent_presentation* p) { return text_or_empty(p, &core::Presentation::body); }
const char* docent_presentation_anchor(const docent_presentation* p) { return text_or_empty(p, &core::Presentation::anchor); }
const char* docent_presentation_placement(const docent_presentation* p) { return text_or_empty(p, &core::Presentation::placement); }
const char* docent_presentation_role(const docent_presentation* p) { return text_or_empty(p, &core::Presentation::role); }
const char* docent_presentation_locale(const docent_presentation* p) { return text_or_empty(p, &core::Presentation::locale); }
const char* docent_presentation_step(const docent_presentation* p) { return text_or_empty(p, &core::Presentation::step); }
const char* docent_presentation_reason(const docent_presentation* p) { return text_or_empty(p, &core::Presentation::reason); }
const char* docent_presentation_json(const docent_presentation* p) { return text_or_empty(p, &core::Presentation::json); }
size_t docent_presentation_action_count(const docent_presentation* p) { return p == nullptr ? 0 : p->data.actions.size(); }
const char* docent_presentation_action_id(const docent_presentation* p, size_t i) { return action_text(p, i, &core::PresentationAction::id); }
const char* docent_presentation_action_text(const docent_presentation* p, size_t i) { return action_text(p, i, &core::PresentationAction::text); }
const char* docent_presentation_action_command(const docent_presentation* p, size_t i) {
  return action_text(p, i, &core::PresentationAction::command);
}

docent_status docent_recommend(docent_client* handle, const char* slot, size_t slot_len, uint32_t timeout_ms, docent_recommendations** list,
                               docent_error** error) {
  if (list != nullptr) *list = nullptr;
  return guarded(error, [&]() -> docent_status {
    core::Client* client = client_of(handle);
    std::string_view name;
    if (client == nullptr || list == nullptr || !text_of(slot, slot_len, name) || name.empty() || name.size() > limits::max_name_bytes)
      return fail(error, Code::invalid, "docent_recommend needs a client, a slot of 1 to 128 bytes and a place for the list");
    auto answer = client->recommend(std::string(name), timeout_ms);
    if (!answer.ok()) return report(error, answer.status());
    *list = new docent_recommendations{std::move(*answer)};
    return DOCENT_OK;
  });
}

size_t docent_recommendations_count(const docent_recommendations* list) { return list == nullptr ? 0 : list->data.items.size(); }
const char* docent_recommendations_feature(const docent_recommendations* list, size_t i) {
  return item_text(list, i, &core::Recommendation::feature);
}
const char* docent_recommendations_title(const docent_recommendations* list, size_t i) { return item_text(list, i, &core::Recommendation::title); }
const char* docent_recommendations_body(const docent_recommendations* list, size_t i) { return item_text(list, i, &core::Recommendation::body); }
const char* docent_recommendations_reason(const docent_recommendations* list, size_t i) { return item_text(list, i, &core::Recommendation::reason); }
double docent_recommendations_score(const docent_recommendations* list, size_t i) {
  return list == nullptr || i >= list->data.items.size() ? 0 : list->data.items[i].score;
}
const char* docent_recommendations_campaign(const docent_recommendations* list) { return list == nullptr ? "" : list->data.campaign.c_str(); }
void docent_recommendations_destroy(docent_recommendations* list) { delete list; }

int docent_feature_enabled(docent_client* handle, const char* feature, size_t feature_len) {
  core::Client* client = client_of(handle);
  std::string_view name;
  if (client == nullptr || !text_of(feature, feature_len, name)) return 1;
  return client->feature_enabled(name) ? 1 : 0;
}

docent_status docent_explain(docent_client* handle, const char* campaign, size_t campaign_len, uint32_t timeout_ms, docent_text** json,
                             docent_error** error) {
  return ask_text(handle, json, error, [&](core::Client& client) -> core::Result<std::string> {
    std::string_view id;
    if (!text_of(campaign, campaign_len, id) || id.size() > limits::max_name_bytes)
      return core::Status(Code::invalid, "a campaign id has 1 to 128 bytes");
    return client.explain(std::string(id), timeout_ms);
  });
}

docent_status docent_set_strategy(docent_client* handle, const char* json, size_t len, uint32_t timeout_ms, docent_error** error) {
  return guarded(error, [&]() -> docent_status {
    core::Client* client = client_of(handle);
    std::string_view text;
    if (client == nullptr || json == nullptr || !text_of(json, len, text)) return fail(error, Code::invalid, "the client or the document is NULL");
    if (text.size() > limits::max_strategy_bytes) return fail(error, Code::too_large, "a strategy document has at most 4 MiB");
    if (!core::is_utf8(text)) return fail(error, Code::invalid_utf8, "the strategy document is not UTF-8");
    return report(error, client->set_strategy(std::string(text), timeout_ms));
  });
}

docent_status docent_recorded(docent_client* handle, uint32_t timeout_ms, docent_text** json, docent_error** error) {
  return ask_text(handle, json, error, [&](core::Client& client) { return client.recorded_json(timeout_ms); });
}

docent_status docent_erase(docent_client* handle, int scope, uint32_t timeout_ms, docent_error** error) {
  return guarded(error, [&]() -> docent_status {
    core::Client* client = client_of(handle);
    if (client == nullptr || (scope != DOCENT_ERASE_HERE && scope != DOCENT_ERASE_EVERYWHERE))
      return fail(error, Code::invalid, "docent_erase needs a client and DOCENT_ERASE_HERE or DOCENT_ERASE_EVERYWHERE");
    return report(error, client->erase(scope == DOCENT_ERASE_EVERYWHERE, timeout_ms));
  });
}

}  // extern "C"
