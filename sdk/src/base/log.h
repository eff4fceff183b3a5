// Where the SDK's own messages go. A Log formats only when somebody listens. Thread safe; never throws; never calls back with a lock held.
#pragma once

#include <string_view>

namespace docent::core {

enum class LogLevel : int { error = 0, warning = 1, info = 2, debug = 3 };

class Log {
 public:
  using Sink = void (*)(void* user_data, int level, const char* message, std::size_t size);
  Log() = default;
  Log(Sink sink, void* user_data) : sink_(sink), user_data_(user_data) {}
  bool enabled() const noexcept { return sink_ != nullptr; }
  void write(LogLevel level, std::string_view message) const noexcept;

 private:
  Sink sink_ = nullptr;
  void* user_data_ = nullptr;
};

}  // namespace docent::core
