// The published strategy: a file that somebody else replaces. It is looked at when asked for, and read again when it changed; a file that is gone or
// does not hold a strategy leaves the last good one published, and says so once, as it says when clients will refuse a version that went down.
// Thread safe.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/status.h"

namespace docent::server {

struct Strategy {
  int64_t version = 0;
  int64_t rollback_from = 0;  // 0, or the version above its own up to which it takes the others back
  std::string etag;           // with its quotes
  std::string document;       // the file's bytes
};

class StrategyFile {
 public:
  using Warn = std::function<void(const std::string&)>;
  // An empty path publishes nothing.
  StrategyFile(std::string path, int64_t rollback_from, Warn warn) : path_(std::move(path)), rollback_from_(rollback_from), warn_(std::move(warn)) {}
  // The first load: a missing or malformed file is an error of the command line, not something to live with.
  core::Status load();
  // Null when none is published.
  std::shared_ptr<const Strategy> current();

 private:
  core::Status reload(const struct stat& info);
  bool is_unchanged(const struct stat& info) const noexcept;

  const std::string path_;
  const int64_t rollback_from_;
  const Warn warn_;
  std::mutex mutex_;
  std::shared_ptr<const Strategy> current_;
  struct stat seen_ {};
  bool settled_ = false;  // the file was old enough when it was read for its time stamp to tell of every later change
  std::string last_warning_;
};

// Checks what the envelope needs: a JSON object with a whole-number version of at least 1.
core::Result<Strategy> parse_strategy(std::string document, int64_t rollback_from = 0);
// RFC 9110, 13.1.2: does one of the entity tags of If-None-Match equal `etag` (weakly), or is it "*"?
bool etag_matches(std::string_view if_none_match, std::string_view etag) noexcept;

}  // namespace docent::server
