#include "recording.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <simdjson.h>

#include "base/rfc3339.h"

namespace docent::cli {
namespace {

using core::Code;
using core::Status;
using simdjson::dom::element;

constexpr std::size_t read_bytes = 1024 * 1024;
constexpr uint64_t progress_lines = 65'536;

Status read_all(const std::string& path, std::string& text) {
  std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (file == nullptr) return {Code::io, path + " cannot be read: " + std::strerror(errno)};
  for (;;) {
    const std::size_t before = text.size();
    text.resize(before + read_bytes);
    const std::size_t got = std::fread(text.data() + before, 1, read_bytes, file);
    text.resize(before + got);
    if (got == 0) break;
  }
  const bool failed = std::ferror(file) != 0;
  if (file != stdin) std::fclose(file);
  return failed ? Status(Code::io, path + " cannot be read to its end") : Status();
}

std::string_view text_member(element object, const char* name) {
  element value;
  std::string_view text;
  if (object[name].get(value) != simdjson::SUCCESS || value.get(text) != simdjson::SUCCESS) return {};
  return text;
}

}  // namespace

core::Result<Recording> Recording::open(const std::string& path, const std::function<void(double)>& progress) {
  Recording r;
  DOCENT_TRY(read_all(path, r.text_));
  uint64_t number = 0;
  for (std::size_t begin = 0; begin < r.text_.size();) {
    const std::size_t end = std::min(r.text_.find('\n', begin), r.text_.size());
    std::string_view line = std::string_view(r.text_).substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    number++;
    if (line.find_first_not_of(" \t") != std::string_view::npos) r.index_line(line, begin, number);
    begin = end + 1;
    if (progress && number % progress_lines == 0) progress(static_cast<double>(begin) / static_cast<double>(r.text_.size()));
  }
  r.join_users();
  return r;
}

void Recording::refuse(uint64_t line, std::string reason) {
  refused_count_++;
  if (refused_.size() < max_refused) refused_.push_back({line, std::move(reason)});
}

bool Recording::index_line(std::string_view line, uint64_t offset, uint64_t number) {
  thread_local simdjson::dom::parser parser;
  element root;
  if (const auto error = parser.parse(line.data(), line.size()).get(root); error != simdjson::SUCCESS)
    return refuse(number, std::string("not JSON: ") + simdjson::error_message(error)), false;
  if (!root.is_object()) return refuse(number, "an event must be a JSON object"), false;
  const auto at = core::parse_rfc3339(text_member(root, "timestamp"));
  if (!at) return refuse(number, "\"timestamp\" must be an RFC 3339 time such as 2026-11-23T08:00:00Z"), false;
  const std::string_view user = text_member(root, "userId");
  const std::string_view anonymous = text_member(root, "anonymousId");
  if (user.empty() && anonymous.empty()) return refuse(number, "\"userId\" or \"anonymousId\" is missing"), false;
  const auto id_of = [this](std::string name) {
    const auto [found, fresh] = name_ids_.emplace(name, static_cast<uint32_t>(names_.size()));
    if (fresh) names_.push_back(std::move(name));
    return found->second;
  };
  Entry e;
  e.user = user.empty() ? id_of("\n" + std::string(anonymous)) : id_of(std::string(user));
  if (!user.empty() && !anonymous.empty()) known_as_.emplace(id_of("\n" + std::string(anonymous)), e.user);
  e.bytes = static_cast<uint32_t>(line.size());
  e.offset = offset;
  e.at_ms = *at;
  first_ms_ = std::min(first_ms_, *at);
  last_ms_ = std::max(last_ms_, *at);
  entries_.push_back(e);
  return true;
}

// Who was anonymous and became known is one user.
void Recording::join_users() {
  std::vector<std::string> sorted;
  for (uint32_t id = 0; id < names_.size(); id++) {
    if (!known_as_.contains(id)) sorted.push_back(names_[id][0] == '\n' ? names_[id].substr(1) : names_[id]);
  }
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::vector<uint32_t> positions(names_.size());
  for (uint32_t id = 0; id < names_.size(); id++) {
    const auto known = known_as_.find(id);
    const std::string& name = names_[known == known_as_.end() ? id : known->second];
    const std::string plain = name[0] == '\n' ? name.substr(1) : name;
    positions[id] = static_cast<uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), plain) - sorted.begin());
  }
  for (Entry& e : entries_) e.user = positions[e.user];
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.user != b.user ? a.user < b.user : a.at_ms < b.at_ms; });
  users_ = std::move(sorted);
  begins_.assign(users_.size() + 1, entries_.size());
  for (std::size_t i = entries_.size(); i-- > 0;) begins_[entries_[i].user] = i;
  for (std::size_t u = users_.size(); u-- > 0;) begins_[u] = std::min(begins_[u], begins_[u + 1]);
  names_.clear();
  name_ids_.clear();
  known_as_.clear();
}

int64_t Recording::find(std::string_view user) const {
  const auto found = std::lower_bound(users_.begin(), users_.end(), user);
  return found == users_.end() || *found != user ? -1 : found - users_.begin();
}

std::vector<core::ReplayEvent> Recording::events_of(std::size_t position) const {
  std::vector<core::ReplayEvent> list;
  list.reserve(begins_[position + 1] - begins_[position]);
  for (std::size_t i = begins_[position]; i < begins_[position + 1]; i++) {
    auto event = core::read_replay_event(std::string_view(text_).substr(entries_[i].offset, entries_[i].bytes));
    if (event.ok()) list.push_back(std::move(*event));
  }
  return list;
}

}  // namespace docent::cli
