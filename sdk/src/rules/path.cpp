#include "rules/path.h"

namespace docent::core {

std::string_view next_path_part(std::string_view& path) noexcept {
  const std::size_t dot = path.find('.');
  const std::string_view part = path.substr(0, dot);
  path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  return part;
}

std::size_t path_index(std::string_view part) noexcept {
  if (part.empty() || part.size() > 9 || (part.size() > 1 && part[0] == '0')) return SIZE_MAX;
  std::size_t index = 0;
  for (const char c : part) {
    if (c < '0' || c > '9') return SIZE_MAX;
    index = index * 10 + static_cast<std::size_t>(c - '0');
  }
  return index;
}

const Value* find_path(const Value& root, std::string_view path) noexcept {
  const Value* value = &root;
  if (path.empty()) return value;
  for (bool more = true; more && value != nullptr;) {
    more = path.find('.') != std::string_view::npos;  // "a." ends with an empty part
    const std::string_view part = next_path_part(path);
    if (value->is_array()) {
      const std::size_t index = path_index(part);
      value = index < value->as_array().size() ? &value->as_array()[index] : nullptr;
    } else {
      value = value->find(part);
    }
  }
  return value;
}

}  // namespace docent::core
