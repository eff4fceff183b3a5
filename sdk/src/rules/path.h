// Dotted attribute paths, as `var` has them: "user.address.0.city". Pure.
#pragma once

#include <string_view>

#include "json/value.h"

namespace docent::core {

// Walks from `root`: members of objects by name, elements of arrays by index. "" is `root` itself; nullptr when something on the way is missing.
const Value* find_path(const Value& root, std::string_view path) noexcept;
// The part of `path` in front of the first '.', which is taken off together with the dot.
std::string_view next_path_part(std::string_view& path) noexcept;
// The index that `part` spells ("0", "12", but not "012" or "-1"); SIZE_MAX when it spells none.
std::size_t path_index(std::string_view part) noexcept;

}  // namespace docent::core
