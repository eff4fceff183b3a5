#include "client/mailbox.h"

#include <algorithm>

#include "model/limits.h"

namespace docent::core {

std::vector<Presentation> Mailbox::post(std::vector<Presentation> presentations) {
  std::vector<Presentation> refused;
  if (presentations.empty()) return refused;
  {
    const std::lock_guard lock(mutex_);
    for (auto& p : presentations) {
      if (waiting_.size() < limits::max_pending_presentations) waiting_.push_back(std::move(p));
      else refused.push_back(std::move(p));
    }
  }
  wake();
  return refused;
}

void Mailbox::withdraw(const Uuid& id) {
  const std::lock_guard lock(mutex_);
  std::erase_if(waiting_, [&](const Presentation& p) { return p.id == id; });
}

void Mailbox::clear() {
  const std::lock_guard lock(mutex_);
  waiting_.clear();
}

std::optional<Presentation> Mailbox::poll() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) return std::nullopt;
  auto front = std::move(waiting_.front());
  waiting_.pop_front();
  return front;
}

bool Mailbox::set_wakeup(Wakeup fn, void* user_data) {
  std::unique_lock lock(mutex_);
  if (runner_ != std::this_thread::get_id()) idle_.wait(lock, [&] { return !running_; });
  fn_ = fn;
  user_data_ = user_data;
  return fn != nullptr && !waiting_.empty();
}

void Mailbox::ring_if_waiting() {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty()) return;
  }
  wake();
}

void Mailbox::wake() {
  Wakeup fn = nullptr;
  void* user_data = nullptr;
  {
    const std::lock_guard lock(mutex_);
    if (fn_ == nullptr) return;
    fn = fn_;
    user_data = user_data_;
    running_ = true;
    runner_ = std::this_thread::get_id();
  }
  try {
    fn(user_data);
  } catch (...) {  // the host's exception must not reach the worker
  }
  const std::lock_guard lock(mutex_);
  running_ = false;
  runner_ = {};
  idle_.notify_all();
}

}  // namespace docent::core
