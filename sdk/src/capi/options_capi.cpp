// docent_options_*: collects and checks what the host chooses (docent/client.h).
#include "capi/handles.h"

using docent::capi::guarded;
using docent::capi::text_of;
namespace core = docent::core;
namespace limits = docent::core::limits;

struct docent_replacement {
  std::string* text;
};

namespace {

// A text option: UTF-8, at most `max` bytes.
template <class Use>
docent_status set_text(docent_options* options, const char* data, size_t len, std::size_t max, Use use) noexcept {
  return guarded([&]() -> docent_status {
    std::string_view text;
    if (options == nullptr || !text_of(data, len, text)) return DOCENT_INVALID;
    if (text.size() > max) return DOCENT_TOO_LARGE;
    if (!core::is_utf8(text) || text.find('\0') != std::string_view::npos) return DOCENT_INVALID_UTF8;
    return use(text);
  });
}

docent_status set_number(docent_options* options, uint64_t value, uint64_t low, uint64_t high, const auto& use) noexcept {
  return guarded([&]() -> docent_status {
    if (options == nullptr || value < low || value > high) return DOCENT_INVALID;
    return use();
  });
}

void call_decision(void* host_fn, void* user_data, std::string_view json) {
  reinterpret_cast<docent_decision_fn>(host_fn)(user_data, json.data(), json.size());
}

bool call_before_send(void* host_fn, void* user_data, std::string_view json, std::string& replacement) {
  const auto fn = reinterpret_cast<docent_before_send_fn>(host_fn);
  docent_replacement slot{&replacement};
  return fn(user_data, json.data(), json.size(), &slot) != 0;
}

constexpr std::size_t max_path_bytes = 4096;

}  // namespace

extern "C" {

docent_options* docent_options_create(const char* write_key, size_t len) {
  docent_options* created = nullptr;
  (void)guarded([&]() -> docent_status {
    std::string_view key;
    if (write_key == nullptr || !text_of(write_key, len, key) || !core::check_write_key(key).ok()) return DOCENT_INVALID;
    created = new docent_options;
    created->data.write_key = key;
    return DOCENT_OK;
  });
  return created;
}

void docent_options_destroy(docent_options* options) { delete options; }

docent_status docent_options_set_endpoint(docent_options* options, const char* url, size_t len) {
  return set_text(options, url, len, 2048, [&](std::string_view text) {
    while (text.ends_with('/')) text.remove_suffix(1);
    options->data.endpoint = text;  // checked by docent_client_open, which can say why
    return DOCENT_OK;
  });
}

docent_status docent_options_set_data_dir(docent_options* options, const char* path, size_t len) {
  return set_text(options, path, len, max_path_bytes, [&](std::string_view text) {
    options->data.data_dir = text;
    return DOCENT_OK;
  });
}

docent_status docent_options_set_consent(docent_options* options, uint32_t granted) {
  return guarded([&]() -> docent_status {
    if (options == nullptr || !core::Consent::valid(granted)) return DOCENT_INVALID;
    options->data.consent = core::Consent::from_bits(granted);
    return DOCENT_OK;
  });
}

docent_status docent_options_set_app(docent_options* options, const char* name, size_t name_len, const char* version, size_t version_len) {
  return set_text(options, name, name_len, limits::max_name_bytes, [&](std::string_view name_text) {
    return set_text(options, version, version_len, limits::max_name_bytes, [&](std::string_view version_text) {
      options->data.app_name = name_text;
      options->data.app_version = version_text;
      return DOCENT_OK;
    });
  });
}

docent_status docent_options_set_locale(docent_options* options, const char* tag, size_t len) {
  return set_text(options, tag, len, limits::max_name_bytes, [&](std::string_view text) {
    options->data.locale = text;
    return DOCENT_OK;
  });
}

docent_status docent_options_set_strategy(docent_options* options, const char* json, size_t len) {
  return set_text(options, json, len, limits::max_strategy_bytes, [&](std::string_view text) {
    options->data.strategy_json = text;
    return DOCENT_OK;
  });
}

docent_status docent_options_set_allow_insecure(docent_options* options, int allow) {
  if (options == nullptr) return DOCENT_INVALID;
  options->data.allow_insecure = allow != 0;
  return DOCENT_OK;
}

docent_status docent_options_set_ca_file(docent_options* options, const char* path, size_t len) {
  return set_text(options, path, len, max_path_bytes, [&](std::string_view text) {
    options->data.ca_file = text;
    return DOCENT_OK;
  });
}

docent_status docent_options_set_proxy(docent_options* options, const char* url, size_t len) {
  return set_text(options, url, len, 2048, [&](std::string_view text) {
    options->data.proxy = std::string(text);
    return DOCENT_OK;
  });
}

docent_status docent_options_set_journal_bytes(docent_options* options, uint64_t bytes) {
  if ((bytes & (bytes - 1)) != 0) return DOCENT_INVALID;
  return set_number(options, bytes, limits::min_journal_bytes, limits::max_journal_bytes, [&] {
    options->data.journal_bytes = bytes;
    return DOCENT_OK;
  });
}

docent_status docent_options_set_max_disk_bytes(docent_options* options, uint64_t bytes) {
  return set_number(options, bytes, limits::min_disk_bytes, limits::max_disk_bytes, [&] {
    options->data.max_disk_bytes = bytes;
    return DOCENT_OK;
  });
}

docent_status docent_options_set_flush_interval_ms(docent_options* options, uint32_t interval_ms) {
  return set_number(options, interval_ms, limits::min_interval_ms, limits::max_interval_ms, [&] {
    options->data.flush_interval_ms = interval_ms;
    return DOCENT_OK;
  });
}

docent_status docent_options_set_session_timeout_ms(docent_options* options, uint32_t timeout_ms) {
  return set_number(options, timeout_ms, limits::min_interval_ms, limits::max_interval_ms, [&] {
    options->data.session_timeout_ms = timeout_ms;
    return DOCENT_OK;
  });
}

docent_status docent_options_set_sessions(docent_options* options, int enabled) {
  if (options == nullptr) return DOCENT_INVALID;
  options->data.sessions = enabled != 0;
  return DOCENT_OK;
}

docent_status docent_options_add_redaction(docent_options* options, const char* key, size_t len) {
  return set_text(options, key, len, limits::max_name_bytes, [&](std::string_view text) -> docent_status {
    if (text.empty()) return DOCENT_INVALID;
    options->data.redacted.emplace(text);
    return DOCENT_OK;
  });
}

docent_status docent_options_set_decision_trace(docent_options* options, docent_decision_fn fn, void* user_data) {
  if (options == nullptr) return DOCENT_INVALID;
  options->data.trace = fn == nullptr ? core::DecisionTrace{} : core::DecisionTrace{call_decision, reinterpret_cast<void*>(fn), user_data};
  return DOCENT_OK;
}

docent_status docent_options_set_before_send(docent_options* options, docent_before_send_fn fn, void* user_data) {
  if (options == nullptr) return DOCENT_INVALID;
  options->data.before_send = fn == nullptr ? core::BeforeSend{} : core::BeforeSend{call_before_send, reinterpret_cast<void*>(fn), user_data};
  return DOCENT_OK;
}

docent_status docent_options_set_log(docent_options* options, docent_log_fn fn, void* user_data) {
  if (options == nullptr) return DOCENT_INVALID;
  options->data.log = core::Log(fn, user_data);
  return DOCENT_OK;
}

docent_status docent_replacement_set(docent_replacement* replacement, const char* json, size_t len) {
  return guarded([&]() -> docent_status {
    std::string_view text;
    if (replacement == nullptr || json == nullptr || !text_of(json, len, text)) return DOCENT_INVALID;
    if (text.size() > limits::max_event_bytes) return DOCENT_TOO_LARGE;
    if (!core::is_utf8(text)) return DOCENT_INVALID_UTF8;
    if (!core::is_event_object(text)) return DOCENT_INVALID_JSON;
    *replacement->text = text;
    return DOCENT_OK;
  });
}

}  // extern "C"
