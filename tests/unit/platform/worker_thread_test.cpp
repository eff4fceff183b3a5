#include "platform/worker_thread.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <csignal>
#include <future>
#include <stdexcept>

namespace docent::core {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

TEST(WorkerThread, RunsUnderItsNameWithoutTheHostsSignals) {
  WorkerThread thread;
  std::string name;
  bool blocked = true;
  bool faults_blocked = false;
  ASSERT_TRUE(thread
                  .start([&] {
                    char text[32] = "";
                    pthread_getname_np(pthread_self(), text, sizeof text);
                    name = text;
                    sigset_t mask;
                    pthread_sigmask(SIG_SETMASK, nullptr, &mask);
                    for (const int s : {SIGINT, SIGTERM, SIGHUP, SIGALRM, SIGCHLD, SIGUSR1, SIGPROF, SIGPIPE, SIGRTMIN})
                      blocked = blocked && sigismember(&mask, s) == 1;
                    for (const int s : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) faults_blocked = faults_blocked || sigismember(&mask, s) == 1;
                  })
                  .ok());
  ASSERT_TRUE(thread.join_until(steady_clock::now() + seconds(30)));
  EXPECT_EQ(name, "docent");
  EXPECT_TRUE(blocked);
  EXPECT_FALSE(faults_blocked);
  EXPECT_FALSE(thread.failed());
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  EXPECT_EQ(sigismember(&mask, SIGTERM), 0) << "the caller's mask is as it was";
}

TEST(WorkerThread, GivesUpJoiningAtTheDeadline) {
  WorkerThread thread;
  std::promise<void> go;
  ASSERT_TRUE(thread.start([done = go.get_future().share()] { done.wait(); }).ok());
  EXPECT_FALSE(thread.join_until(steady_clock::now() - seconds(1)));
  EXPECT_FALSE(thread.join_until(steady_clock::now() + milliseconds(1)));
  go.set_value();
  EXPECT_TRUE(thread.join_until(steady_clock::now() + seconds(30)));
  EXPECT_TRUE(thread.join_until(steady_clock::now())) << "already";
}

TEST(WorkerThread, StartsOnce) {
  WorkerThread thread;
  EXPECT_TRUE(thread.join_until(steady_clock::now())) << "nothing to wait for";
  EXPECT_FALSE(thread.failed());
  std::promise<void> go;
  ASSERT_TRUE(thread.start([done = go.get_future().share()] { done.wait(); }).ok());
  EXPECT_EQ(thread.start([] {}).code(), Code::invalid);
  go.set_value();
}

TEST(WorkerThread, ContainsAnException) {
  WorkerThread thread;
  ASSERT_TRUE(thread.start([] { throw std::runtime_error("a defect"); }).ok());
  ASSERT_TRUE(thread.join_until(steady_clock::now() + seconds(30)));
  EXPECT_TRUE(thread.failed());
}

TEST(WorkerThread, LetsGoOfWhatItsBodyCapturedWhenItEnds) {
  auto kept = std::make_shared<int>(1);
  const std::weak_ptr<int> watch = kept;
  WorkerThread thread;
  ASSERT_TRUE(thread.start([held = std::move(kept)] { EXPECT_EQ(*held, 1); }).ok());
  ASSERT_TRUE(thread.join_until(steady_clock::now() + seconds(30)));
  EXPECT_TRUE(watch.expired());
}

TEST(WorkerThread, MayBeDestroyedByItsOwnBody) {
  std::promise<void> go;
  const auto ended = std::make_shared<std::promise<void>>();
  auto owner = std::make_shared<WorkerThread>();
  WorkerThread& thread = *owner;
  auto body = [owner = std::move(owner), started = go.get_future().share(), ended]() mutable {
    started.wait();
    owner.reset();
    ended->set_value();
  };
  ASSERT_TRUE(thread.start(std::move(body)).ok());
  go.set_value();
  EXPECT_EQ(ended->get_future().wait_for(seconds(30)), std::future_status::ready);
}

TEST(WorkerThread, GoesOnAloneOnceDetached) {
  std::promise<void> go;
  auto ended = std::make_shared<std::promise<void>>();
  auto future = ended->get_future();
  {
    WorkerThread thread;
    ASSERT_TRUE(thread
                    .start([done = go.get_future().share(), ended] {
                      done.wait();
                      ended->set_value();
                    })
                    .ok());
    thread.detach();
    thread.detach();
  }
  go.set_value();
  EXPECT_EQ(future.wait_for(seconds(30)), std::future_status::ready);
}

}  // namespace
}  // namespace docent::core
