#include "fixture.h"

#include <sys/wait.h>
#include <unistd.h>
#include <atomic>
#include <chrono>
#include <thread>

namespace docent::test {
namespace {

using LifecycleTest = CapiTest;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

TEST_F(LifecycleTest, AClosedHandleSaysSo) {
  open();
  track("x");
  docent_client* stale = client_;
  close();
  EXPECT_EQ(docent_track(stale, "x", 1, nullptr, 0), DOCENT_CLOSED);
  EXPECT_EQ(docent_set_consent(stale, 0), DOCENT_CLOSED);
  EXPECT_EQ(docent_flush(stale, DOCENT_FLUSH_DURABLE, 10), DOCENT_CLOSED);
  EXPECT_EQ(docent_poll(stale), nullptr);
  EXPECT_EQ(docent_client_close(stale, 10), DOCENT_CLOSED);
  docent_stats stats{};
  stats.struct_size = sizeof stats;
  EXPECT_EQ(docent_stats_get(stale, &stats), DOCENT_CLOSED);
}

TEST_F(LifecycleTest, AForkedChildIsClosedAndTheParentUnaffected) {
  open();
  track("before");
  const pid_t child = fork();
  if (child == 0) {
    const bool closed = docent_track(client_, "x", 1, nullptr, 0) == DOCENT_CLOSED &&
                        docent_flush(client_, DOCENT_FLUSH_DURABLE, 100) == DOCENT_CLOSED && docent_client_close(client_, 100) == DOCENT_CLOSED &&
                        docent_poll(client_) == nullptr;
    _exit(closed ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  track("after");
  EXPECT_EQ(recorded().size(), 2u);
}

TEST_F(LifecycleTest, CloseReturnsByItsDeadlineWithoutABackend) {
  setup_.endpoint = "http://127.0.0.1:9";
  open();
  for (int i = 0; i < 100; i++) track("x");
  const auto begin = steady_clock::now();
  EXPECT_EQ(docent_client_close(client_, 300), DOCENT_TIMEOUT);
  EXPECT_LE(steady_clock::now() - begin, milliseconds(350 + 100));  // scheduling on a busy machine
  client_ = nullptr;
  setup_.endpoint = "";
  open();
  EXPECT_EQ(recorded().size(), 100u);
}

TEST_F(LifecycleTest, ThreadsMayTrackWhileItCloses) {
  setup_.journal_bytes = 1 << 20;
  open();
  std::atomic<uint64_t> accepted{0};
  std::atomic<bool> stop{false};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; t++)
    threads.emplace_back([&] {
      while (!stop) {
        const docent_status s = docent_track(client_, "busy", DOCENT_AUTO_LEN, nullptr, 0);
        if (s == DOCENT_OK) accepted++;
        if (s == DOCENT_CLOSED) return;
        if (s == DOCENT_QUEUE_FULL) std::this_thread::yield();
      }
    });
  while (accepted < 20'000) std::this_thread::yield();
  docent_client* closing = client_;
  EXPECT_EQ(docent_client_close(closing, 5000), DOCENT_OK);
  stop = true;
  for (auto& t : threads) t.join();
  client_ = nullptr;
  open();
  EXPECT_EQ(static_cast<uint64_t>(ledger()["accepted"].as_int()), accepted.load());
}

TEST_F(LifecycleTest, OpenAndCloseManyTimes) {
  for (int i = 0; i < 20; i++) {
    open();
    ASSERT_EQ(track("x"), DOCENT_OK);
    close();
  }
  open();
  EXPECT_EQ(recorded().size(), 20u);
}

TEST_F(LifecycleTest, ExitWithoutCloseKeepsWhatWasAccepted) {
  const pid_t child = fork();
  if (child == 0) {
    docent_client* c = open_client(setup_);
    docent_track(c, "x", 1, nullptr, 0);
    std::exit(0);  // runs the exit handlers
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status)) << "it neither hung nor crashed";
  open();
  EXPECT_EQ(recorded().size(), 1u);
}

TEST_F(LifecycleTest, AFullJournalRefusesAndCounts) {
  setup_.journal_bytes = 64 * 1024;
  std::atomic<bool> inside{false};
  std::atomic<bool> release{false};
  struct Gate {
    std::atomic<bool>* inside;
    std::atomic<bool>* release;
  } gate{&inside, &release};
  setup_.before_send = [](void* data, const char*, size_t, docent_replacement*) -> int {
    auto* g = static_cast<Gate*>(data);
    *g->inside = true;
    while (!*g->release) std::this_thread::yield();
    return 1;
  };
  setup_.before_send_data = &gate;
  open();
  const std::string text(1000, 'a');
  const docent_property p = docent_string("k", text.c_str());
  uint64_t accepted = 0;
  docent_status s = DOCENT_OK;
  for (int i = 0; i < 1000 && s == DOCENT_OK; i++) {
    s = docent_track(client_, "x", 1, &p, 1);
    accepted += s == DOCENT_OK;
  }
  EXPECT_EQ(s, DOCENT_QUEUE_FULL);
  const auto begin = steady_clock::now();
  EXPECT_EQ(docent_feedback(client_, 3, text.c_str(), text.size(), nullptr, 0), DOCENT_QUEUE_FULL);
  EXPECT_GE(steady_clock::now() - begin, milliseconds(50)) << "feedback waits a bounded time for room";
  release = true;
  settle();
  EXPECT_EQ(static_cast<uint64_t>(ledger()["accepted"].as_int()), accepted);
  docent_stats stats{};
  stats.struct_size = sizeof stats;
  docent_stats_get(client_, &stats);
  EXPECT_GE(stats.refused, 2u);
}

}  // namespace
}  // namespace docent::test
