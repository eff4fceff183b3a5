// An event while it is being processed: views into a journal record. Valid only as long as the record. Pure data.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/clock.h"
#include "base/uuid.h"

namespace docent::core {

// Values equal DOCENT_TYPE_*.
enum class PropertyType : uint8_t { null = 0, string = 1, integer = 2, number = 3, boolean = 4, time = 5, json = 6 };

struct PropertyView {
  std::string_view key;
  PropertyType type = PropertyType::null;
  std::string_view text;  // string, json
  int64_t integer = 0;    // integer, boolean (0 or 1), time (unix ms)
  double number = 0;      // number
};

struct EventView {
  std::string_view name;  // "table_inserted"; built-ins such as "session_start" too
  std::span<const PropertyView> properties;
  Instant at;  // when it was recorded
  Uuid id;     // of the event

  const PropertyView* find(std::string_view key) const noexcept {
    for (const auto& p : properties)
      if (p.key == key) return &p;
    return nullptr;
  }
};

}  // namespace docent::core
