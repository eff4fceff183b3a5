// Behaviour signals within the engine: what the host reports goes to the detector, and what it finds is recorded, remembered and may trigger
// campaigns.
#include <algorithm>

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
  dwell_contexts.clear();
  for (const HistorySlot& slot : loaded->rules.history()) {
    if (slot.op == HistoryOp::dwell && slot.names.front().find('=') != std::string::npos) dwell_contexts.push_back(slot.names.front());
  }
}

// A host's own event says that the user did something and the program followed.
void Engine::Impl::sense(const EventView& event, EngineOutput& out) {
  if (event.name == builtin::interaction) {
    signals.interaction({text_of(event, "kind"), text_of(event, "target"), text_of(event, "role"), text_of(event, "form"), number_of(event, "x"),
                         number_of(event, "y")},
                        event.at, sensed);
  } else if (event.name == builtin::error_reported) {
    signals.error(event.at, sensed);
  } else if (!builtin::is_reserved(event.name)) {
    signals.interaction({"execute", event.name, {}, {}, {}, {}}, event.at, sensed);
  }
  if (!sensed.empty()) take_signals(out);
}

// Time in a context is told like that in a screen: what ran until it changed belongs to the value before.
void Engine::Impl::change_context(const PropertyView& attribute, Instant now, EngineOutput& out) {
  const auto watched = [&](const std::string& context) {
    return context.size() > attribute.key.size() && context.starts_with(attribute.key) && context[attribute.key.size()] == '=';
  };
  if (std::any_of(dwell_contexts.begin(), dwell_contexts.end(), watched)) {
    signals.split_dwell(now, sensed);
    take_signals(out);
  }
  attributes.set("context." + std::string(attribute.key), value_of(attribute));
}

void Engine::Impl::take_signals(EngineOutput& out) {
  const std::vector<Signal> taken = std::exchange(sensed, {});
  for (const Signal& signal : taken) {
    take_signal(signal, out);
    if (signal.name != builtin::dwell) continue;
    for (const std::string& context : dwell_contexts) {
      const auto equals = context.find('=');
      const Value* present = attributes.find("context." + context.substr(0, equals));
      if (present == nullptr || present->as_string() != std::string_view(context).substr(equals + 1)) continue;
      Signal in_context(builtin::dwell, signal.at);
      in_context.text("context", context);
      for (const auto& [key, value] : signal.properties) {
        if (key != "screen") in_context.properties.emplace_back(key, value);
      }
      take_signal(in_context, out);
    }
  }
}

// A signal is an event like others; it leads to no further signal.
void Engine::Impl::take_signal(const Signal& signal, EngineOutput& out) {
  PropertyViews views;
  for (const auto& [key, value] : signal.properties) views.add(key, value);
  out.events.push_back({signal.name, signal.properties});
  observe({signal.name, views.list(), signal.at, {}}, out);
}

}  // namespace docent::core
