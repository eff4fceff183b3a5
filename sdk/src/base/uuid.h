// UUIDs: RFC 9562 version 7 (time-ordered) for events, version 4 for identities.
// A Uuid is 16 bytes in network order. new_uuid_v7() makes no system call and no allocation.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace docent::core {

struct Uuid {
  std::array<uint8_t, 16> bytes{};
  friend auto operator<=>(const Uuid&, const Uuid&) = default;
  bool is_nil() const noexcept {
    const auto words = std::bit_cast<std::array<uint64_t, 2>>(bytes);
    return (words[0] | words[1]) == 0;
  }
};

// Writes 36 characters, lower case, without a terminator.
void format_uuid(const Uuid& uuid, char* out36) noexcept;
std::string to_string(const Uuid& uuid);
// Accepts the 36-character form in either case.
std::optional<Uuid> parse_uuid(std::string_view text) noexcept;

Uuid new_uuid_v4(Random& random) noexcept;

// Makes version-7 ids on many threads. Seed once from the operating system's generator at open (and again in a forked child); after that each
// thread derives its own stream. 48 bits of milliseconds, 12 bits of the sub-millisecond fraction (RFC 9562, 6.2 method 3), 62 random bits.
void seed_uuid_v7(Random& random) noexcept;
[[gnu::hot]] Uuid new_uuid_v7(int64_t wall_ns) noexcept;

}  // namespace docent::core
