#include "base/status.h"

#include <array>
#include <system_error>

namespace docent::core {

const char* code_name(Code code) noexcept {
  static constexpr std::array<const char*, 20> names = {"DOCENT_OK",
                                                        "DOCENT_INVALID",
                                                        "DOCENT_CLOSED",
                                                        "DOCENT_QUEUE_FULL",
                                                        "DOCENT_TOO_LARGE",
                                                        "DOCENT_INVALID_UTF8",
                                                        "DOCENT_INVALID_NUMBER",
                                                        "DOCENT_INVALID_JSON",
                                                        "DOCENT_RESERVED_NAME",
                                                        "DOCENT_NO_CONSENT",
                                                        "DOCENT_TIMEOUT",
                                                        "DOCENT_IO",
                                                        "DOCENT_BUSY",
                                                        "DOCENT_CORRUPT",
                                                        "DOCENT_TOO_NEW",
                                                        "DOCENT_NOT_FOUND",
                                                        "DOCENT_UNAVAILABLE",
                                                        "DOCENT_DISABLED",
                                                        "DOCENT_NO_MEMORY",
                                                        "DOCENT_INTERNAL"};
  const auto index = static_cast<std::size_t>(static_cast<int32_t>(code));
  return index < names.size() ? names[index] : "DOCENT_UNKNOWN";
}

std::string Status::to_string() const {
  std::string text = code_name(code_);
  if (!message_.empty()) text.append(": ").append(message_);
  return text;
}

Status errno_status(std::string_view what, int error) { return {Code::io, std::string(what) + ": " + std::generic_category().message(error)}; }

}  // namespace docent::core
