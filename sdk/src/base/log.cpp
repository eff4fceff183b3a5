#include "base/log.h"

namespace docent::core {

void Log::write(LogLevel level, std::string_view message) const noexcept {
  if (sink_ == nullptr) return;
  try {
    sink_(user_data_, static_cast<int>(level), message.data(), message.size());
  } catch (...) {  // a listener's exception must not reach the SDK
  }
}

}  // namespace docent::core
