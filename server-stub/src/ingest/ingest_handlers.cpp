#include "ingest/ingest_handlers.h"

#include "ingest/batch_parser.h"
#include "ingest/erase_parser.h"
#include "ingest/inflate.h"
#include "json/writer.h"
#include "strategy/strategy_file.h"

namespace docent::server {
namespace {

struct Ingest {
  EventStore& store;
  const Access& access;
  StrategyFile& strategy;
  const Limits& limits;

  void batch(Request request, Respond respond) const;
  void single(Request request, EventType type, Respond respond) const;
  void erase(Request request, Respond respond) const;

 private:
  bool decode(Request& request, const Respond& respond) const;
  bool authenticate(const Request& request, IngestBatch& batch, const Respond& respond) const;
};

Response refusal(const RequestError& error) { return error_response(error.status, error.code, error.message); }

Response storage_response() {
  return retry_response(503, "storage_failed", "the events could not be stored: send them again later", retry_after_storage_s);
}

// Leaves the plain text in request.body.
bool Ingest::decode(Request& request, const Respond& respond) const {
  const auto& coding = request.content_encoding;
  // JSON can't begin with gzip's magic bytes, so a client that forgot to say what it did is understood.
  const bool gzip = coding == "gzip" || coding == "x-gzip" || (coding.empty() && looks_like_gzip(request.body));
  if (!gzip && !coding.empty() && coding != "identity") {
    respond(error_response(415, "unsupported_encoding", "Content-Encoding must be gzip or identity"));
    return false;
  }
  if (gzip) {
    std::string text;
    switch (inflate_gzip(request.body, limits.max_inflated_bytes, text)) {
      case InflateResult::ok: request.body = std::move(text); return true;
      case InflateResult::too_large:
        respond(error_response(413, "too_large", "the body inflates to more than " + std::to_string(limits.max_inflated_bytes) + " bytes"));
        return false;
      case InflateResult::malformed: respond(error_response(400, "malformed_gzip", "the body is not whole gzip")); return false;
    }
  }
  return true;
}

bool Ingest::authenticate(const Request& request, IngestBatch& batch, const Respond& respond) const {
  if (!request.write_key.empty()) {
    batch.write_key = request.write_key;
  } else if (!access.is_write_key(batch.write_key)) {
    respond(unauthorized_response(false));
    return false;
  }
  return true;
}

void append_rejections(std::string& out, const std::vector<IndexedVerdict>& rejections) {
  out += R"(,"rejected":[)";
  for (std::size_t i = 0; i < rejections.size(); i++) {
    const auto& [index, verdict] = rejections[i];
    if (i > 0) out += ',';
    out += R"({"index":)";
    core::append_json_uint(out, index);
    if (!verdict.message_id.empty()) {
      out += R"(,"messageId":)";
      core::append_json_string(out, verdict.message_id);
    }
    out += R"(,"code":)";
    core::append_json_string(out, reject_code_name(verdict.code));
    out += R"(,"message":)";
    core::append_json_string(out, verdict.message);
    out += '}';
  }
  out += ']';
}

Response stored_response(const IngestOutcome& outcome, const std::vector<IndexedVerdict>& rejections, StrategyFile& strategy) {
  Response response;
  response.body = R"({"success":true,"accepted":)";
  core::append_json_uint(response.body, outcome.accepted);
  response.body += R"(,"duplicates":)";
  core::append_json_uint(response.body, outcome.duplicates);
  append_rejections(response.body, rejections);
  if (const auto current = strategy.current()) {
    response.body += R"(,"strategy":{"version":)";
    core::append_json_int(response.body, current->version);
    response.body += '}';
  }
  response.body += "}\n";
  return response;
}

void Ingest::batch(Request request, Respond respond) const {
  if (!decode(request, respond)) return;
  auto parsed = parse_batch(std::move(request.body), request.received_ms, limits);
  if (parsed.error) return respond(refusal(*parsed.error));
  if (!authenticate(request, *parsed.batch, respond)) return;
  const bool taken =
      store.ingest(std::move(parsed.batch), [respond, rejections = std::move(parsed.rejections), this](const core::Result<IngestOutcome>& outcome) {
        respond(outcome.ok() ? stored_response(*outcome, rejections, strategy) : storage_response());
      });
  if (!taken) respond(overloaded_response());
}

void Ingest::single(Request request, EventType type, Respond respond) const {
  if (!decode(request, respond)) return;
  auto parsed = parse_single(std::move(request.body), type, request.received_ms, limits);
  if (parsed.error) return respond(refusal(*parsed.error));
  if (!authenticate(request, *parsed.batch, respond)) return;
  // A refused event goes to the store too: its ledger counts it.
  const bool taken =
      store.ingest(std::move(parsed.batch), [respond, rejections = std::move(parsed.rejections), this](const core::Result<IngestOutcome>& outcome) {
        if (!outcome.ok()) return respond(storage_response());
        if (rejections.empty()) return respond(stored_response(*outcome, rejections, strategy));
        const Verdict& verdict = rejections.front().verdict;
        respond(error_response(400, reject_code_name(verdict.code), verdict.message));
      });
  if (!taken) respond(overloaded_response());
}

void Ingest::erase(Request request, Respond respond) const {
  if (!decode(request, respond)) return;
  auto parsed = parse_erase(request.body, limits);
  if (parsed.error) return respond(refusal(*parsed.error));
  parsed.request.write_key = request.write_key;
  parsed.request.received_ms = request.received_ms;
  const bool taken = store.erase(std::move(parsed.request), [respond](const core::Result<uint64_t>& erased) {
    if (!erased.ok()) return respond(storage_response());
    Response response;
    response.body = R"({"success":true,"erased":)";
    core::append_json_uint(response.body, *erased);
    response.body += "}\n";
    respond(std::move(response));
  });
  if (!taken) respond(overloaded_response());
}

}  // namespace

std::vector<Route> ingest_routes(EventStore& store, const Access& access, StrategyFile& strategy, const Limits& limits) {
  const auto ingest = std::make_shared<const Ingest>(Ingest{store, access, strategy, limits});
  std::vector<Route> routes;
  routes.push_back({Method::post, "/v1/batch", Guard::write_key_or_body,
                    [ingest](Request request, Respond respond) { ingest->batch(std::move(request), std::move(respond)); }});
  routes.push_back({Method::post, "/v1/erase", Guard::write_key,
                    [ingest](Request request, Respond respond) { ingest->erase(std::move(request), std::move(respond)); }});
  for (const auto type : {EventType::track, EventType::identify, EventType::screen, EventType::page, EventType::group, EventType::alias})
    routes.push_back({Method::post, "/v1/" + std::string(type_name(type)), Guard::write_key_or_body,
                      [ingest, type](Request request, Respond respond) { ingest->single(std::move(request), type, std::move(respond)); }});
  return routes;
}

}  // namespace docent::server
