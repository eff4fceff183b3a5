// SipHash-2-4 (Aumasson and Bernstein 2012) with a key of this process: nobody outside can make texts that collide. Thread safe.
#pragma once

#include <cstdint>
#include <string_view>

namespace docent::server {

struct HashKey {
  uint64_t first = 0, second = 0;
};
// Another one each time.
HashKey random_hash_key();
uint64_t keyed_hash(const HashKey& key, std::string_view text) noexcept;

}  // namespace docent::server
