// One behaviour signal, as the caller is to record it: an event with its properties (docs/signals.md lists them).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "json/value.h"
#include "signals/interaction.h"

namespace docent::core {

struct Signal {
  std::string name;
  std::vector<std::pair<std::string, Value>> properties;
  Instant at;  // when it became true; for what ran out (a wait, an idle time, a minute) that moment, not the one at which it was noticed

  Signal(std::string_view signal_name, Instant when) : name(signal_name), at(when) {}

  // Each returns *this. Empty texts are left out.
  Signal& text(std::string_view property, std::string_view value);
  Signal& number(std::string_view property, int64_t value);
  Signal& element(const Element& e);  // target, role, form
};

}  // namespace docent::core
