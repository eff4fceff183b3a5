#include "guidance/attributes.h"

#include "base/rfc3339.h"
#include "rules/path.h"

namespace docent::core {

Value value_of(const PropertyView& p) {
  switch (p.type) {
    case PropertyType::null: return {};
    case PropertyType::string: return Value(p.text);
    case PropertyType::integer: return Value(p.integer);
    case PropertyType::number: return Value(p.number);
    case PropertyType::boolean: return Value(p.integer != 0);
    case PropertyType::time: return Value(format_rfc3339(p.integer));
    case PropertyType::json: {
      auto parsed = parse_json(p.text);
      return parsed.ok() ? std::move(*parsed) : Value();
    }
  }
  return {};
}

void AttributeTable::set(std::string_view path, Value value) {
  const auto found = values_.find(path);
  if (value.is_null()) {
    if (found == values_.end()) return;
    values_.erase(found);
  } else if (found != values_.end()) {
    found->second = std::move(value);
  } else {
    values_.emplace(std::string(path), std::move(value));
  }
  refresh();
}

void AttributeTable::remove_all(std::string_view prefix) {
  for (auto it = values_.lower_bound(prefix); it != values_.end() && it->first.starts_with(prefix);) it = values_.erase(it);
  refresh();
}

const Value* AttributeTable::find(std::string_view path) const noexcept {
  for (std::size_t end = path.size();;) {
    const auto found = values_.find(path.substr(0, end));
    if (found != values_.end()) return end == path.size() ? &found->second : find_path(found->second, path.substr(end + 1));
    end = path.rfind('.', end - 1);
    if (end == std::string_view::npos || end == 0) return nullptr;
  }
}

void AttributeTable::bind(const std::vector<std::string>* paths) {
  paths_ = paths;
  refresh();
}

void AttributeTable::refresh() {
  slots_.assign(paths_ == nullptr ? 0 : paths_->size(), nullptr);
  for (std::size_t i = 0; i < slots_.size(); i++) slots_[i] = find((*paths_)[i]);
}

std::span<const Value* const> EventAttributes::slots_for(const EventView& event) {
  const std::size_t count = paths_ == nullptr ? 0 : paths_->size();
  values_.resize(count);
  slots_.assign(count, nullptr);
  for (std::size_t i = 0; i < count; i++) {
    const std::string& path = (*paths_)[i];
    if (const PropertyView* p = event.find(path)) {
      values_[i] = value_of(*p);
      slots_[i] = &values_[i];
    } else if (const auto dot = path.find('.'); dot != std::string::npos) {
      const PropertyView* outer = event.find(std::string_view(path).substr(0, dot));
      if (outer == nullptr || outer->type != PropertyType::json) continue;
      values_[i] = value_of(*outer);
      slots_[i] = find_path(values_[i], std::string_view(path).substr(dot + 1));
    }
    if (slots_[i] != nullptr && slots_[i]->is_null()) slots_[i] = nullptr;
  }
  return slots_;
}

}  // namespace docent::core
