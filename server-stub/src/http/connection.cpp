#include "http/connection.h"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>
#include <cctype>
#include <ctime>
#include <limits>

namespace docent::server {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr std::size_t read_piece_bytes = 4 * 1024;
constexpr std::size_t buffer_bytes = 64 * 1024;  // beside the header

int64_t wall_ms() noexcept {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  return int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

// RFC 9110, 5.6.7.
std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text, size};
}

std::string text(beast::string_view view) { return {view.data(), view.size()}; }

std::string lower(beast::string_view view) {
  std::string out = text(view);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// Gives back what was reserved for a body, however the exchange ends.
class Reservation {
 public:
  ~Reservation() {
    if (total_) total_->fetch_sub(bytes_);
  }
  bool take(std::atomic<std::size_t>& total, std::size_t bytes, std::size_t max) noexcept {
    if (total.fetch_add(bytes) + bytes > max) {
      total.fetch_sub(bytes);
      return false;
    }
    total_ = &total;
    bytes_ = bytes;
    return true;
  }

 private:
  std::atomic<std::size_t>* total_ = nullptr;
  std::size_t bytes_ = 0;
};

// g++ 12 may destroy the temporaries of a co_await expression twice. Every object with a destructor that is handed to a coroutine here has a name,
// and the lambdas that begin a wait are made in functions that are no coroutines.

// Suspends until `start(done)` has called done(value), which may happen on any thread; resumes on the connection's strand.
template <class T, class Start>
asio::awaitable<T> wait_for_callback(Start start) {
  return asio::async_initiate<const asio::use_awaitable_t<>, void(T)>(
      [](auto handler, Start begin) {
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        begin([shared](T value) {
          auto executor = asio::get_associated_executor(*shared);
          asio::post(executor, [shared, value = std::move(value)]() mutable { (*shared)(std::move(value)); });
        });
      },
      asio::use_awaitable, std::move(start));
}

}  // namespace

// What one request and its reply need while they are under way.
struct Connection::Exchange {
  http::request_parser<http::string_body> parser;
  Request request;
  Reservation reservation;
  unsigned version = 11;
  bool keep_alive = false;
  std::optional<Response> refusal;  // read_header() or read_body() failed in a way that can be answered
};

Connection::Connection(asio::ip::tcp::socket socket, ConnectionContext& context)
    : socket_(std::move(socket)), context_(context), deadline_(socket_), buffer_(buffer_bytes + context.limits.max_header_bytes) {
  error_code error;
  socket_.set_option(asio::ip::tcp::no_delay(true), error);
  const auto peer = socket_.remote_endpoint(error);
  if (error) return;
  const auto address = peer.address();
  const bool mapped = address.is_v6() && address.to_v6().is_v4_mapped();
  from_loopback_ = mapped ? asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).is_loopback() : address.is_loopback();
}

asio::awaitable<void> Connection::run() {
  bool more = true;
  while (more) more = co_await serve_one();
  close();
}

asio::awaitable<void> Connection::refuse() {
  Exchange exchange;
  if (co_await read_header(exchange) || exchange.refusal) {
    exchange.keep_alive = false;
    Response response = retry_response(429, "overloaded", "too many connections: try again later", retry_after_overload_s);
    co_await reply(exchange, response, false);
  }
  close();
}

void Connection::begin_stop() {
  asio::post(socket_.get_executor(), [self = shared_from_this()] {
    error_code ignored;
    if (self->idle_) self->socket_.cancel(ignored);
  });
}

void Connection::abort() {
  asio::post(socket_.get_executor(), [self = shared_from_this()] { self->close(); });
}

void Connection::close() noexcept {
  error_code ignored;
  deadline_.disarm();
  socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
}

asio::awaitable<bool> Connection::serve_one() {
  if (!co_await wait_for_request()) co_return false;
  Exchange exchange;
  if (!co_await read_header(exchange)) {
    if (exchange.refusal) co_await reply(exchange, *exchange.refusal, false);
    co_return false;
  }
  exchange.refusal = refusal_of(exchange);
  if (exchange.refusal) co_return co_await reply(exchange, *exchange.refusal, exchange.parser.is_done());
  if (!co_await read_body(exchange)) {
    if (exchange.refusal) co_await reply(exchange, *exchange.refusal, false);
    co_return false;
  }
  Response response = co_await handle(exchange.request);
  co_return co_await reply(exchange, response, true);
}

// False: the client is gone, or silent, or the server stops.
asio::awaitable<bool> Connection::wait_for_request() {
  if (context_.stopping) co_return false;
  if (buffer_.size() > 0) co_return true;
  error_code error;
  idle_ = true;
  deadline_.arm(context_.limits.idle_timeout_ms, shared_from_this());
  const std::size_t n = co_await socket_.async_read_some(buffer_.prepare(read_piece_bytes), asio::redirect_error(asio::use_awaitable, error));
  deadline_.disarm();
  idle_ = false;
  buffer_.commit(n);
  co_return !error;
}

asio::awaitable<bool> Connection::read_header(Exchange& exchange) {
  auto& parser = exchange.parser;
  parser.header_limit(static_cast<std::uint32_t>(context_.limits.max_header_bytes));
  parser.body_limit(std::numeric_limits<std::uint64_t>::max());  // judged by refusal_of(), which can say so
  error_code error;
  deadline_.arm(context_.limits.header_timeout_ms, shared_from_this());
  co_await http::async_read_header(socket_, buffer_, parser, asio::redirect_error(asio::use_awaitable, error));
  deadline_.disarm();
  if (!error) {
    const auto& head = parser.get();
    const auto target = head.target();
    const auto question = target.find('?');
    Request& request = exchange.request;
    request.method = head.method() == http::verb::get ? Method::get : head.method() == http::verb::post ? Method::post : Method::other;
    request.path = text(target.substr(0, question));
    if (question != beast::string_view::npos) request.query = text(target.substr(question + 1));
    request.authorization = text(head[http::field::authorization]);
    request.content_encoding = lower(head[http::field::content_encoding]);
    request.if_none_match = text(head[http::field::if_none_match]);
    request.from_loopback = from_loopback_;
    request.received_ms = wall_ms();
    exchange.version = head.version();
    exchange.keep_alive = head.keep_alive();
    co_return true;
  }
  if (deadline_.expired()) {
    context_.metrics.timeouts++;
    exchange.refusal = error_response(408, "timeout", "the header took too long");
  } else if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    exchange.refusal =
        error_response(431, "header_too_large", "the header has more than " + std::to_string(context_.limits.max_header_bytes) + " bytes");
  } else if (error.category() == make_error_code(http::error::bad_method).category() && error != http::error::end_of_stream &&
             error != http::error::partial_message) {
    exchange.refusal = error_response(400, "bad_request", "this is not HTTP: " + error.message());
  }
  co_return false;
}

// What is known from the header alone to be refused.
std::optional<Response> Connection::refusal_of(Exchange& exchange) {
  const auto& parser = exchange.parser;
  const auto& limits = context_.limits;
  if (context_.stopping) return retry_response(503, "stopping", "the server is stopping", retry_after_stopping_s);
  if (auto refused = context_.router.admit(exchange.request)) return refused;
  const auto length = parser.content_length();
  if (exchange.request.method == Method::post && !length && !parser.chunked())
    return error_response(411, "length_required", "a request needs Content-Length or chunked transfer");
  if (length && *length > limits.max_body_bytes)
    return error_response(413, "too_large", "the body has more than " + std::to_string(limits.max_body_bytes) + " bytes");
  const std::size_t bytes = length ? static_cast<std::size_t>(*length) : parser.chunked() ? limits.max_body_bytes : 0;
  if (!exchange.reservation.take(context_.bodies_bytes, bytes, limits.max_bodies_bytes)) return overloaded_response();
  return std::nullopt;
}

asio::awaitable<bool> Connection::read_body(Exchange& exchange) {
  auto& parser = exchange.parser;
  if (parser.is_done()) co_return true;
  error_code error;
  deadline_.arm(context_.limits.body_timeout_ms, shared_from_this());
  if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(socket_, asio::buffer(go_on), asio::redirect_error(asio::use_awaitable, error));
  }
  parser.body_limit(context_.limits.max_body_bytes);
  if (!error) co_await http::async_read(socket_, buffer_, parser, asio::redirect_error(asio::use_awaitable, error));
  deadline_.disarm();
  if (!error) {
    exchange.request.body = std::move(parser.get().body());
    context_.metrics.body_bytes += exchange.request.body.size();
    co_return true;
  }
  if (deadline_.expired()) {
    context_.metrics.timeouts++;
    exchange.refusal = error_response(408, "timeout", "the body took too long");
  } else if (error == http::error::body_limit) {
    exchange.refusal = error_response(413, "too_large", "the body has more than " + std::to_string(context_.limits.max_body_bytes) + " bytes");
  } else if (error.category() == make_error_code(http::error::bad_method).category() && error != http::error::partial_message) {
    exchange.refusal = error_response(400, "bad_request", "the body is not HTTP: " + error.message());
  }
  co_return false;
}

asio::awaitable<Response> Connection::handle(Request& request) {
  return wait_for_callback<Response>([this, request = std::move(request)](Respond respond) mutable {
    try {
      context_.router.handle(std::move(request), respond);
    } catch (const std::exception& error) {
      respond(error_response(500, "internal", error.what()));
    }
  });
}

// Sends the reply; true: the connection can take another request.
asio::awaitable<bool> Connection::reply(Exchange& exchange, Response& response, bool body_was_read) {
  context_.metrics.count_reply(response.status);
  exchange.keep_alive = exchange.keep_alive && body_was_read && !context_.stopping;
  if (response.source) co_return co_await stream(exchange, response);
  http::response<http::string_body> message(static_cast<http::status>(response.status), exchange.version);
  message.set(http::field::server, "docent-server");
  message.set(http::field::date, http_date());
  message.set(http::field::content_type, beast::string_view(response.content_type.data(), response.content_type.size()));
  for (const auto& [name, value] : response.headers) message.set(beast::string_view(name.data(), name.size()), value);
  message.keep_alive(exchange.keep_alive);
  message.body() = std::move(response.body);
  message.prepare_payload();
  error_code error;
  deadline_.arm(context_.limits.write_timeout_ms, shared_from_this());
  co_await http::async_write(socket_, message, asio::redirect_error(asio::use_awaitable, error));
  deadline_.disarm();
  if (!error && !body_was_read) co_await linger();
  co_return !error && exchange.keep_alive;
}

asio::awaitable<core::Result<std::string>> Connection::next_piece(const std::shared_ptr<BodySource>& source) {
  return wait_for_callback<core::Result<std::string>>([source](auto done) { source->next(std::move(done)); });
}

// Chunked, or until the end of the connection for HTTP/1.0. A source that fails leaves the last chunk out: the client sees that it is cut short.
asio::awaitable<bool> Connection::stream(Exchange& exchange, Response& response) {
  const bool chunked = exchange.version >= 11;
  exchange.keep_alive = exchange.keep_alive && chunked;
  http::response<http::empty_body> head(static_cast<http::status>(response.status), exchange.version);
  head.set(http::field::server, "docent-server");
  head.set(http::field::date, http_date());
  head.set(http::field::content_type, beast::string_view(response.content_type.data(), response.content_type.size()));
  head.keep_alive(exchange.keep_alive);
  if (chunked) head.chunked(true);
  error_code error;
  http::response_serializer<http::empty_body> serializer(head);
  deadline_.arm(context_.limits.write_timeout_ms, shared_from_this());
  co_await http::async_write_header(socket_, serializer, asio::redirect_error(asio::use_awaitable, error));
  deadline_.disarm();
  while (!error) {
    const auto piece = co_await next_piece(response.source);
    if (!piece.ok()) co_return false;
    deadline_.arm(context_.limits.write_timeout_ms, shared_from_this());
    if (!chunked) {
      if (piece->empty()) break;
      co_await asio::async_write(socket_, asio::buffer(*piece), asio::redirect_error(asio::use_awaitable, error));
    } else if (piece->empty()) {
      const auto last = http::make_chunk_last();
      co_await asio::async_write(socket_, last, asio::redirect_error(asio::use_awaitable, error));
      break;
    } else {
      const auto chunk = http::make_chunk(asio::buffer(*piece));
      co_await asio::async_write(socket_, chunk, asio::redirect_error(asio::use_awaitable, error));
    }
    deadline_.disarm();
  }
  deadline_.disarm();
  co_return !error && exchange.keep_alive;
}

// The client may still be sending what nobody wants. Closing now would reset the connection, and the reply would be lost with it.
asio::awaitable<void> Connection::linger() {
  error_code error;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, error);
  deadline_.arm(context_.limits.linger_timeout_ms, shared_from_this());
  while (!error) {
    buffer_.clear();
    co_await socket_.async_read_some(buffer_.prepare(buffer_bytes), asio::redirect_error(asio::use_awaitable, error));
  }
  deadline_.disarm();
}

}  // namespace docent::server
