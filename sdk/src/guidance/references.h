// What a strategy document declares in its catalogue and what it uses, so that the linter can name everything that is used and not declared. Filled
// by the loader; pure. Declarations are hints for people and tools: an undeclared name is a warning, never an error.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "guidance/document_reader.h"

namespace docent::core {

enum class NameKind : uint8_t { event, attribute, anchor, feature, segment, metric, campaign };
std::string_view name_kind_text(NameKind kind) noexcept;

class References {
 public:
  // False when it was declared before.
  bool declare(NameKind kind, std::string_view name);
  // The first use of each name keeps its pointer.
  void use(NameKind kind, std::string_view name, std::string_view pointer);
  bool declared(NameKind kind, std::string_view name) const;
  void report_undeclared(Findings& findings) const;

 private:
  using Names = std::map<std::pair<NameKind, std::string>, std::string, std::less<>>;
  Names declared_;
  Names used_;  // → pointer of the first use
};

// Attributes that the SDK itself provides.
bool is_builtin_attribute(std::string_view path) noexcept;

}  // namespace docent::core
