// A backend that answers every request with success, at once or after a service time, in a process of its own, so that its work is not measured. It
// notes when the first request came and when the last one was answered.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "load.h"

namespace docent::bench {

// Shared by both processes.
struct SinkLog {
  std::atomic<uint64_t> first_ns{0};
  std::atomic<uint64_t> last_ns{0};
  std::atomic<uint64_t> requests{0};
  std::atomic<uint64_t> service_us{0};  // what a network and a backend that commits would take

  void reset() { first_ns = last_ns = requests = 0; }
  double seconds() const { return static_cast<double>(last_ns - first_ns) / 1e9; }
};

// One connection: reads requests with a Content-Length, answers each with success.
inline void serve(int fd, SinkLog& log) {
  const int one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  std::string head;
  std::vector<char> buffer(1 << 18);
  const std::string reply = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"success\":true}";
  for (;;) {
    std::size_t end;
    while ((end = head.find("\r\n\r\n")) == std::string::npos) {
      const ssize_t n = read(fd, buffer.data(), buffer.size());
      if (n <= 0) return;
      head.append(buffer.data(), static_cast<std::size_t>(n));
    }
    uint64_t none = 0;
    log.first_ns.compare_exchange_strong(none, now_ns());
    const std::size_t at = head.find("Content-Length: ");
    std::size_t missing = at == std::string::npos || at > end ? 0 : std::strtoull(head.c_str() + at + 16, nullptr, 10);
    const std::size_t have = head.size() - end - 4;
    missing -= std::min(missing, have);
    while (missing > 0) {
      const ssize_t n = read(fd, buffer.data(), std::min(buffer.size(), missing));
      if (n <= 0) return;
      missing -= static_cast<std::size_t>(n);
    }
    head.clear();
    if (log.service_us > 0) std::this_thread::sleep_for(std::chrono::microseconds(log.service_us));
    if (write(fd, reply.data(), reply.size()) < 0) return;
    log.last_ns = now_ns();
    log.requests++;
  }
}

// Starts the process and returns its port. `log` is written while it runs.
inline int start_sink(pid_t& child, SinkLog*& log) {
  void* shared = mmap(nullptr, sizeof(SinkLog), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) std::exit(1);
  log = new (shared) SinkLog;
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener, 64) != 0) std::exit(1);
  getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  child = fork();
  if (child == 0) {
    for (;;) {
      const int fd = accept(listener, nullptr, nullptr);
      if (fd >= 0) std::thread([fd, log] { serve(fd, *log), close(fd); }).detach();
    }
  }
  close(listener);
  return ntohs(address.sin_port);
}

}  // namespace docent::bench
