#include "ingest/inflate.h"

#include <libdeflate.h>

#include <algorithm>
#include <cstdint>
#include <memory>

namespace docent::server {
namespace {

constexpr std::size_t smallest_member_bytes = 18;
constexpr std::size_t first_guess_bytes = 4096;

struct Free {
  void operator()(libdeflate_decompressor* d) const noexcept { libdeflate_free_decompressor(d); }
};

libdeflate_decompressor* decompressor() {
  thread_local const std::unique_ptr<libdeflate_decompressor, Free> it(libdeflate_alloc_decompressor());
  return it.get();
}

// The last member's size, as its trailer has it. Right for one honest member; for anything else only a first guess.
std::size_t claimed_bytes(std::string_view in) noexcept {
  uint32_t size = 0;
  for (std::size_t i = 0; i < 4; i++) size |= static_cast<uint32_t>(static_cast<unsigned char>(in[in.size() - 4 + i])) << (8 * i);
  return size;
}

}  // namespace

bool looks_like_gzip(std::string_view bytes) noexcept { return bytes.starts_with("\x1f\x8b"); }

InflateResult inflate_gzip(std::string_view in, std::size_t max_bytes, std::string& out) {
  if (in.size() < smallest_member_bytes || !looks_like_gzip(in)) return InflateResult::malformed;
  out.resize(std::min(std::max(claimed_bytes(in), first_guess_bytes), max_bytes));
  std::size_t at = 0;
  std::size_t filled = 0;
  while (at < in.size()) {
    std::size_t read = 0;
    std::size_t written = 0;
    switch (
        libdeflate_gzip_decompress_ex(decompressor(), in.data() + at, in.size() - at, out.data() + filled, out.size() - filled, &read, &written)) {
      case LIBDEFLATE_SUCCESS:
        at += read;
        filled += written;
        break;
      case LIBDEFLATE_INSUFFICIENT_SPACE:
        if (out.size() == max_bytes) return InflateResult::too_large;
        out.resize(std::min(out.size() * 2, max_bytes));
        break;
      default: return InflateResult::malformed;
    }
  }
  out.resize(filled);
  return InflateResult::ok;
}

}  // namespace docent::server
