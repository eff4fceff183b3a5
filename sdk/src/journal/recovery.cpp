#include "journal/recovery.h"

#include <algorithm>
#include <string_view>

#include "journal/ring_format.h"
#include "platform/files.h"
#include "platform/host_info.h"

namespace docent::core {
namespace {

constexpr std::string_view suffix = ".ring";
constexpr std::size_t epoch_digits = 32;

std::optional<Uuid> epoch_from_name(std::string_view name) noexcept {
  if (name.size() != epoch_digits + suffix.size() || name.substr(epoch_digits) != suffix) return std::nullopt;
  Uuid epoch;
  for (std::size_t i = 0; i < epoch_digits; i++) {
    const char c = name[i];
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return std::nullopt;
    epoch.bytes[i / 2] = static_cast<uint8_t>(epoch.bytes[i / 2] << 4 | digit);
  }
  return epoch;
}

}  // namespace

std::vector<std::string> ring_directories(const std::string& data_dir) {
  std::vector<std::string> directories;
  const auto canonical = canonical_path(data_dir);
  for (const std::string& runtime : runtime_dirs()) {
    // The parent is checked too: in a shared place somebody else may have made it first.
    if (canonical.ok() && make_private_dir(runtime).ok()) directories.push_back(runtime + "/" + name_digest(*canonical));
  }
  directories.push_back(data_dir);
  return directories;
}

std::string ring_path(const std::string& directory, const Uuid& epoch) {
  constexpr char hex[] = "0123456789abcdef";
  std::string path = directory + "/";
  for (const uint8_t byte : epoch.bytes) {
    path += hex[byte >> 4];
    path += hex[byte & 15];
  }
  return path.append(suffix);
}

std::vector<RingFile> find_rings(const std::string& data_dir) {
  std::vector<RingFile> rings;
  for (const std::string& directory : ring_directories(data_dir)) {
    const auto names = list_dir(directory);
    if (!names.ok()) continue;
    for (const std::string& name : *names) {
      if (const auto epoch = epoch_from_name(name)) rings.push_back({directory + "/" + name, *epoch});
    }
  }
  return rings;
}

Replay prepare_replay(Ring& ring, std::optional<uint64_t> database_position) {
  const uint64_t head = ring.head();
  const uint64_t tail = ring.tail();
  const bool plausible = head % record_alignment == 0 && tail % record_alignment == 0 && tail <= head && head - tail <= ring.capacity();
  const uint64_t oldest = head > ring.capacity() ? head - ring.capacity() : 0;
  Replay replay;
  if (database_position && *database_position % record_alignment != 0) {
    replay.reset = true;
    replay.reason = "the database's position in the journal is no position of a record";
  } else if (!plausible) {
    // Head or tail was damaged. A known position needs neither; without one the tail is the best guess.
    replay.position = database_position.value_or(tail & ~uint64_t{record_alignment - 1});
    replay.reason = "the journal's head and tail contradict each other, one lap is scanned";
  } else if (database_position && *database_position > head) {
    replay.reset = true;
    replay.reason = "the journal is older than the database";
  } else {
    replay.position = std::max(database_position.value_or(0), oldest);
    replay.reason =
        database_position ? "the journal goes on where the database ends" : "the database does not know the journal, what is left of it is replayed";
  }
  if (replay.position > UINT64_MAX - ring.capacity()) {
    replay.reset = true;
    replay.reason = "the journal's positions are damaged";
  }
  if (!replay.reset) ring.replay_from(replay.position);
  return replay;
}

}  // namespace docent::core
