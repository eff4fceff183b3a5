#include "json/pointer.h"

namespace docent::core {

std::optional<std::vector<std::string>> split_pointer(std::string_view pointer) {
  std::vector<std::string> tokens;
  if (!pointer.empty() && pointer[0] != '/') return std::nullopt;
  for (std::size_t i = 0; i < pointer.size(); i++) {
    char c = pointer[i];
    if (c == '/') {
      tokens.emplace_back();
      continue;
    }
    if (c == '~') {
      if (++i == pointer.size() || (pointer[i] != '0' && pointer[i] != '1')) return std::nullopt;
      c = pointer[i] == '0' ? '~' : '/';
    }
    tokens.back().push_back(c);
  }
  return tokens;
}

void append_pointer(std::string& pointer, std::string_view token) {
  pointer.push_back('/');
  for (const char c : token) {
    if (c == '~') pointer.append("~0");
    else if (c == '/') pointer.append("~1");
    else pointer.push_back(c);
  }
}

void append_pointer(std::string& pointer, std::size_t index) {
  pointer.push_back('/');
  pointer.append(std::to_string(index));
}

}  // namespace docent::core
