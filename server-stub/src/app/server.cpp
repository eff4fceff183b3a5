#include "app/server.h"

#include <sys/resource.h>

#include <cstdio>

#include "admin/admin_routes.h"
#include "analytics/report_routes.h"
#include "ingest/ingest_handlers.h"
#include "store/sqlite_store.h"
#include "strategy/strategy_route.h"

namespace docent::server {
namespace {

constexpr rlim_t spare_descriptors = 64;  // database, log, standard streams

void warn(const std::string& message) { std::fprintf(stderr, "docent-server: %s\n", message.c_str()); }

// Room for every connection; what the system refuses shows as refused connections in /metrics.
void raise_descriptor_limit(std::size_t max_connections) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = 2 * static_cast<rlim_t>(max_connections) + spare_descriptors;
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = limit.rlim_max == RLIM_INFINITY ? wanted : std::min(wanted, limit.rlim_max);
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

Server::Server(DataDir data_dir, Options options)
    : data_dir_(std::move(data_dir)),
      options_(std::move(options)),
      strategy_(options_.strategy_path, static_cast<int64_t>(options_.rollback_from), warn) {}

Server::~Server() { stop(); }

core::Result<std::unique_ptr<Server>> Server::start(Options options, std::unique_ptr<EventStore> store) {
  auto data_dir = DataDir::open(options.data_dir);
  if (!data_dir.ok()) return data_dir.status();
  std::unique_ptr<Server> server(new Server(std::move(*data_dir), std::move(options)));
  DOCENT_TRY(server->set_up(std::move(store)));
  return server;
}

core::Status Server::set_up(std::unique_ptr<EventStore> store) {
  DOCENT_TRY(strategy_.load());
  DOCENT_TRY(set_up_keys());
  if (store) {
    store_ = std::move(store);
  } else {
    auto opened = SqliteStore::open(data_dir_.file("events.db"), options_.limits);
    if (!opened.ok()) return opened.status();
    store_ = std::move(*opened);
  }
  router_ = std::make_unique<Router>(routes(), *access_);
  raise_descriptor_limit(options_.limits.max_connections);
  auto http = HttpServer::start(options_.listen, *router_, metrics_, options_.limits);
  if (!http.ok()) return http.status();
  http_ = std::move(*http);
  return {};
}

core::Status Server::set_up_keys() {
  auto token = data_dir_.secret("admin-token");
  if (!token.ok()) return token.status();
  admin_token_ = token->text;
  if (options_.write_keys.empty()) {
    auto key = data_dir_.secret("write-key");
    if (!key.ok()) return key.status();
    options_.write_keys.push_back(key->text);
    if (key->is_new) new_write_key_ = key->text;
  }
  access_ = std::make_unique<Access>(options_.write_keys, admin_token_);
  return {};
}

std::vector<Route> Server::routes() {
  auto routes = ingest_routes(*store_, *access_, strategy_, options_.limits);
  for (auto& route : admin_routes(*store_, strategy_, metrics_, options_.limits)) routes.push_back(std::move(route));
  for (auto& route : report_routes(*store_)) routes.push_back(std::move(route));
  routes.push_back(strategy_route(strategy_));
  return routes;
}

std::string Server::url() const {
  const std::string& host = options_.listen.host;
  const bool v6 = host.find(':') != std::string::npos;
  return "http://" + (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port());
}

void Server::stop() {
  // First the requests, which need the store; then the store, which commits what they left.
  if (http_) http_->stop();
  if (store_) store_->stop();
}

}  // namespace docent::server
