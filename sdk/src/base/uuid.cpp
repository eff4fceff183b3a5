#include "base/uuid.h"

#include <atomic>
#include <bit>
#include <cstring>

namespace docent::core {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

std::atomic<uint64_t> process_seed{0};
std::atomic<uint64_t> seed_generation{0};
std::atomic<uint64_t> thread_counter{0};

struct Stream {
  uint64_t generation = 0;
  uint64_t state = 0;
};
// Both threads' variables of the hot path are in the static TLS block: no call to find them, and their few bytes fit what the loader keeps in
// reserve.
[[gnu::tls_model("initial-exec")]] thread_local constinit Stream stream;

int hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void store_be64(uint8_t* out, uint64_t v) noexcept {
  if constexpr (std::endian::native == std::endian::little) v = __builtin_bswap64(v);
  std::memcpy(out, &v, sizeof v);
}

}  // namespace

void format_uuid(const Uuid& uuid, char* out) noexcept {
  for (std::size_t i = 0; i < 16; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *out++ = '-';
    *out++ = hex_digits[uuid.bytes[i] >> 4];
    *out++ = hex_digits[uuid.bytes[i] & 15];
  }
}

std::string to_string(const Uuid& uuid) {
  std::string text(36, '\0');
  format_uuid(uuid, text.data());
  return text;
}

std::optional<Uuid> parse_uuid(std::string_view text) noexcept {
  if (text.size() != 36) return std::nullopt;
  Uuid uuid;
  std::size_t at = 0;
  for (std::size_t i = 0; i < 16; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10) {
      if (text[at++] != '-') return std::nullopt;
    }
    const int high = hex_value(text[at++]);
    const int low = hex_value(text[at++]);
    if (high < 0 || low < 0) return std::nullopt;
    uuid.bytes[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return uuid;
}

Uuid new_uuid_v4(Random& random) noexcept {
  Uuid uuid;
  random.fill(std::as_writable_bytes(std::span(uuid.bytes)));
  uuid.bytes[6] = static_cast<uint8_t>((uuid.bytes[6] & 0x0f) | 0x40);
  uuid.bytes[8] = static_cast<uint8_t>((uuid.bytes[8] & 0x3f) | 0x80);
  return uuid;
}

void seed_uuid_v7(Random& random) noexcept {
  process_seed.store(random.next(), std::memory_order_relaxed);
  seed_generation.fetch_add(1, std::memory_order_release);
}

Uuid new_uuid_v7(int64_t wall_ns) noexcept {
  const uint64_t generation = seed_generation.load(std::memory_order_acquire);
  if (stream.generation != generation || stream.state == 0) {
    uint64_t mix = process_seed.load(std::memory_order_relaxed) + 0x9e3779b97f4a7c15 * thread_counter.fetch_add(1, std::memory_order_relaxed);
    mix ^= stream.state;
    stream.state = splitmix64(mix) | 1;
    stream.generation = generation;
  }
  const auto ns = static_cast<uint64_t>(wall_ns);
  const uint64_t ms = ns / 1'000'000;
  const uint64_t fraction = (ns % 1'000'000) * 4096 / 1'000'000;
  Uuid uuid;
  store_be64(uuid.bytes.data(), ms << 16 | 0x7000 | fraction);
  store_be64(uuid.bytes.data() + 8, (splitmix64(stream.state) >> 2) | uint64_t{1} << 63);
  return uuid;
}

}  // namespace docent::core
