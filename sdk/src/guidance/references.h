// What a strategy document declares in its catalogue and what it uses, so that the linter can name everything that is used and not declared. Filled
// by the loader; pure. Declarations are hints for people and tools: an undeclared name is a warning, never an error.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "guidance/document_reader.h"

namespace docent::core {

enum class NameKind : uint8_t { event, attribute, anchor, feature, segment, metric, campaign };
inline constexpr std::size_t name_kind_count = 7;
std::string_view name_kind_text(NameKind kind) noexcept;

class References {
 public:
  // False when it was declared before.
  bool declare(NameKind kind, std::string_view name);
  // The first use of each name keeps its pointer.
  void use(NameKind kind, std::string_view name, std::string_view pointer);
  bool declared(NameKind kind, std::string_view name) const;
  void report_undeclared(Findings& findings) const;
  std::size_t used_count(NameKind kind) const noexcept { return used_[index(kind)].size(); }

 private:
  using Names = std::array<std::map<std::string, std::string, std::less<>>, name_kind_count>;  // by kind
  static constexpr std::size_t index(NameKind kind) noexcept { return static_cast<std::size_t>(kind); }
  Names declared_;
  Names used_;  // → pointer of the first use
};

// Attributes that the SDK itself provides.
bool is_builtin_attribute(std::string_view path) noexcept;

}  // namespace docent::core
