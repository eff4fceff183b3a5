#include "storage/chunk_text.h"

#include <libdeflate.h>

#include <cstring>
#include <memory>

#include "base/rfc3339.h"

namespace docent::core {
namespace {

// The index after the string that opens at `quote`, or text.size().
std::size_t skip_string(std::string_view text, std::size_t quote) noexcept {
  std::size_t at = quote + 1;
  while (at < text.size()) {
    const auto* found = static_cast<const char*>(std::memchr(text.data() + at, '"', text.size() - at));
    if (found == nullptr) return text.size();
    const auto end = static_cast<std::size_t>(found - text.data());
    std::size_t backslashes = 0;
    while (end - backslashes > quote + 1 && text[end - backslashes - 1] == '\\') backslashes++;
    if (backslashes % 2 == 0) return end + 1;
    at = end + 1;
  }
  return text.size();
}

// The index after the object that opens at text[0], or text.size().
std::size_t skip_object(std::string_view text) noexcept {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"') {
      at = skip_string(text, at);
      continue;
    }
    at++;
    if (c == '{') depth++;
    if (c == '}' && --depth == 0) return at;
  }
  return text.size();
}

}  // namespace

uint32_t gzip_crc32(std::string_view text) noexcept { return libdeflate_crc32(0, text.data(), text.size()); }

Status inflate_chunk(std::string_view body, uint32_t raw_bytes, uint32_t crc, std::string& text) {
  struct Free {
    void operator()(libdeflate_decompressor* d) const noexcept { libdeflate_free_decompressor(d); }
  };
  const std::unique_ptr<libdeflate_decompressor, Free> decompressor(libdeflate_alloc_decompressor());
  if (!decompressor) return {Code::no_memory, "no memory to inflate a chunk"};
  text.resize(raw_bytes);
  if (libdeflate_deflate_decompress(decompressor.get(), body.data(), body.size(), text.data(), text.size(), nullptr) != LIBDEFLATE_SUCCESS)
    return {Code::corrupt, "a chunk can't be inflated to its " + std::to_string(raw_bytes) + " bytes"};
  if (gzip_crc32(text) != crc) return {Code::corrupt, "a chunk does not match its checksum"};
  return {};
}

std::string_view next_event(std::string_view& rest) noexcept {
  if (!rest.empty() && rest.front() == ',') rest.remove_prefix(1);
  if (rest.empty() || rest.front() != '{') return {};
  const std::string_view event = rest.substr(0, skip_object(rest));
  rest.remove_prefix(event.size());
  return event;
}

std::size_t whole_events(std::string_view events, std::size_t max_bytes, uint32_t max_events, uint32_t& count) noexcept {
  std::string_view rest = events;
  std::size_t end = 0;
  for (count = 0; count < max_events; count++) {
    if (next_event(rest).empty()) break;
    const std::size_t reached = events.size() - rest.size();
    if (count > 0 && reached > max_bytes) break;
    end = reached;
  }
  return end;
}

std::optional<int64_t> event_time_ms(std::string_view event) noexcept {
  static constexpr std::string_view key = "\"timestamp\"";
  std::size_t depth = 0;
  for (std::size_t at = 0; at < event.size();) {
    const char c = event[at];
    if (c != '"') {
      at++;
      if (c == '{') depth++;
      if (c == '}') depth--;
      continue;
    }
    const std::size_t end = skip_string(event, at);
    const bool found = depth == 1 && event.substr(at, end - at) == key && event.substr(end, 2) == ":\"";
    at = end;
    if (!found) continue;
    const std::size_t value_end = skip_string(event, at + 1);
    return parse_rfc3339(event.substr(at + 2, value_end - at - 3));
  }
  return std::nullopt;
}

}  // namespace docent::core
