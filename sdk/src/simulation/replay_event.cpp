#include "simulation/replay_event.h"

#include <algorithm>
#include <array>

#include "base/rfc3339.h"
#include "model/builtin.h"

namespace docent::core {
namespace {

constexpr std::array<std::string_view, 8> outcome_names = {"shown",     "interacted", "dismissed", "snoozed",
                                                           "timed_out", "abandoned",  "completed", "advanced"};

Status bad(std::string message) { return {Code::invalid, std::move(message)}; }

const Value& object_or_empty(const Value& value) {
  static const Value empty{Value::Object{}};
  return value.is_object() ? value : empty;
}

Status read_kind(const Value& line, std::string_view type, ReplayEvent& e) {
  using Kind = ReplayEvent::Kind;
  const auto named = [&](Kind kind, std::string_view key) -> Status {
    e.kind = kind;
    e.name = line[key].as_string();
    return e.name.empty() ? bad("\"" + std::string(key) + "\" is missing") : Status();
  };
  if (type == "track" || type == "screen") {
    DOCENT_TRY(named(type == "track" ? Kind::track : Kind::screen, type == "track" ? "event" : "name"));
    e.values = object_or_empty(line["properties"]);
    return {};
  }
  if (type == "identify") {
    DOCENT_TRY(named(Kind::identify, "userId"));
    e.values = object_or_empty(line["traits"]);
    return {};
  }
  if (type == "page" || type == "group" || type == "alias") {
    e.kind = Kind::nothing;
    return {};
  }
  if (type == "context" || type == "app") {
    e.kind = type == "context" ? Kind::context : Kind::app;
    e.values = object_or_empty(line[type == "context" ? "context" : "state"]);
    return {};
  }
  if (type == "foreground") {
    e.kind = Kind::foreground;
    e.in_front = line["foreground"].as_bool();
    return {};
  }
  if (type == "launch") return named(Kind::launch, "campaign");
  if (type == "answer") {
    e.detail = line["question"].as_string();
    e.values = line["answer"];
    return named(Kind::answer, "campaign");
  }
  if (type == "outcome") {
    const auto found = std::find(outcome_names.begin(), outcome_names.end(), line["outcome"].as_string());
    if (found == outcome_names.end()) return bad("\"outcome\" is none: " + to_json(line["outcome"]));
    e.outcome = static_cast<Outcome>(found - outcome_names.begin() + 1);
    e.detail = line["detail"].as_string();
    return named(Kind::outcome, "campaign");
  }
  return bad("unknown type \"" + std::string(type) + "\"");
}

}  // namespace

Result<ReplayEvent> read_replay_event(std::string_view text) {
  const auto line = parse_json(text);
  if (!line.ok()) return bad("not JSON: " + line.status().message());
  if (!line->is_object()) return bad("an event must be a JSON object");
  ReplayEvent e;
  const auto at = parse_rfc3339((*line)["timestamp"].as_string());
  if (!at) return bad("\"timestamp\" must be an RFC 3339 time such as 2026-11-23T08:00:00Z");
  e.at_ms = *at;
  e.user = (*line)["userId"].as_string();
  e.anonymous = (*line)["anonymousId"].as_string();
  if (e.user.empty() && e.anonymous.empty()) return bad("\"userId\" or \"anonymousId\" is missing");
  std::string_view type = (*line)["type"].as_string();
  if (type.empty()) type = "track";
  DOCENT_TRY(read_kind(*line, type, e));
  if (e.kind != ReplayEvent::Kind::context) {
    const Value& context = (*line)["context"];
    e.screen = context["screen"].as_string();
    e.app_version = context["app"]["version"].as_string();
    e.install_id = context["installId"].as_string();
  }
  return e;
}

bool is_fact(std::string_view event, bool has_interactions) noexcept {
  if (!builtin::is_reserved(event)) return true;
  for (const std::string_view own : {"campaign_", "recommendation_", "survey_", "experiment_"}) {
    if (event.starts_with(own)) return false;
  }
  constexpr std::array<std::string_view, 8> signals = {builtin::rage_click, builtin::dead_click, builtin::error_click,    builtin::u_turn,
                                                       builtin::loop,       builtin::undo_burst, builtin::form_abandoned, builtin::dwell};
  return !has_interactions || std::find(signals.begin(), signals.end(), event) == signals.end();
}

}  // namespace docent::core
