// The data directory: one server at a time, private to its owner (0700), with the database, the admin token and, when none is given on the command
// line, a write key. Held for the server's life; the lock goes with the process, however it ends.
#pragma once

#include <string>
#include <string_view>

#include "base/status.h"

namespace docent::server {

class DataDir {
 public:
  // Makes the directory when it is missing (not its parents). busy: another server has it.
  static core::Result<DataDir> open(const std::string& path);
  DataDir(DataDir&& other) noexcept;
  DataDir& operator=(DataDir&&) = delete;
  ~DataDir();

  std::string file(std::string_view name) const { return path_ + "/" + std::string(name); }
  struct Secret {
    std::string text;
    bool is_new = false;
  };
  // What the file holds, or a new secret of 256 random bits after it was written there (mode 0600).
  core::Result<Secret> secret(std::string_view name) const;

 private:
  DataDir(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}
  std::string path_;
  int lock_ = -1;
};

}  // namespace docent::server
