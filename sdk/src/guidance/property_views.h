// JSON values as the properties that the engine observes, with the texts that nested ones borrow. Pure; not copyable, because the views point into
// it.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"
#include "model/event.h"

namespace docent::core {

class PropertyViews {
 public:
  PropertyViews() = default;
  PropertyViews(const PropertyViews&) = delete;
  PropertyViews& operator=(const PropertyViews&) = delete;

  // Key and value must outlive the views.
  void add(std::string_view key, const Value& value) {
    PropertyView& p = views_.emplace_back();
    p.key = key;
    switch (value.type()) {
      case Value::Type::null: break;
      case Value::Type::boolean: p.type = PropertyType::boolean, p.integer = value.as_bool() ? 1 : 0; break;
      case Value::Type::integer: p.type = PropertyType::integer, p.integer = value.as_int(); break;
      case Value::Type::number: p.type = PropertyType::number, p.number = value.as_double(); break;
      case Value::Type::string: p.type = PropertyType::string, p.text = value.as_string(); break;
      case Value::Type::array:
      case Value::Type::object: p.type = PropertyType::json, p.text = texts_.emplace_back(to_json(value)); break;
    }
  }
  std::span<const PropertyView> list() const noexcept { return views_; }

 private:
  std::vector<PropertyView> views_;
  std::deque<std::string> texts_;
};

}  // namespace docent::core
