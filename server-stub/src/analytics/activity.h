// Who was active when, as bits: a row a person, a bit a period. 50,000 persons and 90 days take 800 KB. Pure.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "analytics/calendar.h"
#include "analytics/report.h"

namespace docent::server {

class Activity {
 public:
  // `count` of them, empty. too_large: more than max_activity_bytes together.
  static core::Result<std::vector<Activity>> make(std::size_t count, std::size_t persons, const Periods& periods);
  // How many fit.
  static std::size_t fitting(std::size_t persons, const Periods& periods) noexcept;

  std::size_t periods() const noexcept { return periods_.count; }
  std::size_t persons() const noexcept { return words_ == 0 ? 0 : bits_.size() / words_; }
  int64_t first_period() const noexcept { return periods_.first; }
  // `period` as Calendar numbers them; one outside is left out.
  void set(uint32_t person, int64_t period) noexcept {
    const auto at = static_cast<std::size_t>(period - periods_.first);
    if (at >= periods_.count) return;
    bits_[person * words_ + at / 64] |= uint64_t{1} << (at % 64);
  }
  bool test(uint32_t person, std::size_t at) const noexcept { return (bits_[person * words_ + at / 64] >> (at % 64) & 1) != 0; }
  // Periods in which the person was active.
  std::size_t count(uint32_t person) const noexcept;
  // The first such period at or after `at`; periods() when there is none.
  std::size_t next(uint32_t person, std::size_t at) const noexcept;
  // Active persons of each period.
  std::vector<uint64_t> persons_by_period() const;

 private:
  Periods periods_;
  std::size_t words_ = 0;  // of a row
  std::vector<uint64_t> bits_;
};

}  // namespace docent::server
