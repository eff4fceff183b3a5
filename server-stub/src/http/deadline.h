// One timer for one socket: when it expires, whatever the socket waits for ends with operation_aborted, and expired() says that it was the time.
// The socket stays open, so that a reply can still be sent. Lives on the connection's strand; `owner` keeps the connection alive while it is armed.
#pragma once

#include <utility>  // Boost 1.74's coroutine header needs it first under g++ 12

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>

namespace docent::server {

class Deadline {
 public:
  explicit Deadline(boost::asio::ip::tcp::socket& socket) : socket_(socket), timer_(socket.get_executor()) {}

  template <class Owner>
  void arm(int64_t ms, std::shared_ptr<Owner> owner) {
    expired_ = false;
    timer_.expires_after(std::chrono::milliseconds(ms));
    timer_.async_wait([this, owner = std::move(owner), armed = ++generation_](const boost::system::error_code& error) {
      // A timer that expired just before disarm() finds another generation, and must not cut the next operation.
      if (error || armed != generation_) return;
      expired_ = true;
      boost::system::error_code ignored;
      socket_.cancel(ignored);
    });
  }
  void disarm() {
    generation_++;
    timer_.cancel();
  }
  bool expired() const noexcept { return expired_; }

 private:
  boost::asio::ip::tcp::socket& socket_;
  boost::asio::steady_timer timer_;
  uint64_t generation_ = 0;
  bool expired_ = false;
};

}  // namespace docent::server
