#include "base/time_zone.h"

#include <algorithm>
#include <array>
#include <string>

namespace docent::core {
namespace {

constexpr int64_t max_s = TimeZone::max_ms / 1000;
// RFC 8536, section 3.2: what an offset should be within.
constexpr int32_t least_offset_s = -89'999;
constexpr int32_t greatest_offset_s = 93'599;

int64_t floor_s(int64_t ms) noexcept { return ms >= 0 ? ms / 1000 : -((999 - ms) / 1000); }
int64_t bounded(int64_t ms) noexcept { return std::clamp(ms, -TimeZone::max_ms, TimeZone::max_ms); }

Status corrupt(std::string_view what) { return {Code::corrupt, "this is no usable time zone file: " + std::string(what)}; }

}  // namespace

// Reads the blocks of the file one after the other; never beyond its end.
class TimeZone::Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  Status read(TimeZone& zone) {
    DOCENT_TRY(read_header());
    if (version_ == '\0') return read_data(zone, 4);
    const uint64_t first_block = block_bytes(4);
    if (first_block > bytes_.size()) return corrupt("it is truncated");
    bytes_.remove_prefix(static_cast<std::size_t>(first_block));
    DOCENT_TRY(read_header());
    DOCENT_TRY(read_data(zone, 8));
    return read_footer(zone);
  }

 private:
  // In the order of the header.
  enum Count { universal, standard, leap, times, types, characters, count_of_counts };

  Status read_header() {
    constexpr std::size_t header_bytes = 44;
    if (bytes_.size() < header_bytes) return corrupt("it is truncated");
    if (bytes_.substr(0, 4) != "TZif") return corrupt("it does not begin with TZif");
    version_ = bytes_[4];
    if (version_ != '\0' && (version_ < '2' || version_ > '9')) return corrupt("its version is unknown");
    bytes_.remove_prefix(20);
    for (uint64_t& count : counts_) count = static_cast<uint32_t>(take_signed(4));
    return {};
  }

  uint64_t block_bytes(uint64_t time_bytes) const {
    return counts_[times] * (time_bytes + 1) + counts_[types] * 6 + counts_[characters] + counts_[leap] * (time_bytes + 4) + counts_[standard] +
           counts_[universal];
  }

  Status read_data(TimeZone& zone, std::size_t time_bytes) {
    if (block_bytes(time_bytes) > bytes_.size()) return corrupt("it is truncated");
    if (counts_[leap] != 0) return corrupt("it counts leap seconds");
    if (counts_[types] == 0 || counts_[types] > 256 || (counts_[standard] != 0 && counts_[standard] != counts_[types]) ||
        (counts_[universal] != 0 && counts_[universal] != counts_[types]))
      return corrupt("its counts do not fit together");
    const std::string_view indices = bytes_.substr(counts_[times] * time_bytes, counts_[times]);
    const std::string_view records = bytes_.substr(counts_[times] * (time_bytes + 1));
    const auto type_offset = [&](std::size_t type) {
      Reader record(records.substr(type * 6, 4));
      return static_cast<int32_t>(record.take_signed(4));
    };
    for (std::size_t type = 0; type < counts_[types]; type++) {
      const int32_t offset = type_offset(type);
      if (offset < least_offset_s || offset > greatest_offset_s) return corrupt("an offset is out of range");
    }
    zone.first_offset_s_ = type_offset(0);
    std::string_view rest = bytes_;
    rest.remove_prefix(static_cast<std::size_t>(block_bytes(time_bytes)));
    for (const char index : indices) {
      const int64_t at = take_signed(time_bytes);
      const std::size_t type = static_cast<unsigned char>(index);
      if (type >= counts_[types]) return corrupt("a change is to a type that does not exist");
      if (at <= zone.rule_from_s_) return corrupt("its changes are not in order");
      zone.rule_from_s_ = at;
      add_change(zone, {at, type_offset(type)});
    }
    bytes_ = rest;
    return {};
  }

  // Changes of a name alone are none, and those beyond what can be asked for are folded away.
  static void add_change(TimeZone& zone, Change change) {
    if (change.at_s <= -max_s) {
      zone.first_offset_s_ = change.offset_s;
    } else if (change.at_s < max_s) {
      const int32_t before = zone.changes_.empty() ? zone.first_offset_s_ : zone.changes_.back().offset_s;
      if (change.offset_s != before) zone.changes_.push_back(change);
    }
  }

  Status read_footer(TimeZone& zone) {
    const std::size_t end = bytes_.substr(0, 1) == "\n" ? bytes_.find('\n', 1) : std::string_view::npos;
    if (end == std::string_view::npos) return corrupt("its footer is missing");
    const std::string_view text = bytes_.substr(1, end - 1);
    if (text.empty()) return {};
    zone.rule_ = TimeZoneRule::parse(text);
    return zone.rule_ ? Status() : corrupt("its footer is no rule");
  }

  // Big endian, two's complement; the caller has made sure that the bytes are there.
  int64_t take_signed(std::size_t n) {
    uint64_t value = (static_cast<unsigned char>(bytes_.front()) & 0x80) != 0 ? ~uint64_t{0} : 0;
    for (std::size_t i = 0; i < n; i++) value = value << 8 | static_cast<unsigned char>(bytes_[i]);
    bytes_.remove_prefix(n);
    return static_cast<int64_t>(value);
  }

  std::string_view bytes_;
  char version_ = '\0';
  std::array<uint64_t, count_of_counts> counts_{};
};

Result<TimeZone> TimeZone::parse(std::string_view tzif) {
  if (tzif.size() > max_file_bytes)
    return Status(Code::too_large, "a time zone file has more than " + std::to_string(max_file_bytes) + " bytes; it is none");
  TimeZone zone;
  DOCENT_TRY(Reader(tzif).read(zone));
  zone.changes_.shrink_to_fit();
  return zone;
}

int32_t TimeZone::offset_at(int64_t utc_s) const noexcept {
  if (rule_ && utc_s >= rule_from_s_) return rule_->offset_s(utc_s);
  const auto next = std::upper_bound(changes_.begin(), changes_.end(), utc_s, [](int64_t s, const Change& change) { return s < change.at_s; });
  return next == changes_.begin() ? first_offset_s_ : std::prev(next)->offset_s;
}

std::optional<int64_t> TimeZone::next_change_s(int64_t utc_s) const noexcept {
  const auto next = std::upper_bound(changes_.begin(), changes_.end(), utc_s, [](int64_t s, const Change& change) { return s < change.at_s; });
  if (next != changes_.end()) return next->at_s;
  if (!rule_ || rule_from_s_ >= max_s) return std::nullopt;
  // Where the rule takes over it may say something else than the last change did.
  if (utc_s < rule_from_s_ && offset_at(rule_from_s_) != offset_at(utc_s)) return rule_from_s_;
  return rule_->next_change_s(std::max(utc_s, rule_from_s_));
}

int32_t TimeZone::offset_s(int64_t utc_ms) const noexcept { return offset_at(floor_s(bounded(utc_ms))); }

std::optional<int64_t> TimeZone::next_change_ms(int64_t utc_ms) const noexcept {
  const auto at = next_change_s(floor_s(bounded(utc_ms)));
  if (!at || *at >= max_s) return std::nullopt;
  return *at * 1000;
}

// Between two changes the clock runs straight, so each stretch shows the time at most once. The first one that does is the earlier; when one stretch
// would have shown it only after its end and the next before its beginning, it was skipped.
int64_t TimeZone::utc_ms(int64_t local_ms) const noexcept {
  local_ms = bounded(local_ms);
  const int64_t local_s = floor_s(local_ms);
  int64_t begin = local_s - greatest_offset_s;
  int32_t offset = offset_at(begin);
  int64_t found = local_s - offset;
  for (auto end = next_change_s(begin); end && found >= *end; end = next_change_s(begin)) {
    begin = *end;
    offset = offset_at(begin);
    if (local_s - offset < begin) break;
    found = local_s - offset;
  }
  return found * 1000 + (local_ms - local_s * 1000);
}

}  // namespace docent::core
