// docent_client_*, docent_flush, docent_stats_get, docent_ledger (docent/client.h).
#include <atomic>
#include <cstring>
#include <memory>

#include "capi/handles.h"

using docent::capi::client_of;
using docent::capi::guarded;
using docent::capi::report;
using docent::capi::to_c;
namespace core = docent::core;

namespace docent::capi {
namespace {

constexpr uint64_t live_magic = 0x646f63656e743031;  // "docent01"

}  // namespace
}  // namespace docent::capi

// The shell behind the handle: never freed, so that a stale one is recognised, and kept in a list, so that a leak checker of the host finds it owned.
// A pointer that never was a handle is refused by its magic when it is readable at all.
struct docent_client {
  uint64_t magic;
  core::Client* client;
  docent_client* next;
};

namespace docent::capi {
namespace {

std::atomic<docent_client*> all_shells{nullptr};

docent_client* keep(std::unique_ptr<docent_client> shell) noexcept {
  docent_client* kept = shell.release();
  kept->next = all_shells.load(std::memory_order_relaxed);
  while (!all_shells.compare_exchange_weak(kept->next, kept, std::memory_order_release, std::memory_order_relaxed)) {}
  return kept;
}

}  // namespace

core::Client* client_of(docent_client* handle) noexcept {
  if (handle == nullptr || reinterpret_cast<uintptr_t>(handle) % alignof(docent_client) != 0 || handle->magic != live_magic) return nullptr;
  return handle->client;
}

}  // namespace docent::capi

extern "C" {

docent_status docent_client_open(const docent_options* options, docent_client** client, docent_error** error) {
  if (client != nullptr) *client = nullptr;
  return guarded(error, [&]() -> docent_status {
    if (client == nullptr) return docent::capi::fail(error, core::Code::invalid, "client must point to a docent_client *");
    if (options == nullptr)
      return docent::capi::fail(error, core::Code::invalid, "options are NULL: docent_options_create() refuses a bad write key");
    auto shell = std::make_unique<docent_client>(docent_client{docent::capi::live_magic, nullptr, nullptr});
    auto opened = core::Client::open(options->data);
    if (!opened.ok()) return report(error, opened.status());
    shell->client = *opened;
    *client = docent::capi::keep(std::move(shell));
    return DOCENT_OK;
  });
}

docent_status docent_client_close(docent_client* handle, uint32_t timeout_ms) {
  if (handle == nullptr) return DOCENT_OK;
  return guarded([&]() -> docent_status {
    core::Client* client = client_of(handle);
    return client == nullptr ? DOCENT_INVALID : to_c(client->close(timeout_ms).code());
  });
}

docent_status docent_flush(docent_client* handle, int what, uint32_t timeout_ms) {
  return guarded([&]() -> docent_status {
    core::Client* client = client_of(handle);
    if (client == nullptr || (what != DOCENT_FLUSH_DURABLE && what != DOCENT_FLUSH_DELIVERED)) return DOCENT_INVALID;
    return to_c(client->flush(what == DOCENT_FLUSH_DELIVERED, timeout_ms).code());
  });
}

docent_status docent_stats_get(docent_client* handle, docent_stats* stats) {
  return guarded([&]() -> docent_status {
    core::Client* client = client_of(handle);
    constexpr uint32_t first_version_bytes = sizeof(docent_stats);
    if (client == nullptr || stats == nullptr || stats->struct_size < first_version_bytes) return DOCENT_INVALID;
    const auto taken = client->stats();
    if (!taken.ok()) return to_c(taken.status().code());
    const core::StatsSnapshot& s = *taken;
    docent_stats out{};
    out.struct_size = stats->struct_size;
    out.journal_on_tmpfs = s.on_tmpfs ? 1 : 0;
    out.accepted = s.accepted;
    out.delivered = s.delivered;
    out.pending = s.pending;
    out.dropped = s.dropped;
    out.refused = s.refused;
    out.held_for_consent = s.held_for_consent;
    out.pending_bytes = s.pending_bytes;
    out.disk_bytes = s.disk_bytes;
    out.journal_used_bytes = s.journal_used_bytes;
    out.durable_lag_ms = s.durable_lag_ms;
    out.requests = s.uploads.requests;
    out.request_failures = s.uploads.failures;
    out.bytes_sent = s.uploads.bytes_sent;
    out.delivery_state = static_cast<uint32_t>(s.delivery);
    out.strategy_version = s.strategy_version;
    out.next_attempt_ms = s.next_attempt_ms;
    std::memcpy(stats, &out, sizeof out);
    return DOCENT_OK;
  });
}

docent_status docent_ledger(docent_client* handle, uint32_t timeout_ms, docent_text** json) {
  return guarded([&]() -> docent_status {
    core::Client* client = client_of(handle);
    if (client == nullptr || json == nullptr) return DOCENT_INVALID;
    *json = nullptr;
    auto text = client->ledger_json(timeout_ms);
    if (!text.ok()) return to_c(text.status().code());
    *json = new docent_text{std::move(*text)};
    return DOCENT_OK;
  });
}

}  // extern "C"
