#include "model/record.h"

#include <cmath>
#include <cstring>

#include "base/utf8.h"
#include "json/validate.h"
#include "model/limits.h"

namespace docent::core {
namespace {

constexpr std::size_t fixed_bytes = 8 + 8 + 16;
constexpr std::size_t number_bound = 26;  // longest number, time or literal with a comma

class Writer {
 public:
  explicit Writer(std::byte* at) : at_(at) {}
  template <class T>
  void put(T value) noexcept {
    std::memcpy(at_, &value, sizeof value);
    at_ += sizeof value;
  }
  void bytes(std::string_view text) noexcept {
    copy(text.data(), text.size());
    at_ += text.size();
  }
  void text(std::string_view text) noexcept {
    put(static_cast<uint32_t>(text.size()));
    bytes(text);
  }

 private:
  // Names and short texts: two overlapping words are faster than a call.
  void copy(const char* from, std::size_t n) noexcept {
    if (n > 16) std::memcpy(at_, from, n);
    else if (n >= 8) copy_ends<8>(from, n);
    else if (n >= 4) copy_ends<4>(from, n);
    else
      for (std::size_t i = 0; i < n; i++) at_[i] = static_cast<std::byte>(from[i]);
  }
  template <std::size_t Size>
  void copy_ends(const char* from, std::size_t n) noexcept {
    std::memcpy(at_, from, Size);
    std::memcpy(at_ + n - Size, from + n - Size, Size);
  }
  std::byte* at_;
};

class Reader {
 public:
  explicit Reader(std::span<const std::byte> payload) : rest_(payload) {}
  template <class T>
  bool get(T& value) noexcept {
    if (rest_.size() < sizeof value) return false;
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_ = rest_.subspan(sizeof value);
    return true;
  }
  bool bytes(std::size_t n, std::string_view& text) noexcept {
    if (rest_.size() < n) return false;
    text = {reinterpret_cast<const char*>(rest_.data()), n};
    rest_ = rest_.subspan(n);
    return true;
  }
  bool text(std::string_view& text) noexcept {
    uint32_t n = 0;
    return get(n) && bytes(n, text);
  }
  bool at_end() const noexcept { return rest_.empty(); }

 private:
  std::span<const std::byte> rest_;
};

bool has_text(PropertyType type) noexcept { return type == PropertyType::string || type == PropertyType::json; }

// Text of nothing but ASCII needs at most six bytes a character in JSON.
constexpr std::size_t longest_escape = 6;

// Adds the payload and JSON bytes of one property.
Code measure_property(const PropertyView& p, std::size_t& payload, std::size_t& json) noexcept {
  if (p.key.empty() || p.key.size() > limits::max_name_bytes) return Code::invalid;
  if (!is_utf8(p.key)) return Code::invalid_utf8;
  payload += 2 + p.key.size();
  json += json_string_bound(p.key) + 2;
  switch (p.type) {
    case PropertyType::null: json += 4; return Code::ok;
    case PropertyType::number:
      if (!std::isfinite(p.number)) return Code::invalid_number;
      [[fallthrough]];
    case PropertyType::integer:
    case PropertyType::boolean:
    case PropertyType::time:
      payload += 8;
      json += number_bound;
      return Code::ok;
    case PropertyType::string:
    case PropertyType::json:
      if (p.text.size() > limits::max_event_bytes) return Code::too_large;
      if (!is_utf8(p.text)) return Code::invalid_utf8;
      if (p.type == PropertyType::json && !is_json(p.text, limits::max_property_depth)) return Code::invalid_json;
      payload += 4 + p.text.size();
      json += p.type == PropertyType::json ? p.text.size() : json_string_bound(p.text);
      return Code::ok;
  }
  return Code::invalid;
}

// Most events are short ASCII: that is seen at a glance, and then nothing needs a closer look. 0 when it does.
uint32_t measure_at_a_glance(const RecordInput& in, std::size_t reserve_bytes) noexcept {
  if (!in.message_id.empty() || !in.user_id.empty() || in.timestamp_ms != 0) return 0;
  if (in.name.size() > limits::max_name_bytes || in.properties.size() > limits::max_properties_count) return 0;
  std::size_t payload = fixed_bytes + 4 + in.name.size();
  uint64_t together = bytes_together(in.name);
  for (const auto& p : in.properties) {
    if (p.key.empty() || p.key.size() > limits::max_name_bytes) return 0;
    together |= bytes_together(p.key);
    payload += 2 + 8 + p.key.size();
    if (p.type == PropertyType::string) {
      if (p.text.size() > limits::max_event_bytes) return 0;
      together |= bytes_together(p.text);
      payload += p.text.size() - 4;
    } else if (p.type != PropertyType::integer && p.type != PropertyType::boolean && p.type != PropertyType::time) {
      return 0;
    }
  }
  const std::size_t json = reserve_bytes + payload * longest_escape + in.properties.size() * number_bound;
  return (together & 0x8080808080808080) != 0 || json > limits::max_event_bytes ? 0 : static_cast<uint32_t>(payload);
}

[[gnu::noinline]] Code measure_exactly(const RecordInput& in, std::size_t reserve_bytes, uint32_t& payload_bytes) noexcept {
  if (in.name.size() > limits::max_event_bytes || in.properties.size() > limits::max_properties_count) return Code::too_large;
  std::size_t payload = fixed_bytes + 4 + in.name.size();
  if (!is_utf8(in.name) || !is_utf8(in.user_id)) return Code::invalid_utf8;
  std::size_t json = json_string_bound(in.name) + reserve_bytes;
  if (!in.message_id.empty()) {
    payload += 4 + in.message_id.size();
    json += json_string_bound(in.message_id);
  }
  if (!in.user_id.empty()) {
    payload += 4 + in.user_id.size();
    json += json_string_bound(in.user_id);
  }
  if (in.timestamp_ms != 0) payload += 8;
  for (const auto& p : in.properties) {
    if (const Code code = measure_property(p, payload, json); code != Code::ok) return code;
    if (json > limits::max_event_bytes) return Code::too_large;
  }
  if (json > limits::max_event_bytes) return Code::too_large;
  payload_bytes = static_cast<uint32_t>(payload);
  return Code::ok;
}

}  // namespace

std::size_t json_string_bound(std::string_view text) noexcept {
  std::size_t extra = 0;
  for (const char c : text) extra += std::size_t{c == '"'} + std::size_t{c == '\\'} + std::size_t{static_cast<unsigned char>(c) < 0x20} * 5;
  return text.size() + 2 + extra;
}

Code measure_record(const RecordInput& in, std::size_t reserve_bytes, uint32_t& payload_bytes) noexcept {
  payload_bytes = measure_at_a_glance(in, reserve_bytes);
  return payload_bytes != 0 ? Code::ok : measure_exactly(in, reserve_bytes, payload_bytes);
}

void write_record(const RecordInput& in, std::byte* payload) noexcept {
  Writer w(payload);
  w.put(static_cast<uint8_t>(in.kind));
  w.put(static_cast<uint8_t>((in.critical ? record_critical : 0) | (in.message_id.empty() ? 0 : record_has_message_id) |
                             (in.user_id.empty() ? 0 : record_has_user_id) | (in.timestamp_ms == 0 ? 0 : record_has_timestamp) |
                             (in.builtin ? record_builtin : 0)));
  w.put(static_cast<uint8_t>(in.properties.size()));
  w.put(in.detail);
  w.put(uint32_t{0});
  w.put(in.wall_ns);
  w.put(in.id.bytes);
  w.text(in.name);
  if (!in.message_id.empty()) w.text(in.message_id);
  if (!in.user_id.empty()) w.text(in.user_id);
  if (in.timestamp_ms != 0) w.put(in.timestamp_ms);
  for (const auto& p : in.properties) {
    w.put(static_cast<uint8_t>(p.type));
    w.put(static_cast<uint8_t>(p.key.size()));
    w.bytes(p.key);
    if (has_text(p.type)) w.text(p.text);
    else if (p.type == PropertyType::number) w.put(p.number);
    else if (p.type != PropertyType::null) w.put(p.integer);
  }
}

bool decode_record(std::span<const std::byte> payload, Record& record, std::vector<PropertyView>& properties) noexcept {
  properties.clear();
  record = Record{};
  Reader r(payload);
  uint8_t kind = 0;
  uint8_t count = 0;
  uint32_t zero = 0;
  if (!r.get(kind) || !r.get(record.flags) || !r.get(count) || !r.get(record.detail) || !r.get(zero) || !r.get(record.wall_ns) ||
      !r.get(record.id.bytes) || !r.text(record.name))
    return false;
  if (kind < static_cast<uint8_t>(RecordKind::track) || kind > static_cast<uint8_t>(last_record_kind) || zero != 0) return false;
  record.kind = static_cast<RecordKind>(kind);
  if ((record.flags & record_has_message_id) != 0 && !r.text(record.message_id)) return false;
  if ((record.flags & record_has_user_id) != 0 && !r.text(record.user_id)) return false;
  if ((record.flags & record_has_timestamp) != 0 && !r.get(record.timestamp_ms)) return false;
  properties.reserve(count);
  for (unsigned i = 0; i < count; i++) {
    PropertyView p;
    uint8_t type = 0;
    uint8_t key_bytes = 0;
    if (!r.get(type) || type > static_cast<uint8_t>(PropertyType::json) || !r.get(key_bytes) || !r.bytes(key_bytes, p.key)) return false;
    p.type = static_cast<PropertyType>(type);
    bool good = true;
    if (has_text(p.type)) good = r.text(p.text);
    else if (p.type == PropertyType::number) good = r.get(p.number);
    else if (p.type != PropertyType::null) good = r.get(p.integer);
    if (!good) return false;
    properties.push_back(p);
  }
  return r.at_end();
}

}  // namespace docent::core
