// One gzip member (RFC 1952) of a text that is known only now and a raw deflate stream that was made before: header, the text in stored blocks, the
// stream, the checksum of both together. There is never a second member: several common decoders silently stop after the first. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace docent::core {

// `body` is a complete raw deflate stream of `raw_bytes` bytes with CRC-32 `crc`. The whole member inflates to `prefix` followed by these bytes.
std::string make_gzip_member(std::string_view prefix, std::string_view body, uint32_t crc, uint32_t raw_bytes);

// The CRC-32 of two texts after one another from that of each, and the length of the second.
uint32_t combine_crc32(uint32_t first, uint32_t second, uint64_t second_bytes) noexcept;

}  // namespace docent::core
