// The query of a URL: "event=a&limit=10" → its parameters, percent-decoded. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docent::server {

// The parameter's first value; empty when it is absent. A broken escape stays as it is.
std::optional<std::string> query_parameter(std::string_view query, std::string_view name);
// The names that it has, each as often as it is there.
std::vector<std::string> query_names(std::string_view query);
// A number in [low, high]; `fallback` when absent. Empty: it is no number, or outside.
std::optional<int64_t> query_number(std::string_view query, std::string_view name, int64_t fallback, int64_t low, int64_t high);

}  // namespace docent::server
