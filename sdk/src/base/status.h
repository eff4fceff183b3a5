// Errors as values: Code (what every caller can switch on), Status (a code and one sentence), Result<T> (a value or a Status).
// Codes equal the public docent_status values. Thread-compatible; a Status that is OK never allocates.
#pragma once

#include <cstdint>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace docent::core {

enum class Code : int32_t {
  ok = 0,
  invalid = 1,
  closed = 2,
  queue_full = 3,
  too_large = 4,
  invalid_utf8 = 5,
  invalid_number = 6,
  invalid_json = 7,
  reserved_name = 8,
  no_consent = 9,
  timeout = 10,
  io = 11,
  busy = 12,
  corrupt = 13,
  too_new = 14,
  not_found = 15,
  unavailable = 16,
  disabled = 17,
  no_memory = 18,
  internal = 19,
};

// "DOCENT_QUEUE_FULL" and so on; "DOCENT_UNKNOWN" for anything else. Static.
const char* code_name(Code code) noexcept;

class [[nodiscard]] Status {
 public:
  Status() noexcept = default;
  // `message` says what failed and what to do about it, without a full stop.
  Status(Code code, std::string message) : code_(code), message_(std::move(message)) {}

  bool ok() const noexcept { return code_ == Code::ok; }
  explicit operator bool() const noexcept { return ok(); }
  Code code() const noexcept { return code_; }
  const std::string& message() const noexcept { return message_; }
  // "DOCENT_IO: cannot open …", for logs.
  std::string to_string() const;

 private:
  Code code_ = Code::ok;
  std::string message_;
};

// `errno` in words after `what`, for example errno_status("open /x").
Status errno_status(std::string_view what, int error);

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}          // NOLINT: implicit by design
  Result(Status status) : status_(std::move(status)) {}  // NOLINT: implicit by design
  bool ok() const noexcept { return value_.has_value(); }
  explicit operator bool() const noexcept { return ok(); }
  const Status& status() const noexcept { return status_; }
  T& value() & noexcept { return *value_; }
  const T& value() const& noexcept { return *value_; }
  T&& value() && noexcept { return std::move(*value_); }
  T& operator*() & noexcept { return *value_; }
  const T& operator*() const& noexcept { return *value_; }
  T* operator->() noexcept { return &*value_; }
  const T* operator->() const noexcept { return &*value_; }

 private:
  std::optional<T> value_;
  Status status_;
};

// Returns from the calling function when `expression` (a Status) is not OK.
#define DOCENT_TRY(expression)                                               \
  do {                                                                       \
    if (auto try_status = (expression); !try_status.ok()) return try_status; \
  } while (0)

}  // namespace docent::core
