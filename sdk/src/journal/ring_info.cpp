#include "journal/ring_info.h"

#include <cerrno>
#include <cstdio>
#include <memory>

#include "journal/ring_format.h"

namespace docent::core {

Result<RingInfo> read_ring_info(const std::string& path) {
  const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) return Status(errno == ENOENT ? Code::not_found : Code::io, path + " cannot be opened");
  std::array<char, ring_header_bytes> page{};
  if (std::fread(page.data(), 1, page.size(), file.get()) != page.size()) return Status(Code::corrupt, path + " is shorter than a ring's header");
  RingIdentity identity;
  uint32_t crc = 0;
  std::memcpy(&identity, page.data(), sizeof identity);
  std::memcpy(&crc, page.data() + sizeof identity, sizeof crc);
  if (identity.magic != ring_magic || crc != identity_crc(identity)) return Status(Code::corrupt, path + " is not a journal ring");
  RingInfo info;
  info.capacity = identity.capacity;
  std::memcpy(&info.head, page.data() + offsetof(RingHeader, head), sizeof info.head);
  std::memcpy(&info.tail, page.data() + offsetof(RingHeader, tail), sizeof info.tail);
  return info;
}

}  // namespace docent::core
