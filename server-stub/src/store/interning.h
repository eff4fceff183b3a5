// Turns what repeats from event to event into row ids: write keys, kinds (type and name), subjects (anonymous id and user), batch-level contexts.
// Writer thread only, inside its transaction. forget() must follow a rollback and an erasure: remembered ids may no longer exist.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server_limits.h"
#include "store/id_cache.h"
#include "store/new_event.h"
#include "store/sqlite.h"

namespace docent::server {

class Interning {
 public:
  static core::Result<Interning> open(Sqlite& database, const Limits& limits);

  core::Result<int64_t> write_key(std::string_view key);
  core::Result<int64_t> kind(EventType type, std::string_view name);
  // Empty when the anonymous id was erased: the event must be swallowed.
  core::Result<std::optional<int64_t>> subject(int64_t key_id, std::string_view anonymous_id, std::string_view user_id);
  core::Result<int64_t> install(int64_t key_id, std::string_view install_id);
  core::Result<int64_t> context(std::optional<int64_t> install_id, std::string_view json);
  void forget() noexcept;

 private:
  Interning(Sqlite& database, const Limits& limits);
  core::Result<int64_t> insert(Query& query);
  core::Result<bool> is_erased(int64_t key_id, std::string_view anonymous_id);
  core::Result<std::optional<int64_t>> find_context(std::optional<int64_t> install_id, int64_t hash, std::string_view json);

  static constexpr int64_t swallowed = 0;  // stands in the cache for an erased subject
  Sqlite* database_;
  IdCache keys_, kinds_, subjects_, installs_, contexts_;
  std::string scratch_;  // the composed cache key
  Query find_key_, add_key_, find_kind_, add_kind_, find_subject_, add_subject_, find_install_, add_install_, find_context_, add_context_,
      find_erased_;
};

}  // namespace docent::server
