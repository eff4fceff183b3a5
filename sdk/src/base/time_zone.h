// A time zone of the IANA database: which offset from UTC held, holds and will hold when. Read from the bytes of a compiled zone file (TZif,
// RFC 8536 and 9636, versions 1 to 4). Pure; immutable once read, so any thread may use it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "base/time_zone_rule.h"

namespace docent::core {

class TimeZone {
 public:
  static constexpr std::size_t max_file_bytes = 64 * 1024;  // the database's largest has less than 4 KiB
  // Times beyond these (some 278,000 years) are taken for them.
  static constexpr int64_t max_ms = int64_t{1'000} << 43;

  // Total: any bytes give a zone or an error, with memory of the order of the bytes. too_large; corrupt: truncated, counts or values that the format
  // forbids, or a file that counts leap seconds ("right/…"). Behind the last change the footer rules; where it is empty, or the file is of version 1,
  // the last offset stays.
  static Result<TimeZone> parse(std::string_view tzif);

  // Seconds east of UTC at `utc_ms`, milliseconds since 1970-01-01T00:00:00Z.
  int32_t offset_s(int64_t utc_ms) const noexcept;
  // When the zone's clock shows `local_ms`. A time that a change skips moves forward by the gap; of one that comes twice it is the earlier.
  int64_t utc_ms(int64_t local_ms) const noexcept;
  // The first moment after `utc_ms` at which the offset is another one; empty when it never changes again.
  std::optional<int64_t> next_change_ms(int64_t utc_ms) const noexcept;

 private:
  struct Change {
    int64_t at_s;
    int32_t offset_s;  // from then on
  };
  class Reader;

  int32_t offset_at(int64_t utc_s) const noexcept;
  std::optional<int64_t> next_change_s(int64_t utc_s) const noexcept;

  int32_t first_offset_s_ = 0;  // before the first change
  std::vector<Change> changes_;
  std::optional<TimeZoneRule> rule_;
  int64_t rule_from_s_ = INT64_MIN;
};

}  // namespace docent::core
