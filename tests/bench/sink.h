// A backend that answers every request at once with success, in a process of its own, so that its work is not measured.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

namespace docent::bench {

// One connection: reads requests with a Content-Length, answers each with success.
inline void serve(int fd) {
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
    if (write(fd, reply.data(), reply.size()) < 0) return;
  }
}

// Starts the process and returns its port.
inline int start_sink(pid_t& child) {
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
      if (fd >= 0) std::thread([fd] { serve(fd), close(fd); }).detach();
    }
  }
  close(listener);
  return ntohs(address.sin_port);
}

}  // namespace docent::bench
