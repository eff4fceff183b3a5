#include "pipeline/gzip_member.h"

#include <algorithm>

#include "storage/chunk_text.h"

namespace docent::core {
namespace {

constexpr std::size_t max_stored_bytes = 65'535;  // RFC 1951, 3.2.4: the length has 16 bits
// Magic, deflate, no flags, no time, no extra flags, unknown system.
constexpr std::string_view header("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", 10);

void append_le(std::string& out, uint32_t value, int bytes) {
  for (int i = 0; i < bytes; i++) out.push_back(static_cast<char>(value >> (8 * i) & 0xff));
}

void append_stored_block(std::string& out, std::string_view text) {
  const auto length = static_cast<uint32_t>(text.size());
  out.push_back('\0');  // not the last block; type 0
  append_le(out, length, 2);
  append_le(out, ~length & 0xffff, 2);
  out.append(text);
}

// Polynomials over GF(2) as CRC-32 writes them: bit 31 is x^0. The product modulo the CRC's polynomial.
constexpr uint32_t multiply(uint32_t a, uint32_t b) noexcept {
  uint32_t product = 0;
  for (uint32_t bit = uint32_t{1} << 31; bit != 0; bit >>= 1) {
    if ((a & bit) != 0) product ^= b;
    b = (b & 1) != 0 ? (b >> 1) ^ 0xedb88320 : b >> 1;  // b · x
  }
  return product;
}

}  // namespace

// Appending n zero bits multiplies a checksum by x^n; what the second text adds is its own checksum.
uint32_t combine_crc32(uint32_t first, uint32_t second, uint64_t second_bytes) noexcept {
  uint32_t power = uint32_t{1} << 23;  // x^8, squared along the bits of the length
  for (uint64_t n = second_bytes; n != 0; n >>= 1) {
    if ((n & 1) != 0) first = multiply(first, power);
    power = multiply(power, power);
  }
  return first ^ second;
}

std::string make_gzip_member(std::string_view prefix, std::string_view body, uint32_t crc, uint32_t raw_bytes) {
  std::string member;
  const std::size_t blocks = prefix.size() / max_stored_bytes + 1;
  member.reserve(header.size() + prefix.size() + 5 * blocks + body.size() + 8);
  member.append(header);
  for (std::string_view rest = prefix; !rest.empty(); rest.remove_prefix(std::min(rest.size(), max_stored_bytes)))
    append_stored_block(member, rest.substr(0, max_stored_bytes));
  member.append(body);
  append_le(member, combine_crc32(gzip_crc32(prefix), crc, raw_bytes), 4);
  append_le(member, static_cast<uint32_t>(prefix.size() + raw_bytes), 4);  // modulo 2^32, as the format wants it
  return member;
}

}  // namespace docent::core
