// The attributes that rules about the user see: "app.version", "context.editing", "user.plan", … Owned by the engine; pure. Values have stable
// addresses until they are removed, so a rule's slots point straight at them.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"
#include "model/event.h"

namespace docent::core {

// What a property says, for rules: a time as RFC 3339 text (as on the wire), JSON parsed; null when that fails.
Value value_of(const PropertyView& property);

class AttributeTable {
 public:
  // null removes.
  void set(std::string_view path, Value value);
  // Removes everything that begins with `prefix` ("user.").
  void remove_all(std::string_view prefix);
  // The attribute, or what lies within one: "user.address.city" of a JSON "user.address". nullptr when missing.
  const Value* find(std::string_view path) const noexcept;
  const std::map<std::string, Value, std::less<>>& all() const noexcept { return values_; }

  // The paths that slots() shall be parallel to. `paths` must outlive the table or the next bind().
  void bind(const std::vector<std::string>* paths);
  std::span<const Value* const> slots() const noexcept { return slots_; }

 private:
  void refresh();
  std::map<std::string, Value, std::less<>> values_;
  const std::vector<std::string>* paths_ = nullptr;
  std::vector<const Value*> slots_;
};

// The properties of one event as the slots of RuleScope::event. Reused from event to event.
class EventAttributes {
 public:
  void bind(const std::vector<std::string>* paths) { paths_ = paths; }
  std::span<const Value* const> slots_for(const EventView& event);

 private:
  const std::vector<std::string>* paths_ = nullptr;
  std::vector<Value> values_;
  std::vector<const Value*> slots_;
};

}  // namespace docent::core
