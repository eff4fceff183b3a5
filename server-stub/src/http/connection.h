// One client's connection: requests one after another until either side has enough. A coroutine on a strand of its own; everything but begin_stop()
// and abort() runs there.
//
// A request goes: wait for its first byte (idle) → header → admit → body → handle → reply. Refusals before the body was read close the connection,
// after reading on for a moment so that the reply is not lost to a reset.
#pragma once

#include "http/deadline.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <memory>

#include "http/connection_context.h"

namespace docent::server {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, ConnectionContext& context);
  // Returns when the connection is closed.
  boost::asio::awaitable<void> run();
  // For a connection too many: answers its first request with 429 and closes.
  boost::asio::awaitable<void> refuse();
  // Any thread. Closes the connection if it is between two requests; else run() closes it after the reply.
  void begin_stop();
  // Any thread. Cuts the connection.
  void abort();

 private:
  struct Exchange;
  boost::asio::awaitable<bool> serve_one();
  boost::asio::awaitable<bool> wait_for_request();
  boost::asio::awaitable<bool> read_header(Exchange& exchange);
  boost::asio::awaitable<bool> read_body(Exchange& exchange);
  boost::asio::awaitable<Response> handle(Request& request);
  boost::asio::awaitable<bool> reply(Exchange& exchange, Response& response, bool body_was_read);
  boost::asio::awaitable<bool> stream(Exchange& exchange, Response& response);
  boost::asio::awaitable<core::Result<std::string>> next_piece(const std::shared_ptr<BodySource>& source);
  boost::asio::awaitable<void> linger();
  std::optional<Response> refusal_of(Exchange& exchange);
  void close() noexcept;

  boost::asio::ip::tcp::socket socket_;
  ConnectionContext& context_;
  Deadline deadline_;
  boost::beast::flat_buffer buffer_;
  bool from_loopback_ = false;
  bool idle_ = false;
};

}  // namespace docent::server
