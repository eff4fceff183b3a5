#include "platform/system_clock.h"

#include <ctime>

namespace docent::core {
namespace {

constexpr int64_t quarter_ms = 900'000;
constexpr int64_t offset_range = int64_t{1} << 20;  // seconds; offsets lie well within half of it on either side

#if defined(CLOCK_BOOTTIME)
constexpr clockid_t boot_clock = CLOCK_BOOTTIME;
#else
constexpr clockid_t boot_clock = CLOCK_MONOTONIC;  // includes suspend on systems without the other
#endif

int64_t read_ns(clockid_t id) noexcept {
  timespec t{};
  if (clock_gettime(id, &t) != 0) (void)clock_gettime(CLOCK_MONOTONIC, &t);
  return int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

int32_t ask_offset_s(int64_t wall_ms) noexcept {
  const auto seconds = static_cast<std::time_t>(wall_ms / 1000 - (wall_ms % 1000 < 0 ? 1 : 0));
  std::tm local{};
  if (localtime_r(&seconds, &local) == nullptr) return 0;
  return static_cast<int32_t>(local.tm_gmtoff);
}

}  // namespace

SystemClock::SystemClock(int64_t zone_check_ns) noexcept : zone_check_ns_(zone_check_ns), zone_checked_ns_(read_ns(boot_clock)) { tzset(); }

int64_t SystemClock::wall_ns() const noexcept { return read_ns(CLOCK_REALTIME); }
int64_t SystemClock::boot_ns() const noexcept { return read_ns(boot_clock); }

int32_t SystemClock::utc_offset_s(int64_t wall_ms) const noexcept {
  const int64_t now_ns = boot_ns();
  int64_t checked_ns = zone_checked_ns_.load(std::memory_order_relaxed);
  if (now_ns - checked_ns >= zone_check_ns_ && zone_checked_ns_.compare_exchange_strong(checked_ns, now_ns, std::memory_order_relaxed)) {
    tzset();  // localtime_r alone never looks again
    remembered_.store(-1, std::memory_order_relaxed);
  }
  if (wall_ms < 0 || wall_ms / quarter_ms > INT64_MAX / offset_range / 2) return ask_offset_s(wall_ms);
  const int64_t quarter = wall_ms / quarter_ms;
  const int64_t known = remembered_.load(std::memory_order_relaxed);
  if (known >= 0 && known / offset_range == quarter) return static_cast<int32_t>(known % offset_range - offset_range / 2);
  const int32_t offset = ask_offset_s(wall_ms);
  remembered_.store(quarter * offset_range + offset + offset_range / 2, std::memory_order_relaxed);
  return offset;
}

}  // namespace docent::core
