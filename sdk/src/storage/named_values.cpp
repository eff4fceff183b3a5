// The small tables that other modules keep their state in: meta, state and journal.
#include "storage/database.h"

namespace docent::core {

Result<std::optional<std::string>> Database::get_meta(std::string_view key) {
  auto query = statement("SELECT value FROM meta WHERE key=?");
  const auto row = query.bind_text(1, key).step();
  if (!row.ok()) return row.status();
  if (!*row) return std::optional<std::string>();
  return std::optional<std::string>(query.column_blob(0));
}

Status Database::put_meta(std::string_view key, std::string_view value) {
  return statement("INSERT INTO meta(key,value) VALUES(?,?) ON CONFLICT(key) DO UPDATE SET value=excluded.value")
      .bind_text(1, key)
      .bind_blob(2, value)
      .run();
}

Status Database::erase_meta(std::string_view key) { return statement("DELETE FROM meta WHERE key=?").bind_text(1, key).run(); }

Status Database::put_state(std::string_view identity, std::string_view kind, std::string_view key, std::string_view bytes) {
  return statement("INSERT INTO state(identity,kind,key,value) VALUES(?,?,?,?) ON CONFLICT(identity,kind,key) DO UPDATE SET value=excluded.value")
      .bind_text(1, identity)
      .bind_text(2, kind)
      .bind_text(3, key)
      .bind_blob(4, bytes)
      .run();
}

Status Database::erase_state(std::string_view identity, std::string_view kind, std::string_view key) {
  return statement("DELETE FROM state WHERE identity=? AND kind=? AND key=?").bind_text(1, identity).bind_text(2, kind).bind_text(3, key).run();
}

Status Database::erase_state(std::string_view identity) { return statement("DELETE FROM state WHERE identity=?").bind_text(1, identity).run(); }

Status Database::load_state(std::string_view identity,
                            const std::function<void(std::string_view kind, std::string_view key, std::string_view bytes)>& row) {
  auto query = statement("SELECT kind,key,value FROM state WHERE identity=?");
  query.bind_text(1, identity);
  for (;;) {
    const auto found = query.step();
    if (!found.ok()) return found.status();
    if (!*found) return {};
    row(query.column_text(0), query.column_text(1), query.column_blob(2));
  }
}

namespace {

std::string_view as_text(std::span<const uint8_t> bytes) noexcept { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

}  // namespace

Status Database::put_journal(std::span<const uint8_t> epoch, std::string_view path, uint64_t position) {
  return statement(
             "INSERT INTO journal(epoch,path,position) VALUES(?,?,?) ON CONFLICT(epoch) DO UPDATE SET path=excluded.path, position=excluded.position")
      .bind_blob(1, as_text(epoch))
      .bind_text(2, path)
      .bind(3, static_cast<int64_t>(position))
      .run();
}

Status Database::erase_journal(std::span<const uint8_t> epoch) {
  return statement("DELETE FROM journal WHERE epoch=?").bind_blob(1, as_text(epoch)).run();
}

Status Database::load_journals(const std::function<void(const JournalRow&)>& row) {
  auto query = statement("SELECT epoch,path,position FROM journal ORDER BY epoch");
  for (;;) {
    const auto found = query.step();
    if (!found.ok()) return found.status();
    if (!*found) return {};
    row({std::string(query.column_blob(0)), std::string(query.column_text(1)), static_cast<uint64_t>(query.column_int(2))});
  }
}

}  // namespace docent::core
