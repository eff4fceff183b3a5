#include "strategy/strategy_file.h"

#include <fcntl.h>
#include <simdjson.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <ctime>

#include "base/crc32c.h"
#include "json/validate.h"
#include "server_limits.h"

namespace docent::server {
namespace {

constexpr int max_strategy_depth = 128;  // rules nest 64 deep inside campaigns

core::Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return core::errno_status("cannot open " + path, errno);
  std::string bytes;
  char piece[16 * 1024];
  ssize_t n = 0;
  while (bytes.size() <= max_bytes && (n = ::read(fd, piece, sizeof piece)) > 0) bytes.append(piece, static_cast<std::size_t>(n));
  const int error = errno;
  ::close(fd);
  if (n < 0) return core::errno_status("cannot read " + path, error);
  if (bytes.size() > max_bytes) return core::Status(core::Code::too_large, path + " has more than " + std::to_string(max_bytes) + " bytes");
  return bytes;
}

int64_t modified_ms(const struct stat& info) noexcept { return int64_t{info.st_mtim.tv_sec} * 1000 + info.st_mtim.tv_nsec / 1'000'000; }

int64_t now_ms() noexcept {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  return int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

}  // namespace

core::Result<Strategy> parse_strategy(std::string document, int64_t rollback_from) {
  if (!simdjson::validate_utf8(document.data(), document.size()) || !core::is_json(document, max_strategy_depth))
    return core::Status(core::Code::invalid_json, "it is not valid JSON");
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(document).get_object().get(object)) return core::Status(core::Code::invalid, "it is not a JSON object");
  Strategy strategy;
  if (object["version"].get_int64().get(strategy.version) || strategy.version < 1)
    return core::Status(core::Code::invalid, "its version must be a whole number of at least 1");
  if (rollback_from > strategy.version) strategy.rollback_from = rollback_from;
  char tag[96];
  std::snprintf(tag, sizeof tag, "\"%lld-%08x-%zx", static_cast<long long>(strategy.version),
                core::crc32c(0xffffffff, document.data(), document.size()), document.size());
  strategy.etag = tag;
  // The mark belongs to what a client gets: with another one it is not "not modified".
  if (strategy.rollback_from > 0) strategy.etag += "-from-" + std::to_string(strategy.rollback_from);
  strategy.etag += '"';
  strategy.document = std::move(document);
  return strategy;
}

core::Status StrategyFile::load() {
  if (path_.empty()) return {};
  struct stat info {};
  if (::stat(path_.c_str(), &info) != 0) return core::errno_status("cannot read the strategy " + path_, errno);
  const std::lock_guard lock(mutex_);
  return reload(info);
}

std::shared_ptr<const Strategy> StrategyFile::current() {
  const std::lock_guard lock(mutex_);
  if (path_.empty()) return nullptr;
  struct stat info {};
  core::Status status;
  if (::stat(path_.c_str(), &info) != 0) {
    status = core::errno_status("cannot read the strategy " + path_, errno);
  } else if (!is_unchanged(info)) {
    status = reload(info);
  } else {
    return current_;
  }
  const std::string warning = status.ok() ? "" : status.message() + "; the last good one stays published";
  if (warning != last_warning_ && !warning.empty()) warn_(warning);
  last_warning_ = warning;
  return current_;
}

bool StrategyFile::is_unchanged(const struct stat& info) const noexcept {
  return settled_ && info.st_ino == seen_.st_ino && info.st_size == seen_.st_size && info.st_mtim.tv_sec == seen_.st_mtim.tv_sec &&
         info.st_mtim.tv_nsec == seen_.st_mtim.tv_nsec;
}

core::Status StrategyFile::reload(const struct stat& info) {
  auto bytes = read_file(path_, core::limits::max_strategy_bytes);
  if (!bytes.ok()) return bytes.status();
  seen_ = info;
  settled_ = now_ms() - modified_ms(info) > strategy_settle_ms;
  auto strategy = parse_strategy(std::move(*bytes), rollback_from_);
  if (!strategy.ok()) return {strategy.status().code(), "the strategy " + path_ + " was refused: " + strategy.status().message()};
  if (current_ && strategy->version < current_->version && strategy->rollback_from < current_->version) {
    warn_("the strategy's version went from " + std::to_string(current_->version) + " down to " + std::to_string(strategy->version) +
          ": clients refuse it; give it a higher version, or restart with --rollback-from " + std::to_string(current_->version));
  }
  if (!current_ || current_->etag != strategy->etag) current_ = std::make_shared<const Strategy>(std::move(*strategy));
  return {};
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) noexcept {
  if (if_none_match == "*") return true;
  while (!if_none_match.empty()) {
    const auto open = if_none_match.find('"');
    if (open == std::string_view::npos) return false;
    const auto close = if_none_match.find('"', open + 1);
    if (close == std::string_view::npos) return false;
    if (if_none_match.substr(open, close - open + 1) == etag) return true;
    if_none_match.remove_prefix(close + 1);
  }
  return false;
}

}  // namespace docent::server
