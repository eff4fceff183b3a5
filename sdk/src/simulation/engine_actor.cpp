#include "simulation/engine_actor.h"

#include "guidance/property_views.h"

namespace docent::core {
namespace {

EngineConfig config_of(const RunContext& context, ZoneSource zones) {
  EngineConfig config;
  config.install_id = context.install_id;
  config.locale = context.locale;
  config.attributes = context_attributes(context);
  config.zones = std::move(zones);
  return config;
}

}  // namespace

EngineActor::EngineActor(const RunContext& context, ZoneSource zones) : engine_(config_of(context, std::move(zones))) {}

Status EngineActor::load(std::string_view strategy, Instant now) { return engine_.load_strategy(strategy, now, UINT32_MAX); }

void EngineActor::begin(const std::string& install_id, Instant now) {
  user_.clear();
  rows_.clear();
  out_.clear();
  engine_.begin_run(install_id, now, out_);
  engine_.set_context({}, now, out_);  // as a run of the SDK begins: with no context
}

// Timers that are due fire before an input of the same moment.
void EngineActor::fire(Instant now) {
  const auto due = engine_.next_timer_ms();
  if (due && *due <= now.wall_ms) engine_.advance(now, out_);
}

void EngineActor::apply(const ReplayEvent& e, Instant now) {
  fire(now);
  PropertyViews views;
  for (const auto& [key, value] : e.values.as_object()) views.add(key, value);
  switch (e.kind) {
    case ReplayEvent::Kind::track: engine_.observe({e.name, views.list(), now, {}}, out_); break;
    case ReplayEvent::Kind::screen: engine_.screen(e.name, now, out_); break;
    case ReplayEvent::Kind::identify:
      if (user_ != e.name) log_in();
      user_ = e.name;
      engine_.set_user(views.list());
      break;
    case ReplayEvent::Kind::context: engine_.set_context(views.list(), now, out_); break;
    case ReplayEvent::Kind::app:
      for (const auto& [key, value] : e.values.as_object()) engine_.set_app_state("app." + key, value);
      break;
    case ReplayEvent::Kind::foreground: engine_.set_foreground(e.in_front, now, out_); break;
    case ReplayEvent::Kind::launch: (void)engine_.invoke(e.name, now, out_); break;  // what can't be shown is in the trace
    case ReplayEvent::Kind::outcome:
    case ReplayEvent::Kind::answer:
    case ReplayEvent::Kind::nothing: break;
  }
}

// The same person under a name now: history goes along, as it does when the SDK loads another identity.
void EngineActor::log_in() {
  engine_.save_dirty([this](std::string_view kind, std::string_view key, std::string_view bytes) {
    if (bytes.empty()) rows_.erase({std::string(kind), std::string(key)});
    else rows_[{std::string(kind), std::string(key)}] = bytes;
  });
  engine_.clear_identity();
  std::vector<std::array<std::string, 3>> rows;
  for (const auto& [place, bytes] : rows_) rows.push_back({place.first, place.second, bytes});
  engine_.merge_from(rows);
}

void EngineActor::report(const Uuid& presentation, Outcome outcome, std::string_view detail, Instant now) {
  fire(now);
  engine_.outcome(presentation, outcome, detail, now, out_);
}

void EngineActor::answer(const Uuid& presentation, std::string_view question, std::string_view json, Instant now) {
  fire(now);
  engine_.answer(presentation, question, json, now, out_);
}

void EngineActor::advance(Instant now) { engine_.advance(now, out_); }

std::vector<Presentation> EngineActor::poll() {
  auto presentations = std::exchange(out_.presentations, {});
  out_.events.clear();
  return presentations;
}

}  // namespace docent::core
