#include "store/new_event.h"

#include <numeric>

namespace docent::server {
namespace {

constexpr std::array<std::string_view, 7> type_names = {"", "track", "screen", "page", "identify", "group", "alias"};
constexpr std::array<std::string_view, reject_code_count> reject_names = {"not_an_object",  "unknown_type", "missing_event", "missing_identity",
                                                                          "bad_message_id", "too_large",    "bad_timestamp", "bad_field"};

}  // namespace

std::string_view type_name(EventType type) noexcept { return type_names[static_cast<std::size_t>(type)]; }

std::optional<EventType> parse_type(std::string_view name) noexcept {
  for (std::size_t i = 1; i < type_names.size(); i++)
    if (type_names[i] == name) return static_cast<EventType>(i);
  return std::nullopt;
}

std::string_view reject_code_name(RejectCode code) noexcept { return reject_names[static_cast<std::size_t>(code)]; }

uint64_t IngestBatch::rejected_count() const noexcept { return std::accumulate(rejected.begin(), rejected.end(), uint64_t{0}); }

}  // namespace docent::server
