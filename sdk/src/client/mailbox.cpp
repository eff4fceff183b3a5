#include "client/mailbox.h"

#include <algorithm>

#include "model/limits.h"

namespace docent::core {

std::vector<Presentation> Mailbox::post(std::vector<Presentation> presentations) {
  std::vector<Presentation> refused;
  bool news = false;
  {
    const std::lock_guard lock(mutex_);
    for (auto& p : presentations) {
      const auto same = [&](const Presentation& w) { return w.id == p.id; };
      const auto waits = std::find_if(waiting_.begin(), waiting_.end(), same);
      if (p.change == Change::update && waits != waiting_.end()) {
        if (waits->change == Change::show) p.change = Change::show;  // the host has not seen it yet
        *waits = std::move(p);
        continue;
      }
      if (p.change == Change::withdraw && waits != waiting_.end()) {
        const bool unseen = std::any_of(waiting_.begin(), waiting_.end(), [&](const Presentation& w) { return same(w) && w.change == Change::show; });
        std::erase_if(waiting_, same);
        if (unseen) continue;
      }
      if (waiting_.size() < limits::max_pending_presentations || p.change != Change::show) waiting_.push_back(std::move(p)), news = true;
      else refused.push_back(std::move(p));
    }
  }
  if (news) wake();
  return refused;
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
