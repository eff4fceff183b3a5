// The C handles, and the one guard every extern "C" body goes through. Nothing thrown inside ever reaches the host.
#pragma once

#include <exception>
#include <new>
#include <string>
#include <string_view>

#include "base/status.h"
#include "base/utf8.h"
#include "client/client.h"
#include "docent/docent.h"

struct docent_error {
  docent_status status;
  std::string message;
};

struct docent_text {
  std::string text;
};

struct docent_presentation {
  docent::core::Presentation data;
  std::string id;
  mutable docent::core::Value answers = docent::core::Value(docent::core::Value::Object{});  // of a survey, by question
};

struct docent_recommendations {
  docent::core::RecommendationList data;
};

struct docent_options {
  docent::core::ClientOptions data;
};

namespace docent::capi {

using core::Code;
using core::Status;

inline docent_status to_c(Code code) noexcept { return static_cast<docent_status>(code); }

// The client behind a handle; nullptr for NULL and for pointers that were never handed out by docent_client_open.
[[gnu::hot]] core::Client* client_of(docent_client* handle) noexcept;

// Text arguments: a pointer with a length or DOCENT_AUTO_LEN. False: a NULL pointer with a length.
inline bool text_of(const char* data, std::size_t len, std::string_view& out) noexcept {
  if (data == nullptr) {
    out = {};
    return len == 0 || len == DOCENT_AUTO_LEN;
  }
  out = len == DOCENT_AUTO_LEN ? std::string_view(data) : std::string_view(data, len);
  return true;
}

// Fills *error (when wanted) and returns the code. Never throws.
docent_status fail(docent_error** error, Code code, std::string_view message) noexcept;
inline docent_status report(docent_error** error, const Status& status) noexcept {
  return status.ok() ? DOCENT_OK : fail(error, status.code(), status.message());
}

// Runs a body; an exception becomes no_memory or internal.
template <class Body>
docent_status guarded(docent_error** error, Body&& body) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return fail(error, Code::no_memory, "memory is exhausted");
  } catch (const std::exception& e) {
    return fail(error, Code::internal, e.what());
  } catch (...) {
    return fail(error, Code::internal, "an unknown exception was contained");
  }
}
template <class Body>
docent_status guarded(Body&& body) noexcept {
  return guarded(nullptr, static_cast<Body&&>(body));
}

}  // namespace docent::capi
