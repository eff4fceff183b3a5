#include "admin/admin_routes.h"

#include "admin/event_json.h"
#include "admin/export_source.h"
#include "base/rfc3339.h"
#include "http/query_string.h"
#include "json/writer.h"

namespace docent::server {
namespace {

Response read_failed(const core::Status& status) { return error_response(500, "storage_failed", "the store could not be read: " + status.message()); }

Response bad_parameter(std::string_view name, std::size_t high) {
  return error_response(400, "bad_parameter", std::string(name) + " must be a whole number of at most " + std::to_string(high));
}

void append_time(std::string& out, std::string_view key, int64_t ms) {
  core::append_json_key(out, key);
  core::append_json_string(out, core::format_rfc3339(ms));
}

void append_count(std::string& out, std::string_view key, uint64_t n) {
  core::append_json_key(out, key);
  core::append_json_uint(out, n);
}

void append_install(std::string& out, const InstallReport& install) {
  out += R"({"installId":)";
  core::append_json_string(out, install.install_id);
  out += R"(,"writeKey":)";
  core::append_json_string(out, install.write_key);
  out += ',';
  append_time(out, "seenAt", install.seen_ms);
  out += ',';
  append_count(out, "accepted", install.accepted);
  out += ',';
  append_count(out, "duplicate", install.duplicate);
  out += ',';
  append_count(out, "rejected", install.rejected);
  if (!install.client_ledger.empty()) {
    // On one line, as all of the reply is.
    std::string ledger = install.client_ledger;
    for (char& c : ledger)
      if (c == '\n' || c == '\r') c = ' ';
    out += R"(,"client":{)";
    append_time(out, "sentAt", install.sent_ms.value_or(install.seen_ms));
    out += R"(,"ledger":)" + ledger + '}';
  }
  out += '}';
}

std::string ledger_json(const LedgerReport& ledger) {
  std::string out = "{";
  append_count(out, "received", ledger.received);
  out += ',';
  append_count(out, "accepted", ledger.accepted);
  out += ',';
  append_count(out, "duplicate", ledger.duplicate);
  out += R"(,"rejected":{)";
  for (std::size_t i = 0; i < ledger.rejected.size(); i++) {
    if (i > 0) out += ',';
    append_count(out, ledger.rejected[i].first, ledger.rejected[i].second);
  }
  out += "},";
  append_count(out, "erased", ledger.erased);
  out += ',';
  append_count(out, "stored", ledger.accepted - ledger.erased);
  out += ',';
  append_count(out, "installsCount", ledger.installs_count);
  out += R"(,"installs":[)";
  for (std::size_t i = 0; i < ledger.installs.size(); i++) {
    if (i > 0) out += ',';
    append_install(out, ledger.installs[i]);
  }
  out += "]}\n";
  return out;
}

struct Admin {
  EventStore& store;
  StrategyFile& strategy;
  Metrics& metrics;
  const Limits& limits;

  void ledger(const Request& request, const Respond& respond) const;
  void events(const Request& request, const Respond& respond) const;
  void feedback(const Request& request, const Respond& respond) const;
  void export_all(const Request& request, const Respond& respond) const;
  void health(const Respond& respond) const;
  void render_metrics(const Respond& respond) const;

 private:
  using AppendEvent = void (*)(std::string&, const StoredEvent&);
  void list(EventQuery query, std::string_view member, AppendEvent append, const Respond& respond) const;
  std::optional<std::size_t> limit_of(const Request& request) const;
};

std::optional<std::size_t> Admin::limit_of(const Request& request) const {
  const auto limit =
      query_number(request.query, "limit", static_cast<int64_t>(limits.default_listed_events), 1, static_cast<int64_t>(limits.max_listed_events));
  return limit ? std::optional(static_cast<std::size_t>(*limit)) : std::nullopt;
}

void Admin::ledger(const Request& request, const Respond& respond) const {
  const auto installs = query_number(request.query, "installs", 100, 0, static_cast<int64_t>(limits.max_listed_installs));
  if (!installs) return respond(bad_parameter("installs", limits.max_listed_installs));
  const bool taken = store.ledger(static_cast<std::size_t>(*installs), [respond](const core::Result<LedgerReport>& ledger) {
    if (!ledger.ok()) return respond(read_failed(ledger.status()));
    Response response;
    response.body = ledger_json(*ledger);
    respond(std::move(response));
  });
  if (!taken) respond(overloaded_response());
}

// {"events":[…],"before":SEQ}: `before` is there when there may be more, and asks for it.
void Admin::list(EventQuery query, std::string_view member, AppendEvent append, const Respond& respond) const {
  const std::size_t limit = query.limit;
  const bool taken = store.events(std::move(query), [respond, member, append, limit](const core::Result<std::vector<StoredEvent>>& events) {
    if (!events.ok()) return respond(read_failed(events.status()));
    Response response;
    response.body = "{";
    core::append_json_key(response.body, member);
    response.body += '[';
    for (const auto& event : *events) {
      if (&event != &events->front()) response.body += ',';
      append(response.body, event);
    }
    response.body += ']';
    if (events->size() == limit) {
      response.body += ',';
      append_count(response.body, "before", static_cast<uint64_t>(events->back().seq));
    }
    response.body += "}\n";
    respond(std::move(response));
  });
  if (!taken) respond(overloaded_response());
}

void Admin::events(const Request& request, const Respond& respond) const {
  const auto limit = limit_of(request);
  const auto before = query_number(request.query, "before", INT64_MAX, 0, INT64_MAX);
  if (!limit) return respond(bad_parameter("limit", limits.max_listed_events));
  if (!before) return respond(bad_parameter("before", SIZE_MAX / 2));
  EventQuery query;
  query.name = query_parameter(request.query, "event");
  query.user = query_parameter(request.query, "user");
  if (*before != INT64_MAX) query.before_seq = *before;
  query.limit = *limit;
  list(std::move(query), "events", append_event_json, respond);
}

void Admin::feedback(const Request& request, const Respond& respond) const {
  const auto limit = limit_of(request);
  if (!limit) return respond(bad_parameter("limit", limits.max_listed_events));
  EventQuery query;
  query.name = "feedback_submitted";
  query.limit = *limit;
  list(std::move(query), "feedback", append_feedback_json, respond);
}

void Admin::export_all(const Request& request, const Respond& respond) const {
  const auto after = query_number(request.query, "after", 0, 0, INT64_MAX);
  if (!after) return respond(bad_parameter("after", SIZE_MAX / 2));
  Response response;
  response.content_type = "application/x-ndjson";
  response.source = std::make_shared<ExportSource>(store, metrics, *after, limits.export_page_bytes);
  respond(std::move(response));
}

void Admin::health(const Respond& respond) const {
  const auto stats = store.stats();
  Response response;
  if (stats.last_error.empty()) {
    response.body = "{\"status\":\"ok\"}\n";
  } else {
    response.status = 503;
    response.body = R"({"status":"failing","error":)";
    core::append_json_string(response.body, stats.last_error);
    response.body += "}\n";
  }
  respond(std::move(response));
}

void Admin::render_metrics(const Respond& respond) const {
  const auto current = strategy.current();
  Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = metrics.render(store.stats(), current ? current->version : 0);
  respond(std::move(response));
}

}  // namespace

std::vector<Route> admin_routes(EventStore& store, StrategyFile& strategy, Metrics& metrics, const Limits& limits) {
  const auto admin = std::make_shared<const Admin>(Admin{store, strategy, metrics, limits});
  std::vector<Route> routes;
  routes.push_back({Method::get, "/api/ledger", Guard::admin, [admin](const Request& q, const Respond& r) { admin->ledger(q, r); }});
  routes.push_back({Method::get, "/api/events", Guard::admin, [admin](const Request& q, const Respond& r) { admin->events(q, r); }});
  routes.push_back({Method::get, "/api/feedback", Guard::admin, [admin](const Request& q, const Respond& r) { admin->feedback(q, r); }});
  routes.push_back({Method::get, "/api/export", Guard::admin, [admin](const Request& q, const Respond& r) { admin->export_all(q, r); }});
  routes.push_back({Method::get, "/healthz", Guard::admin_or_loopback, [admin](const Request&, const Respond& r) { admin->health(r); }});
  routes.push_back({Method::get, "/metrics", Guard::admin_or_loopback, [admin](const Request&, const Respond& r) { admin->render_metrics(r); }});
  return routes;
}

}  // namespace docent::server
