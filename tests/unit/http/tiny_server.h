// A server on loopback (a port of the system's choosing) whose answers are raw bytes, so that a test can misbehave in every way. One thread a
// connection.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace docent::core {

struct TinyRequest {
  std::string head;  // request line and header, as received
  std::string body;
};

// What to do with a request: bytes to write, then keep or close the connection.
struct TinyAnswer {
  std::string bytes;
  enum class Then { keep, close, reset, hang } then = Then::keep;
};

inline TinyAnswer tiny_reply(const std::string& status, const std::string& body, const std::string& header = {}) {
  return {"HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + header + "\r\n" + body};
}

class TinyServer {
 public:
  using Handler = std::function<TinyAnswer(const TinyRequest&)>;

  explicit TinyServer(Handler handler) : handler_(std::move(handler)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 16) != 0) std::abort();
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
  }
  ~TinyServer() {
    stopping_ = true;
    shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    close(listener_);
    {
      const std::lock_guard lock(mutex_);
      for (const int fd : sockets_) shutdown(fd, SHUT_RDWR);
    }
    for (auto& t : connections_) t.join();
    for (const int fd : sockets_) close(fd);
  }
  std::string url(const std::string& path = "/") const { return "http://127.0.0.1:" + std::to_string(port_) + path; }
  int port() const { return port_; }
  int connections() const { return accepted_; }
  std::vector<TinyRequest> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  void accept_all() {
    while (!stopping_) {
      const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (fd < 0) continue;
      accepted_++;
      const std::lock_guard lock(mutex_);
      sockets_.push_back(fd);
      connections_.emplace_back([this, fd] { serve(fd); });
    }
  }

  void serve(int fd) {
    std::string buffer;
    TinyRequest request;
    while (read_request(fd, buffer, request)) {
      {
        const std::lock_guard lock(mutex_);
        requests_.push_back(request);
      }
      const TinyAnswer answer = handler_(request);
      if (!answer.bytes.empty() && send(fd, answer.bytes.data(), answer.bytes.size(), MSG_NOSIGNAL) < 0) return;
      switch (answer.then) {
        case TinyAnswer::Then::keep: continue;
        case TinyAnswer::Then::close: shutdown(fd, SHUT_RDWR); return;
        case TinyAnswer::Then::reset: reset(fd); return;
        case TinyAnswer::Then::hang: wait_for_end(fd); return;
      }
    }
  }

  static bool read_request(int fd, std::string& buffer, TinyRequest& request) {
    std::size_t end = 0;
    while ((end = buffer.find("\r\n\r\n")) == std::string::npos)
      if (!read_more(fd, buffer)) return false;
    request.head = buffer.substr(0, end + 2);
    const std::size_t length_at = request.head.find("Content-Length: ");
    const std::size_t length = length_at == std::string::npos ? 0 : std::strtoul(request.head.c_str() + length_at + 16, nullptr, 10);
    while (buffer.size() < end + 4 + length)
      if (!read_more(fd, buffer)) return false;
    request.body = buffer.substr(end + 4, length);
    buffer.erase(0, end + 4 + length);
    return true;
  }

  static bool read_more(int fd, std::string& buffer) {
    char bytes[16384];
    const ssize_t n = recv(fd, bytes, sizeof bytes, 0);
    if (n > 0) buffer.append(bytes, static_cast<std::size_t>(n));
    return n > 0;
  }

  // An RST instead of a FIN. The descriptor's number stays reserved until the server ends.
  static void reset(int fd) {
    const linger hard{1, 0};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    const int placeholder = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    dup2(placeholder, fd);
    close(placeholder);
  }

  static void wait_for_end(int fd) {
    std::string ignored;
    while (read_more(fd, ignored)) {}
  }

  Handler handler_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<int> accepted_{0};
  std::mutex mutex_;
  std::vector<int> sockets_;
  std::vector<std::thread> connections_;
  std::vector<TinyRequest> requests_;
  std::thread acceptor_;
};

}  // namespace docent::core
