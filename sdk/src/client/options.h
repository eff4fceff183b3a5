// What a host chooses before opening a client, checked. Plain data; defaults are the documented ones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/log.h"
#include "base/status.h"
#include "model/consent.h"
#include "model/context.h"
#include "model/event_json.h"
#include "model/limits.h"

namespace docent::core {

// Returns true to keep the event; `replacement` may be filled with another JSON object.
struct BeforeSend {
  bool (*call)(void* host_fn, void* user_data, std::string_view json, std::string& replacement) = nullptr;
  void* host_fn = nullptr;
  void* user_data = nullptr;
};

// Sees each decision as JSON.
struct DecisionTrace {
  void (*call)(void* host_fn, void* user_data, std::string_view json) = nullptr;
  void* host_fn = nullptr;
  void* user_data = nullptr;
};

struct ClientOptions {
  std::string write_key;
  std::string endpoint;  // "": nothing is uploaded
  std::string data_dir;  // "": the default for the write key
  std::optional<Consent> consent;
  std::string app_name;
  std::string app_version;
  std::string locale;  // "": from the environment
  std::string strategy_json;
  bool allow_insecure = false;
  std::string ca_file;
  std::optional<std::string> proxy;  // empty optional: from the environment; "": none
  uint64_t journal_bytes = limits::default_journal_bytes;
  uint64_t max_disk_bytes = limits::default_disk_bytes;
  int64_t flush_interval_ms = limits::default_flush_interval_ms;
  int64_t session_timeout_ms = limits::default_session_timeout_ms;
  bool sessions = true;
  RedactedKeys redacted;
  BeforeSend before_send;
  DecisionTrace trace;
  std::string trace_user;                 // for replays: who stands in the trace; "": the current identity
  std::optional<RunContext> run_context;  // for replays: in place of what the host and the data directory say
  Log log;
};

// invalid with one sentence that names the option and what it takes.
Status check_write_key(std::string_view key);
Status check_endpoint(std::string_view url, bool allow_insecure);  // empty is fine

}  // namespace docent::core
