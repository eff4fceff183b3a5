#include "storage/schema.h"

#include <array>

namespace docent::core {
namespace {

// Bodies stand in a table of their own so that listing, marking and acknowledging chunks never touches their bytes.
constexpr const char* version_1 = R"sql(
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value BLOB NOT NULL
);
CREATE TABLE state (
  identity TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  value BLOB NOT NULL,
  PRIMARY KEY (identity, kind, key)
) WITHOUT ROWID;
CREATE TABLE journal (
  epoch BLOB PRIMARY KEY,
  path TEXT NOT NULL,
  position INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE ledger (
  name TEXT PRIMARY KEY,
  events INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE context (
  id INTEGER PRIMARY KEY,
  json TEXT NOT NULL
);
CREATE TABLE segment (
  id INTEGER PRIMARY KEY,
  priority INTEGER NOT NULL,
  context INTEGER NOT NULL,
  events INTEGER NOT NULL,
  oldest_ms INTEGER NOT NULL,
  json TEXT NOT NULL
);
CREATE TABLE chunk (
  id INTEGER PRIMARY KEY,
  priority INTEGER NOT NULL,
  context INTEGER NOT NULL,
  events INTEGER NOT NULL,
  raw_bytes INTEGER NOT NULL,
  crc INTEGER NOT NULL,
  oldest_ms INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  maybe_delivered INTEGER NOT NULL,
  stored_bytes INTEGER NOT NULL
);
CREATE TABLE sent (
  id INTEGER PRIMARY KEY,
  priority INTEGER NOT NULL,
  events INTEGER NOT NULL,
  raw_bytes INTEGER NOT NULL,
  crc INTEGER NOT NULL,
  sent_ms INTEGER NOT NULL,
  stored_bytes INTEGER NOT NULL
);
CREATE TABLE body (
  id INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
);
)sql";

constexpr std::array steps = {version_1};

}  // namespace

std::span<const char* const> schema_steps() noexcept { return steps; }

}  // namespace docent::core
