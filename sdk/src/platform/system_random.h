// The operating system's generator of random bytes. Thread safe; may make a system call.
#pragma once

#include "base/random.h"

namespace docent::core {

class SystemRandom final : public Random {
 public:
  void fill(std::span<std::byte> bytes) noexcept override;
};

}  // namespace docent::core
