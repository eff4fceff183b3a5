// CRC-32C (Castagnoli, reflected polynomial 0x82f63b78, RFC 3720), with the processor's instruction where there is one.
// The plain register form: no initial or final inversion, so that a caller's seed stands in for both.
#pragma once

#include <cstddef>
#include <cstdint>

namespace docent::core {

[[gnu::hot]] uint32_t crc32c(uint32_t seed, const void* data, std::size_t size) noexcept;
// The table-driven form; equals crc32c(). Public for the test.
uint32_t crc32c_portable(uint32_t seed, const void* data, std::size_t size) noexcept;

}  // namespace docent::core
