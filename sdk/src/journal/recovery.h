// Where rings are kept, and what the rings of dead processes mean at a start. Opener's thread.
//
// The database's position and the ring decide where the replay begins; `tail` is only a hint, because it is moved after the commit:
//   the database does not know the epoch   replay everything that is left in the ring
//   position behind the head               replay from the position; ids are in the records, so a repeat is recognised
//   position beyond the head               the ring is older than the database (a restored copy): refuse it, count `journal_reset`
//   the database knows an epoch whose ring is gone   the caller drops its row (nothing to decide here)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/status.h"
#include "base/uuid.h"
#include "journal/ring.h"

namespace docent::core {

// Directories where a ring for `data_dir` may lie, best first: one of its own in each runtime directory, then the data directory itself.
std::vector<std::string> ring_directories(const std::string& data_dir);
std::string ring_path(const std::string& directory, const Uuid& epoch);

struct RingFile {
  std::string path;
  Uuid epoch;
};
// The rings of `data_dir`, dead and alive, in all its directories. What is not named like a ring is left alone.
std::vector<RingFile> find_rings(const std::string& data_dir);

struct Replay {
  bool reset = false;     // refused: nothing of the ring may be used
  uint64_t position = 0;  // where to begin
  std::string reason;     // one sentence for the log
};
// Decides by the table above and prepares the ring: next(position, payload, true) follows. No database position: the epoch is unknown.
Replay prepare_replay(Ring& ring, std::optional<uint64_t> database_position);

}  // namespace docent::core
