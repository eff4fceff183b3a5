#include "analytics/report_routes.h"

#include "analytics/report_question.h"
#include "analytics/report_runner.h"
#include "analytics/reports.h"
#include "json/writer.h"
#include "server_limits.h"

namespace docent::server {
namespace {

Response report_list() {
  Response response;
  std::string& out = response.body;
  out = R"({"reports":[)";
  for (const auto& entry : all_reports()) {
    if (out.back() == '}') out += ',';
    out += R"({"name":)";
    core::append_json_string(out, entry.name);
    out += R"(,"parameters":)";
    core::append_json_string(out, entry.parameters);
    out += R"(,"reading":)";
    core::append_json_string(out, entry.reading);
    out += '}';
  }
  out += "]}\n";
  return response;
}

Response failed(const core::Status& status) {
  switch (status.code()) {
    case core::Code::invalid:
    case core::Code::too_large: return error_response(400, "bad_parameter", status.message());
    case core::Code::not_found: return error_response(404, "not_found", status.message());
    case core::Code::closed: return retry_response(503, "stopping", status.message(), retry_after_stopping_s);
    default: return error_response(500, "storage_failed", "the store could not be read: " + status.message());
  }
}

void answer(EventStore& store, std::string_view name, const Request& request, const Respond& respond) {
  auto question = parse_report_question(name, request.query, request.received_ms);
  if (!question.ok()) return respond(failed(question.status()));
  const bool csv = question->csv;
  const bool taken = store.analyse([question = std::move(*question)](const EventTable& table) { return run_report(table, question); },
                                   [respond, csv, name](core::Result<std::string> text) {
                                     if (!text.ok()) return respond(failed(text.status()));
                                     Response response;
                                     if (csv) {
                                       response.content_type = "text/csv; charset=utf-8";
                                       response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + std::string(name) + ".csv\"");
                                     }
                                     response.body = std::move(*text);
                                     respond(std::move(response));
                                   });
  if (!taken) respond(overloaded_response());
}

}  // namespace

std::vector<Route> report_routes(EventStore& store) {
  std::vector<Route> routes;
  routes.push_back({Method::get, "/api/reports", Guard::admin, [](const Request&, const Respond& respond) { respond(report_list()); }});
  for (const auto& entry : all_reports())
    routes.push_back({Method::get, "/api/reports/" + std::string(entry.name), Guard::admin,
                      [&store, name = entry.name](const Request& request, const Respond& respond) { answer(store, name, request, respond); }});
  return routes;
}

}  // namespace docent::server
