// A file of recorded events (docs/cli/README.md), indexed by user: the lines of each user in the order of their times. What is in one line is read
// when it is asked for, so that a million of them fit.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/status.h"
#include "simulation/replay_event.h"

namespace docent::cli {

class Recording {
 public:
  struct Refused {
    uint64_t line = 0;  // from 1
    std::string reason;
  };
  static constexpr std::size_t max_refused = 20;  // kept; further ones are only counted

  // Reads a file, or standard input for "-". `progress` is told a share from 0 to 1 now and then. io when it can't be read; lines that are no events
  // are left out and counted.
  static core::Result<Recording> open(const std::string& path, const std::function<void(double)>& progress = {});

  // Users in the order of their names. An anonymous visitor who logs in later is that user from the beginning.
  const std::vector<std::string>& users() const noexcept { return users_; }
  // Position in users(); -1: not there.
  int64_t find(std::string_view user) const;
  // The events of users()[position], by time; equal times stay in the order of the file.
  std::vector<core::ReplayEvent> events_of(std::size_t position) const;

  uint64_t events() const noexcept { return entries_.size(); }
  int64_t first_ms() const noexcept { return first_ms_; }
  int64_t last_ms() const noexcept { return last_ms_; }
  uint64_t refused_count() const noexcept { return refused_count_; }
  const std::vector<Refused>& refused() const noexcept { return refused_; }

 private:
  struct Entry {
    uint32_t user = 0;
    uint32_t bytes = 0;
    uint64_t offset = 0;
    int64_t at_ms = 0;
  };
  bool index_line(std::string_view line, uint64_t offset, uint64_t number);
  void refuse(uint64_t line, std::string reason);
  void join_users();

  std::string text_;
  std::vector<Entry> entries_;  // by user, then time
  std::vector<std::string> users_;
  std::vector<std::size_t> begins_;  // of each user in entries_, and the end
  std::vector<std::string> names_;   // while reading: user ids and, with a line feed in front, anonymous ids
  std::unordered_map<std::string, uint32_t> name_ids_;
  std::unordered_map<uint32_t, uint32_t> known_as_;  // anonymous → user
  int64_t first_ms_ = INT64_MAX;
  int64_t last_ms_ = INT64_MIN;
  uint64_t refused_count_ = 0;
  std::vector<Refused> refused_;
};

}  // namespace docent::cli
