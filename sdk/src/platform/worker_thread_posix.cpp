#include "platform/worker_thread.h"

#include <pthread.h>

#include <csignal>
#include <system_error>
#include <utility>

namespace docent::core {
namespace {

// Faults of the thread's own instructions stay deliverable: blocking them would only turn a crash report into a silent kill.
sigset_t asynchronous_signals() noexcept {
  sigset_t set;
  sigfillset(&set);
  for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS}) sigdelset(&set, fault);
  return set;
}

}  // namespace

WorkerThread::~WorkerThread() {
  if (!thread_.joinable()) return;
  if (thread_.get_id() == std::this_thread::get_id()) thread_.detach();  // the body held the last reference to its owner
  else thread_.join();
}

Status WorkerThread::start(std::function<void()> body) {
  if (thread_.joinable()) return {Code::invalid, "the thread was already started"};
  auto state = std::make_shared<State>();
  sigset_t before;
  const sigset_t blocked = asynchronous_signals();
  pthread_sigmask(SIG_BLOCK, &blocked, &before);  // inherited, so that no signal slips in before the thread could block it itself
  Status status;
  try {
    thread_ = std::thread([state, body = std::move(body)]() mutable {
      pthread_setname_np(pthread_self(), "docent");
      bool failed = false;
      try {
        body();
      } catch (...) {
        failed = true;
      }
      body = nullptr;  // what it captured is gone before anybody learns that the thread ended
      const std::lock_guard lock(state->mutex);
      state->failed = failed;
      state->ended = true;
      state->ended_changed.notify_all();
    });
    state_ = std::move(state);
  } catch (const std::system_error& error) {
    status = errno_status("cannot start a thread", error.code().value());
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return status;
}

bool WorkerThread::join_until(std::chrono::steady_clock::time_point deadline) {
  if (!thread_.joinable()) return true;
  {
    std::unique_lock lock(state_->mutex);
    if (!state_->ended_changed.wait_until(lock, deadline, [this] { return state_->ended; })) return false;
  }
  thread_.join();
  return true;
}

void WorkerThread::detach() {
  if (thread_.joinable()) thread_.detach();
}

bool WorkerThread::failed() const {
  if (!state_) return false;
  const std::lock_guard lock(state_->mutex);
  return state_->failed;
}

}  // namespace docent::core
