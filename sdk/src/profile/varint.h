// Variable-length integers (LEB128, zigzag for signed ones) for the state blobs of profile and guidance. Reading is bounded and never trusts its
// input: after the first error every read gives 0 and ok() is false.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace docent::core {

class BlobWriter {
 public:
  void u64(uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_.push_back(static_cast<char>(value | 0x80));
    out_.push_back(static_cast<char>(value));
  }
  void i64(int64_t value) { u64((static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63)); }
  void f64(double value) {
    const auto bits = std::bit_cast<uint64_t>(value);
    for (int shift = 0; shift < 64; shift += 8) out_.push_back(static_cast<char>((bits >> shift) & 0xff));
  }
  void text(std::string_view value) {
    u64(value.size());
    out_.append(value);
  }
  void clear() { out_.clear(); }
  const std::string& bytes() const noexcept { return out_; }

 private:
  std::string out_;
};

class BlobReader {
 public:
  explicit BlobReader(std::string_view bytes) : rest_(bytes) {}
  uint64_t u64() noexcept {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) return fail();
      const auto byte = static_cast<uint8_t>(rest_.front());
      rest_.remove_prefix(1);
      if (shift == 63 && byte > 1) return fail();
      value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    return fail();
  }
  int64_t i64() noexcept {
    const uint64_t z = u64();
    return static_cast<int64_t>(z >> 1) ^ -static_cast<int64_t>(z & 1);
  }
  double f64() noexcept {
    if (rest_.size() < 8) return fail(), 0.0;
    uint64_t bits = 0;
    for (int i = 0; i < 8; i++) bits |= static_cast<uint64_t>(static_cast<uint8_t>(rest_[static_cast<std::size_t>(i)])) << (8 * i);
    rest_.remove_prefix(8);
    return std::bit_cast<double>(bits);
  }
  std::string_view text() noexcept {
    const uint64_t size = u64();
    if (size > rest_.size()) return fail(), std::string_view{};
    const auto value = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(value.size());
    return value;
  }
  bool ok() const noexcept { return ok_; }
  bool done() const noexcept { return ok_ && rest_.empty(); }

 private:
  uint64_t fail() noexcept {
    ok_ = false;
    rest_ = {};
    return 0;
  }
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace docent::core
