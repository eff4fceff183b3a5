// The composition of docent-server, in one place: data directory, store, strategy, routes, listener. start() returns when it listens; stop() loses
// nothing that was acknowledged. Tests start it in their own process, and may bring their own store.
#pragma once

#include <memory>
#include <string>

#include "app/data_dir.h"
#include "app/options.h"
#include "http/http_server.h"
#include "store/event_store.h"
#include "strategy/strategy_file.h"

namespace docent::server {

class Server {
 public:
  // `store`: null for the data directory's own.
  static core::Result<std::unique_ptr<Server>> start(Options options, std::unique_ptr<EventStore> store = nullptr);
  ~Server();

  uint16_t port() const noexcept { return http_->port(); }
  std::string url() const;
  // The key that this start made, or empty.
  const std::string& new_write_key() const noexcept { return new_write_key_; }
  const std::string& admin_token() const noexcept { return admin_token_; }
  // Finishes requests in flight, commits, empties the log. Idempotent.
  void stop();

 private:
  explicit Server(DataDir data_dir, Options options);
  core::Status set_up(std::unique_ptr<EventStore> store);
  core::Status set_up_keys();
  std::vector<Route> routes();

  // In the order in which they depend on one another; destroyed from the last to the first.
  DataDir data_dir_;
  Options options_;
  std::string new_write_key_;
  std::string admin_token_;
  Metrics metrics_;
  StrategyFile strategy_;
  std::unique_ptr<EventStore> store_;
  std::unique_ptr<Access> access_;
  std::unique_ptr<Router> router_;
  std::unique_ptr<HttpServer> http_;
};

}  // namespace docent::server
