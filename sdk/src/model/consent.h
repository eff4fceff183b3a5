// Consent by purpose, as the host states it and as the database keeps it per identity. Pure values; the bits equal DOCENT_CONSENT_*.
#pragma once

#include <cstdint>
#include <string_view>

namespace docent::core {

class Consent {
 public:
  static constexpr uint32_t analytics_bit = 1;
  static constexpr uint32_t guidance_bit = 2;
  static constexpr uint32_t unknown_bit = 1u << 30;

  // Unknown: nobody was asked.
  constexpr Consent() = default;
  // False for bits that mean nothing, and for unknown together with a purpose.
  static constexpr bool valid(uint32_t bits) noexcept { return bits == unknown_bit || (bits & ~(analytics_bit | guidance_bit)) == 0; }
  // Precondition: valid(bits).
  static constexpr Consent from_bits(uint32_t bits) noexcept {
    Consent c;
    c.bits_ = bits;
    return c;
  }
  constexpr uint32_t bits() const noexcept { return bits_; }
  constexpr bool unknown() const noexcept { return bits_ == unknown_bit; }
  constexpr bool may_upload() const noexcept { return (bits_ & analytics_bit) != 0; }
  constexpr bool may_queue() const noexcept { return unknown() || may_upload(); }
  constexpr bool may_keep_history() const noexcept { return unknown() || (bits_ & guidance_bit) != 0; }
  constexpr bool may_record() const noexcept { return bits_ != 0; }
  friend constexpr bool operator==(Consent, Consent) = default;

 private:
  uint32_t bits_ = unknown_bit;
};

// The purposes granted, as one word: "unknown", "none", "analytics", "guidance", "all".
std::string_view consent_name(Consent consent) noexcept;

}  // namespace docent::core
