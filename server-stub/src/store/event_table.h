// The facts of all events as columns in memory, which is what reports read: 10 million events take 200 MB, and a pass over them some 30 ms. Rows are
// in the order of commits, in blocks that know their earliest and latest time. It is filled by table_loader.h; reading is const, so any thread may
// read while nobody fills.
//
// Who is who: a person is a user, or an anonymous id that no user was ever seen with. An anonymous id belongs to the first user seen with it, with
// all that came before; other users on the same device are persons of their own. Persons are numbered from 0; a later event can join two. Identities
// are kept as hashes of 64 bits with a key of this process: among ten million, the chance that two are taken for one is 3 in a million.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/keyed_hash.h"
#include "store/new_event.h"

namespace docent::server {

// Texts as numbers from 1; 0 is the empty text.
class TextPool {
 public:
  uint32_t intern(std::string_view text);
  // 0 when it is not there.
  uint32_t find(std::string_view text) const;
  const std::string& text(uint32_t id) const { return texts_[id]; }
  std::size_t size() const noexcept { return texts_.size(); }

 private:
  std::vector<std::string> texts_{""};
  HashKey key_ = random_hash_key();
  std::unordered_map<uint64_t, uint32_t> ids_;  // by keyed hash
};

class EventTable {
 public:
  static constexpr std::size_t block_rows = 65'536;
  struct Row {
    int64_t at_ms = 0;
    uint32_t kind = 0;     // what_of()
    uint32_t subject = 0;  // person_of()
    uint32_t context = 0;  // origin_of(); 0: none
  };
  struct What {
    EventType type = EventType::track;
    std::string name;
  };
  // What a batch's context says of where its events come from; numbers of texts().
  struct Origin {
    uint32_t release = 0;   // app.version
    uint32_t platform = 0;  // os.name
    uint32_t locale = 0;
  };

  void add_kind(uint32_t id, EventType type, std::string_view name);
  void add_subject(uint32_t id, std::string_view anonymous, std::string_view user);
  void add_context(uint32_t id, const Origin& origin);
  void add(const Row& row);
  TextPool& texts() noexcept { return texts_; }

  const TextPool& texts() const noexcept { return texts_; }
  std::size_t rows() const noexcept { return rows_; }
  // Numbers of persons are below this.
  std::size_t persons() const noexcept { return is_user_.size(); }
  std::size_t contexts() const noexcept { return origins_.size(); }
  std::size_t kinds() const noexcept { return kinds_.size(); }
  const What& what_of(uint32_t kind) const { return kinds_[kind]; }
  const Origin& origin_of(uint32_t context) const { return origins_[context]; }
  uint32_t person_of(uint32_t subject) const { return persons_[node_of_subject_[subject]]; }
  // In milliseconds since 1970; INT64_MAX and INT64_MIN without events.
  int64_t first_ms() const noexcept { return first_ms_; }
  int64_t last_ms() const noexcept { return last_ms_; }

  // Calls visit(row) for all rows with from <= at_ms < to, in the order of commits.
  template <class Visit>
  void scan(int64_t from_ms, int64_t to_ms, Visit visit) const {
    for (const auto& block : blocks_) {
      if (block->last_ms < from_ms || block->first_ms >= to_ms) continue;
      const bool whole = block->first_ms >= from_ms && block->last_ms < to_ms;
      for (std::size_t i = 0; i < block->rows; i++) {
        const int64_t at = block->at_ms[i];
        if (whole || (at >= from_ms && at < to_ms)) visit(Row{at, block->kind[i], block->subject[i], block->context[i]});
      }
    }
  }

 private:
  struct Block {
    std::array<int64_t, block_rows> at_ms;
    std::array<uint32_t, block_rows> kind;
    std::array<uint32_t, block_rows> subject;
    std::array<uint32_t, block_rows> context;
    std::size_t rows = 0;
    int64_t first_ms = INT64_MAX;
    int64_t last_ms = INT64_MIN;
  };
  uint32_t node_of(bool is_user, std::string_view name);

  std::vector<std::unique_ptr<Block>> blocks_;
  std::size_t rows_ = 0;
  int64_t first_ms_ = INT64_MAX;
  int64_t last_ms_ = INT64_MIN;
  std::vector<What> kinds_{1};
  std::vector<Origin> origins_{1};
  std::vector<uint32_t> node_of_subject_;  // a node is a user or an anonymous id
  std::vector<uint32_t> persons_;          // of each node
  std::vector<bool> is_user_;              // each person, or still an anonymous id
  HashKey key_ = random_hash_key();
  std::unordered_map<uint64_t, uint32_t> users_, anonymous_;
  TextPool texts_;
};

}  // namespace docent::server
