// One SQLite connection to the data directory's database, with its statements and transactions. Worker thread only (open and close on the opener's).
// Every error carries SQLite's own message: io (full disk, I/O, permissions), corrupt, too_new, busy (another process), no_memory; anything else is
// internal. After an error the object stays usable; what was being done in a transaction is undone by rollback(). Damage that is met after open()
// leaves a mark beside the file, so that the next open() reports it and the database can be set aside.
//
// Durability. The WAL is written at every commit and survives kill -9. A full commit also syncs the WAL file, and with it all frames before; see
// durable().
//
// Space. Deleted rows leave free pages inside the file, which later rows use; shrink() gives them back to the file system. The WAL grows until a
// checkpoint: when wal_bytes() passes limits::max_wal_bytes it is time for one. DiskCap holds all of it under a limit.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "storage/statement.h"

struct sqlite3;

namespace docent::core {

enum class Durability { normal, full };  // full: the WAL is synced at commit

// Keeps memory in step with the database; told after every commit and rollback of the connection that it was added to.
class TransactionListener {
 public:
  virtual void on_commit() noexcept = 0;
  virtual void on_rollback() noexcept = 0;

 protected:
  ~TransactionListener() = default;
};

class Database {
 public:
  // Creates or opens `path` (mode 0600) and migrates it to schema_version().
  // corrupt: damaged beyond opening; too_new: written by a newer version (nothing is changed); invalid: the database of another program.
  static Result<std::unique_ptr<Database>> open(const std::string& path);
  // For tools: no migration, no change; not_found, too_new and (an older schema) unavailable are told apart.
  static Result<std::unique_ptr<Database>> open_read_only(const std::string& path);
  // Renames a damaged database (not open) with its WAL to "<path>.corrupt-<now_ms>", so that a new one can be begun. Older ones are deleted, and so
  // is this one when it has more than limits::max_quarantined_bytes.
  static Status quarantine(const std::string& path, int64_t now_ms);
  // Deletes databases that were set aside: erasure reaches them too.
  static Status remove_quarantined(const std::string& path);
  static int schema_version() noexcept;
  // What the SQLite found at run time means for its users; "" when there is nothing to say.
  static std::string library_note();
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // The statement for `sql`, compiled once. A compile error is reported by its step().
  Statement statement(std::string_view sql);
  Status execute(const char* sql);  // any number of statements, without results

  // Takes the write lock. internal: a transaction is open already.
  Status begin();
  // When it fails nothing was committed and the transaction is rolled back.
  Status commit(Durability durability);
  void rollback() noexcept;  // a no-op outside a transaction
  bool in_transaction() const noexcept { return in_transaction_; }
  void add_listener(TransactionListener* listener) { listeners_.push_back(listener); }
  void remove_listener(TransactionListener* listener) noexcept { std::erase(listeners_, listener); }

  // Syncs everything committed so far (outside a transaction).
  Status sync();
  // False from a commit until the next successful sync. A full commit whose sync failed is still a commit: it returns OK, and durable() stays false.
  bool durable() const noexcept { return durable_; }

  // Moves the WAL into the database as far as no reader is in the way; `truncate` waits for readers and cuts the WAL to nothing (else busy).
  Status checkpoint(bool truncate);
  // Rewrites the whole file, so that nothing deleted is left on free pages; needs memory for what is left. A truncating checkpoint completes it.
  Status vacuum();
  // Cuts free pages off the file until it is `bytes` shorter or none is left, in steps that keep the WAL short. Ends with a truncated WAL.
  Status shrink(uint64_t bytes = UINT64_MAX);

  // Database, WAL and shared-memory files together, free pages included.
  uint64_t bytes_on_disk() const;
  Result<uint64_t> file_bytes();                              // of the database file once the WAL is moved into it, free pages included
  Result<uint64_t> free_bytes();                              // of these, on free pages
  uint64_t bytes_beside() const;                              // WAL and shared memory
  uint64_t wal_bytes() const noexcept { return wal_bytes_; }  // in the WAL and not yet moved, as of the last commit; no I/O
  const std::string& path() const noexcept { return path_; }
  bool read_only() const noexcept { return read_only_; }
  int64_t last_insert_id() const noexcept;
  int64_t changes() const noexcept;

  // Small named values (table meta).
  Result<std::optional<std::string>> get_meta(std::string_view key);
  Status put_meta(std::string_view key, std::string_view value);
  Status erase_meta(std::string_view key);

  // Blobs of the profile and the guidance engine: (identity, kind, key) → bytes (table state).
  Status put_state(std::string_view identity, std::string_view kind, std::string_view key, std::string_view bytes);
  Status erase_state(std::string_view identity, std::string_view kind, std::string_view key);
  Status erase_state(std::string_view identity);  // all of one identity
  Status load_state(std::string_view identity, const std::function<void(std::string_view kind, std::string_view key, std::string_view bytes)>& row);

  // Journal positions (table journal): everything of ring `epoch` before `position` is in this database.
  Status put_journal(std::span<const uint8_t> epoch, std::string_view path, uint64_t position);
  Status erase_journal(std::span<const uint8_t> epoch);
  struct JournalRow {
    std::string epoch;  // 16 bytes
    std::string path;
    uint64_t position = 0;
  };
  Status load_journals(const std::function<void(const JournalRow&)>& row);

 private:
  friend class Statement;
  explicit Database(std::string path);
  Status connect(int flags);
  Status configure(bool fresh);
  Result<int64_t> read_number(std::string_view sql);
  Result<int> read_version();
  Status migrate(int from_version);
  Status look_at_tables();
  void end_transaction(bool committed) noexcept;
  void mark_damaged();
  static int on_wal_write(void* self, sqlite3* db, const char* name, int pages);

  std::string path_;
  sqlite3* db_ = nullptr;
  std::unique_ptr<StatementCache> statements_;
  std::vector<TransactionListener*> listeners_;
  bool in_transaction_ = false;
  bool durable_ = true;
  bool sync_failed_ = false;
  bool read_only_ = false;
  uint64_t wal_bytes_ = 0;
};

}  // namespace docent::core
