// The database's schema as numbered steps: step N makes version N from version N − 1. A step that was released is never edited; each has its result
// kept as a fixture in tests/unit/storage/fixtures. Pure.
#pragma once

#include <cstdint>
#include <span>

namespace docent::core {

inline constexpr int32_t database_application_id = 0x646f6374;  // "doct", in SQLite's header of the file

// The steps in order; the schema's version is their number.
std::span<const char* const> schema_steps() noexcept;

}  // namespace docent::core
