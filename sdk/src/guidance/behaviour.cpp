// Behaviour signals within the engine: what the host reports goes to the detector, and what it finds is recorded, remembered and may trigger campaigns.
#include "guidance/engine_impl.h"
#include "guidance/property_views.h"
#include "model/builtin.h"

namespace docent::core {
namespace {

std::string_view text_of(const EventView& event, std::string_view key) {
  const PropertyView* p = event.find(key);
  return p != nullptr && p->type == PropertyType::string ? p->text : std::string_view();
}

std::optional<double> number_of(const EventView& event, std::string_view key) {
  const PropertyView* p = event.find(key);
  if (p == nullptr) return std::nullopt;
  if (p->type == PropertyType::integer) return static_cast<double>(p->integer);
  return p->type == PropertyType::number ? std::optional(p->number) : std::nullopt;
}

}  // namespace

void Engine::Impl::bind_signals() {
  signals.set_thresholds(loaded->strategy.policies.signals);
  std::vector<std::string> contexts;
  for (const HistorySlot& slot : loaded->rules.history()) {
    if (slot.op == HistoryOp::dwell && slot.names.front().find('=') != std::string::npos) contexts.push_back(slot.names.front());
  }
  signals.set_watched_contexts(std::move(contexts));
}

void Engine::Impl::sense(const EventView& event, EngineOutput& out) {
  if (event.name == builtin::interaction) {
    signals.interaction({text_of(event, "kind"), text_of(event, "target"), text_of(event, "role"), text_of(event, "form"), number_of(event, "x"),
                         number_of(event, "y")},
                        event.at, sensed);
  } else if (event.name == builtin::error_reported) {
    signals.error(event.at, sensed);
  } else if (!builtin::is_reserved(event.name)) {
    signals.event(event.at, sensed);
  }
  if (!sensed.empty()) take_signals(out);
}

// A signal is an event like others; it leads to no further signal.
void Engine::Impl::take_signals(EngineOutput& out) {
  if (sensed.empty()) return;
  const Signals taken = std::exchange(sensed, {});
  for (const Signal& signal : taken) {
    PropertyViews views;
    for (const auto& [key, value] : signal.properties) views.add(key, value);
    out.events.push_back({std::string(signal.name), signal.properties});
    observe({signal.name, views.list(), signal.at, {}}, out);
  }
}

}  // namespace docent::core
