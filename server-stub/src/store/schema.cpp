#include "store/schema.h"

#include <iterator>
#include <string>

namespace docent::server {
namespace {

constexpr char layout_v1[] = R"sql(
BEGIN IMMEDIATE;
CREATE TABLE write_keys(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE kinds(id INTEGER PRIMARY KEY, type INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE(name, type));
CREATE TABLE subjects(id INTEGER PRIMARY KEY, key_id INTEGER NOT NULL, anonymous TEXT NOT NULL, user TEXT NOT NULL, UNIQUE(anonymous, user, key_id));
CREATE INDEX subjects_user ON subjects(user) WHERE user <> '';
CREATE TABLE installs(id INTEGER PRIMARY KEY, key_id INTEGER NOT NULL, install TEXT NOT NULL, ledger TEXT, sent_ms INTEGER NOT NULL DEFAULT 0,
  seen_ms INTEGER NOT NULL DEFAULT 0, accepted INTEGER NOT NULL DEFAULT 0, duplicate INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0,
  UNIQUE(install, key_id));
CREATE TABLE contexts(id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, install_id INTEGER, events INTEGER NOT NULL DEFAULT 0, json TEXT NOT NULL);
CREATE INDEX contexts_hash ON contexts(hash);
CREATE INDEX contexts_install ON contexts(install_id) WHERE install_id IS NOT NULL;
CREATE TABLE events(id INTEGER PRIMARY KEY, key_id INTEGER NOT NULL, message_id NOT NULL, kind_id INTEGER NOT NULL, subject_id INTEGER NOT NULL,
  context_id INTEGER, received_ms INTEGER NOT NULL, sent_ms INTEGER, at_ms INTEGER NOT NULL, body TEXT NOT NULL);
CREATE UNIQUE INDEX events_message ON events(key_id, message_id);
CREATE INDEX events_kind ON events(kind_id);
CREATE INDEX events_subject ON events(subject_id);
CREATE TABLE ledger(key_id INTEGER NOT NULL, counter TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(key_id, counter)) WITHOUT ROWID;
CREATE TABLE erased_subjects(key_id INTEGER NOT NULL, anonymous TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY(anonymous, key_id)) WITHOUT ROWID;
CREATE TABLE erasures(key_id INTEGER NOT NULL, request_id TEXT NOT NULL, at_ms INTEGER NOT NULL, erased INTEGER NOT NULL,
  PRIMARY KEY(key_id, request_id)) WITHOUT ROWID;
PRAGMA user_version=1;
COMMIT;
)sql";

// Reports read the facts of all events, and the text of few: the text goes to a table of its own, so that the facts are narrow rows in a row. Both
// are copied: dropping the column would leave the rows where they are, as wide apart as before, and take memory for all of them.
constexpr char layout_v2[] = R"sql(
BEGIN IMMEDIATE;
CREATE TABLE bodies(id INTEGER PRIMARY KEY, body TEXT NOT NULL);
INSERT INTO bodies SELECT id, body FROM events ORDER BY id;
CREATE TABLE facts(id INTEGER PRIMARY KEY, key_id INTEGER NOT NULL, message_id NOT NULL, kind_id INTEGER NOT NULL, subject_id INTEGER NOT NULL,
  context_id INTEGER, received_ms INTEGER NOT NULL, sent_ms INTEGER, at_ms INTEGER NOT NULL);
INSERT INTO facts SELECT id, key_id, message_id, kind_id, subject_id, context_id, received_ms, sent_ms, at_ms FROM events ORDER BY id;
DROP TABLE events;
ALTER TABLE facts RENAME TO events;
CREATE UNIQUE INDEX events_message ON events(key_id, message_id);
CREATE INDEX events_kind ON events(kind_id);
CREATE INDEX events_subject ON events(subject_id);
PRAGMA user_version=2;
COMMIT;
)sql";

// From each layout to the next; never changed once released.
constexpr const char* migrations[] = {layout_v1, layout_v2};
static_assert(std::size(migrations) == schema_version);

core::Result<int64_t> pragma_int(Sqlite& database, std::string_view sql) {
  auto query = database.prepare(sql);
  if (!query.ok()) return query.status();
  auto row = query->step();
  if (!row.ok()) return row.status();
  return *row ? query->column_int(0) : 0;
}

}  // namespace

core::Status prepare_writer(Sqlite& database) {
  auto version = pragma_int(database, "PRAGMA user_version");
  if (!version.ok()) return version.status();
  if (*version > schema_version)
    return {core::Code::too_new, "the database has layout " + std::to_string(*version) + ", this docent-server knows up to " +
                                     std::to_string(schema_version) + ": use a newer docent-server"};
  // Every acknowledged event survives power loss: the log is synced at each commit (FULL), one commit serves many requests.
  // secure_delete overwrites erased events; the cache keeps the indexes' inner pages and the ends they grow at.
  DOCENT_TRY(
      database.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=OFF;"
                       "PRAGMA cache_size=-65536; PRAGMA journal_size_limit=67108864"));
  for (auto next = static_cast<std::size_t>(*version); next < std::size(migrations); next++) {
    if (auto status = database.execute(migrations[next]); !status.ok()) {
      if (database.in_transaction()) (void)database.execute("ROLLBACK");
      return status;
    }
  }
  return database.execute("PRAGMA temp_store=MEMORY");  // not before: a migration sorts more than memory should hold
}

core::Status prepare_reader(Sqlite& database) { return database.execute("PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY"); }

}  // namespace docent::server
