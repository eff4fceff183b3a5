#include "signals/signal.h"

namespace docent::core {

Signal& Signal::text(std::string_view property, std::string_view value) {
  if (!value.empty()) properties.emplace_back(property, Value(value));
  return *this;
}

Signal& Signal::number(std::string_view property, int64_t value) {
  properties.emplace_back(property, Value(value));
  return *this;
}

Signal& Signal::element(const Element& e) { return text("target", e.target).text("role", e.role).text("form", e.form); }

}  // namespace docent::core
