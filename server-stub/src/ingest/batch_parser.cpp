#include "ingest/batch_parser.h"

#include "base/rfc3339.h"
#include "ingest/json_text.h"
#include "json/validate.h"
#include "json/writer.h"

namespace docent::server {
namespace {

namespace ondemand = simdjson::ondemand;
using json_text::raw;
using json_text::read_string;

RequestError malformed(std::string_view detail) { return {400, "malformed_json", "the body is not valid JSON: " + std::string(detail)}; }

RequestError malformed(simdjson::error_code code) { return malformed(simdjson::error_message(code)); }

void take_sent_at(std::string_view text, IngestBatch& batch) {
  // Without a readable sentAt there is no clock to correct by; the events are still worth having.
  if (const auto sent = core::parse_rfc3339(text)) batch.sent_ms = *sent;
}

// A member of the envelope that is kept as JSON. False: it must be refused.
bool take_object(ondemand::value value, const Limits& limits, std::string_view& out) {
  std::string_view text;
  if (raw(value).get(text)) return false;
  if (text == "null") return true;
  if (!text.starts_with('{') || text.size() > limits.max_envelope_bytes || !core::is_json(text, limits.max_json_depth)) return false;
  out = text;
  return true;
}

std::optional<RequestError> take_events(ondemand::value value, const Limits& limits, std::vector<std::string_view>& events) {
  ondemand::array array;
  if (value.get_array().get(array)) return RequestError{400, "bad_batch", "batch must be an array of events"};
  for (auto element : array) {
    ondemand::value event;
    if (auto error = element.get(event)) return malformed(error);
    std::string_view text;
    if (auto error = raw(event).get(text)) return malformed(error);
    if (events.size() == limits.max_batch_events)
      return RequestError{413, "too_many_events", "at most " + std::to_string(limits.max_batch_events) + " events a batch are taken"};
    events.push_back(text);
  }
  return std::nullopt;
}

std::string_view install_id_of(std::string_view context, std::pmr::memory_resource& arena) {
  if (context.empty()) return {};
  thread_local ondemand::parser parser;
  ondemand::document document;
  ondemand::value value;
  if (parser.iterate(context, context.size() + json_padding).get(document) || document["installId"].get(value)) return {};
  const auto id = read_string(value, arena);
  return id && id->size() <= max_identity_bytes ? *id : std::string_view();
}

struct Envelope {
  bool has_batch = false;
  std::vector<std::string_view> events;
};

std::optional<RequestError> take_member(std::string_view key, ondemand::value value, const Limits& limits, IngestBatch& batch, Envelope& envelope) {
  if (key == "batch") {
    if (envelope.has_batch) return RequestError{400, "bad_batch", "batch stands there twice"};
    envelope.has_batch = true;
    return take_events(value, limits, envelope.events);
  }
  if (key == "sentAt") {
    if (const auto text = read_string(value, batch.arena)) take_sent_at(*text, batch);
  } else if (key == "writeKey") {
    if (const auto text = read_string(value, batch.arena)) batch.write_key = *text;
  } else if (key == "context" || key == "ledger") {
    if (!take_object(value, limits, key == "context" ? batch.context : batch.client_ledger))
      return RequestError{400, "bad_envelope",
                          std::string(key) + " must be a JSON object of at most " + std::to_string(limits.max_envelope_bytes) + " bytes"};
  }
  return std::nullopt;
}

// Runs `member(key, value)` over the members of the one object that `text` is; stops at the first error.
template <class Member>
std::optional<RequestError> for_each_member(std::string_view text, Member member) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return malformed("it is empty");
  if (!simdjson::validate_utf8(text.data(), text.size())) return malformed("it is not UTF-8");
  thread_local ondemand::parser parser;
  ondemand::document document;
  ondemand::object object;
  if (auto error = parser.iterate(text, text.size() + json_padding).get(document)) return malformed(error);
  if (auto error = document.get_object().get(object)) {
    if (error == simdjson::INCORRECT_TYPE) return RequestError{400, "not_an_object", "the body must be a JSON object"};
    return malformed(error);
  }
  for (auto entry : object) {
    ondemand::field field;
    if (auto error = std::move(entry).get(field)) return malformed(error);
    std::string_view key;
    if (auto error = field.unescaped_key().get(key)) return malformed(error);
    if (auto refused = member(key, field.value())) return refused;
  }
  if (const char* behind = nullptr; document.current_location().get(behind) == simdjson::SUCCESS) return malformed("something follows the object");
  return std::nullopt;
}

void judge(const std::vector<std::string_view>& events, const Limits& limits, ParsedRequest& parsed) {
  IngestBatch& batch = *parsed.batch;
  const Arrival arrival{batch.received_ms, batch.sent_ms};
  batch.events.reserve(events.size());
  for (std::size_t i = 0; i < events.size(); i++) {
    NewEvent event;
    if (auto verdict = parse_event(events[i], arrival, limits, batch.arena, event)) {
      batch.rejected[static_cast<std::size_t>(verdict->code)]++;
      parsed.rejections.push_back({i, std::move(*verdict)});
    } else {
      batch.events.push_back(event);
    }
  }
}

std::unique_ptr<IngestBatch> make_batch(std::string body, int64_t received_ms) {
  auto batch = std::make_unique<IngestBatch>();
  batch->received_ms = received_ms;
  batch->text = std::move(body);
  batch->text.reserve(batch->text.size() + json_padding);
  return batch;
}

}  // namespace

ParsedRequest parse_batch(std::string body, int64_t received_ms, const Limits& limits) {
  ParsedRequest parsed;
  parsed.batch = make_batch(std::move(body), received_ms);
  IngestBatch& batch = *parsed.batch;
  Envelope envelope;
  parsed.error =
      for_each_member(batch.text, [&](std::string_view key, ondemand::value value) { return take_member(key, value, limits, batch, envelope); });
  if (!parsed.error && !envelope.has_batch) parsed.error = RequestError{400, "bad_batch", "the body has no batch"};
  if (parsed.error) return parsed;
  batch.install_id = install_id_of(batch.context, batch.arena);
  judge(envelope.events, limits, parsed);
  return parsed;
}

ParsedRequest parse_single(std::string body, EventType type, int64_t received_ms, const Limits& limits) {
  ParsedRequest parsed;
  const auto original = make_batch(std::move(body), received_ms);
  // What is stored is the event alone: its envelope's members are taken out, its type is put in.
  std::string event = R"({"type":)";
  core::append_json_string(event, type_name(type));
  std::string write_key;
  parsed.error = for_each_member(original->text, [&](std::string_view key, ondemand::value value) -> std::optional<RequestError> {
    if (key == "type") return std::nullopt;
    if (key == "sentAt" || key == "writeKey") {
      if (const auto text = read_string(value, original->arena)) {
        if (key == "sentAt") take_sent_at(*text, *original);
        else write_key = *text;
      }
      return std::nullopt;
    }
    std::string name(key);
    std::string_view text;
    if (auto error = raw(value).get(text)) return malformed(error);
    event += ',';
    core::append_json_key(event, name);
    event += text;
    return std::nullopt;
  });
  if (parsed.error) return parsed;
  event += '}';
  parsed.batch = make_batch(std::move(event), received_ms);
  parsed.batch->write_key = std::move(write_key);
  parsed.batch->sent_ms = original->sent_ms;
  judge({parsed.batch->text}, limits, parsed);
  return parsed;
}

}  // namespace docent::server
