#include "platform/system_random.h"

#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>

namespace docent::core {
namespace {

// For kernels and sandboxes that refuse getrandom(2); returns how many bytes were filled.
std::size_t read_device(std::span<std::byte> bytes) noexcept {
  const int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n = read(fd, bytes.data() + done, bytes.size() - done);
    if (n > 0) done += static_cast<std::size_t>(n);
    else if (n == 0 || errno != EINTR) break;
  }
  close(fd);
  return done;
}

// Without any source of the system: distinct, though not unpredictable. Ids must still differ from run to run.
void fill_from_clock(std::span<std::byte> bytes) noexcept {
  timespec t{};
  (void)clock_gettime(CLOCK_REALTIME, &t);
  uint64_t state = static_cast<uint64_t>(t.tv_sec) * 1'000'000'000u + static_cast<uint64_t>(t.tv_nsec);
  state ^= static_cast<uint64_t>(getpid()) << 40 ^ reinterpret_cast<uintptr_t>(bytes.data());
  for (std::byte& b : bytes) b = static_cast<std::byte>(splitmix64(state) >> 56);
}

}  // namespace

void SystemRandom::fill(std::span<std::byte> bytes) noexcept {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n = getrandom(bytes.data() + done, bytes.size() - done, 0);
    if (n > 0) done += static_cast<std::size_t>(n);
    else if (n < 0 && errno != EINTR) break;
  }
  if (done < bytes.size()) done += read_device(bytes.subspan(done));
  if (done < bytes.size()) fill_from_clock(bytes.subspan(done));
}

}  // namespace docent::core
