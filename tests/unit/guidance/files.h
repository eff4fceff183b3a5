// Files of the repository, for tests.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

namespace docent::core::test {

// "" when there is none.
inline std::string read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace docent::core::test
