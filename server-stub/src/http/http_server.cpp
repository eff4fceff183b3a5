#include "http/http_server.h"

#include "http/connection.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <vector>

namespace docent::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr int backlog = 1'024;
constexpr unsigned min_threads = 2;
constexpr unsigned max_threads = 8;
constexpr std::chrono::milliseconds accept_pause{50};  // after a failed accept: most often there are no descriptors left

unsigned thread_count() noexcept { return std::clamp(std::thread::hardware_concurrency(), min_threads, max_threads); }

core::Status network_failure(const std::string& what, const error_code& error) { return {core::Code::io, what + ": " + error.message()}; }

}  // namespace

struct HttpServer::Impl {
  Impl(const Router& router, Metrics& metrics, const Limits& limits) : context{router, metrics, limits} {}

  core::Status listen(const ListenAddress& address);
  void run_threads();
  asio::awaitable<void> accept_all();
  void serve(tcp::socket socket);
  bool wait_until_empty(std::chrono::milliseconds timeout);
  template <class Action>
  void for_each_connection(Action action);

  ConnectionContext context;
  asio::io_context io{static_cast<int>(thread_count())};
  asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
  tcp::acceptor acceptor{asio::make_strand(io)};
  uint16_t port = 0;
  std::vector<std::thread> threads;

  std::mutex mutex;
  std::condition_variable empty;
  std::unordered_set<std::shared_ptr<Connection>> connections;
};

core::Status HttpServer::Impl::listen(const ListenAddress& address) {
  error_code error;
  const std::string shown = address.host + " port " + std::to_string(address.port);
  const auto ip = asio::ip::make_address(address.host, error);
  if (error) return {core::Code::invalid, "'" + address.host + "' is not an IP address to listen on"};
  const tcp::endpoint endpoint(ip, address.port);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(backlog, error);
  if (error) return network_failure("cannot listen on " + shown, error);
  port = acceptor.local_endpoint(error).port();
  return {};
}

void HttpServer::Impl::run_threads() {
  asio::co_spawn(
      acceptor.get_executor(), [this] { return accept_all(); }, asio::detached);
  for (unsigned i = 0; i < thread_count(); i++) threads.emplace_back([this] { io.run(); });
}

asio::awaitable<void> HttpServer::Impl::accept_all() {
  asio::steady_timer pause(acceptor.get_executor());
  while (!context.stopping) {
    error_code error;
    tcp::socket socket(asio::make_strand(io));
    co_await acceptor.async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
    if (error == asio::error::operation_aborted) break;
    if (!error) {
      serve(std::move(socket));
    } else {
      pause.expires_after(accept_pause);
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
  }
}

void HttpServer::Impl::serve(tcp::socket socket) {
  const auto executor = socket.get_executor();
  auto connection = std::make_shared<Connection>(std::move(socket), context);
  std::size_t open = 0;
  {
    const std::lock_guard lock(mutex);
    open = connections.size();
    if (open >= 2 * context.limits.max_connections) {  // not even a refusal
      context.metrics.connections_refused++;
      return;
    }
    connections.insert(connection);
  }
  const bool refused = open >= context.limits.max_connections;
  (refused ? context.metrics.connections_refused : context.metrics.connections_opened)++;
  context.metrics.connections_open++;
  asio::co_spawn(
      executor, [connection, refused] { return refused ? connection->refuse() : connection->run(); },
      [this, connection](std::exception_ptr) {
        // An exception out of a connection (no memory) ends that connection; its destructor closes the socket.
        context.metrics.connections_open--;
        const std::lock_guard lock(mutex);
        connections.erase(connection);
        if (connections.empty()) empty.notify_all();
      });
}

bool HttpServer::Impl::wait_until_empty(std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex);
  return empty.wait_for(lock, timeout, [this] { return connections.empty(); });
}

template <class Action>
void HttpServer::Impl::for_each_connection(Action action) {
  const std::lock_guard lock(mutex);
  for (const auto& connection : connections) action(*connection);
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

HttpServer::~HttpServer() { stop(); }

core::Result<std::unique_ptr<HttpServer>> HttpServer::start(const ListenAddress& address, const Router& router, Metrics& metrics,
                                                            const Limits& limits) {
  auto impl = std::make_unique<Impl>(router, metrics, limits);
  DOCENT_TRY(impl->listen(address));
  impl->run_threads();
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

uint16_t HttpServer::port() const noexcept { return impl_->port; }

void HttpServer::stop() {
  if (impl_->threads.empty()) return;
  impl_->context.stopping = true;
  std::promise<void> closed;
  asio::post(impl_->acceptor.get_executor(), [this, &closed] {
    error_code ignored;
    impl_->acceptor.close(ignored);
    closed.set_value();
  });
  closed.get_future().wait();  // from here on no connection is added
  impl_->for_each_connection([](Connection& connection) { connection.begin_stop(); });
  if (!impl_->wait_until_empty(std::chrono::milliseconds(impl_->context.limits.stop_timeout_ms))) {
    impl_->for_each_connection([](Connection& connection) { connection.abort(); });
    // Only the store can hold a connection now, and it answers every request it took.
    while (!impl_->wait_until_empty(std::chrono::minutes(1))) continue;
  }
  impl_->work.reset();
  impl_->io.stop();
  for (auto& thread : impl_->threads) thread.join();
  impl_->threads.clear();
}

}  // namespace docent::server
