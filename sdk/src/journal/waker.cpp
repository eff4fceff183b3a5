#include "journal/waker.h"

#include <utility>

namespace docent::core {

Waker::Waker() noexcept {
  try {
    if (auto event = EventFd::create(); event.ok()) event_ = std::move(*event);
  } catch (...) {  // no memory even for the error's text: status() tells
  }
}

Status Waker::status() const { return event_.fd() >= 0 ? Status() : Status(Code::io, "the process has no descriptor left to wake the worker with"); }

}  // namespace docent::core
