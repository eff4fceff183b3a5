#include "client/mailbox.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

#include "model/limits.h"

namespace docent::core {
namespace {

std::vector<Presentation> some(std::size_t n) {
  std::vector<Presentation> list(n);
  for (std::size_t i = 0; i < n; i++) list[i].campaign = "c" + std::to_string(i), list[i].id.bytes[0] = static_cast<uint8_t>(i + 1);
  return list;
}

TEST(Mailbox, HandsOverInOrderAndWakesTheHost) {
  Mailbox box;
  int wakes = 0;
  box.set_wakeup([](void* data) { ++*static_cast<int*>(data); }, &wakes);
  EXPECT_TRUE(box.post(some(2)).empty());
  EXPECT_EQ(wakes, 1);
  EXPECT_EQ(box.poll()->campaign, "c0");
  EXPECT_EQ(box.poll()->campaign, "c1");
  EXPECT_FALSE(box.poll());
  (void)box.post({});
  EXPECT_EQ(wakes, 1) << "nothing new, no wake-up";
}

TEST(Mailbox, GivesBackWhatAHostThatNeverPollsCannotTake) {
  Mailbox box;
  EXPECT_EQ(box.post(some(limits::max_pending_presentations + 3)).size(), 3u);
}

Presentation changed(const Presentation& of, Change change, const std::string& title = "") {
  Presentation p = of;
  p.change = change;
  p.title = title;
  return p;
}

TEST(Mailbox, AnUpdateReplacesWhatWaits) {
  Mailbox box;
  const auto list = some(2);
  (void)box.post(list);
  (void)box.post({changed(list[1], Change::update, "newer")});
  EXPECT_EQ(box.poll()->campaign, "c0");
  const auto second = box.poll();
  EXPECT_EQ(second->change, Change::show) << "the host has not seen it yet";
  EXPECT_EQ(second->title, "newer");
  EXPECT_FALSE(box.poll());
  (void)box.post({changed(list[1], Change::update, "first"), changed(list[1], Change::update, "second")});
  const auto third = box.poll();
  EXPECT_EQ(third->change, Change::update);
  EXPECT_EQ(third->title, "second");
  EXPECT_FALSE(box.poll());
}

TEST(Mailbox, AWithdrawalIsForWhatTheHostHas) {
  Mailbox box;
  int wakes = 0;
  box.set_wakeup([](void* data) { ++*static_cast<int*>(data); }, &wakes);
  const auto list = some(3);
  (void)box.post(list);
  (void)box.post({changed(list[1], Change::withdraw)});
  EXPECT_EQ(wakes, 1) << "it never saw it";
  EXPECT_EQ(box.poll()->campaign, "c0");
  EXPECT_EQ(box.poll()->campaign, "c2");
  EXPECT_FALSE(box.poll());
  (void)box.post({changed(list[0], Change::update), changed(list[0], Change::withdraw)});
  EXPECT_EQ(wakes, 2);
  EXPECT_EQ(box.poll()->change, Change::withdraw) << "and the update before it is of no use";
  EXPECT_FALSE(box.poll());
}

TEST(Mailbox, AWithdrawalAlwaysHasRoom) {
  Mailbox box;
  (void)box.post(some(limits::max_pending_presentations));
  Presentation gone;
  gone.change = Change::withdraw;
  gone.id.bytes[15] = 9;
  EXPECT_TRUE(box.post({gone}).empty());
}

TEST(Mailbox, AnExceptionOfTheHostIsContained) {
  Mailbox box;
  box.set_wakeup([](void*) { throw std::runtime_error("host"); }, nullptr);
  (void)box.post(some(1));
  EXPECT_TRUE(box.poll());
}

TEST(Mailbox, ReplacingTheWakeupWaitsForTheRunningOne) {
  Mailbox box;
  struct Gate {
    std::atomic<bool> inside{false};
    std::atomic<bool> leave{false};
    std::atomic<bool> left{false};
  } gate;
  box.set_wakeup(
      [](void* data) {
        auto* g = static_cast<Gate*>(data);
        g->inside = true;
        while (!g->leave) std::this_thread::yield();
        g->left = true;
      },
      &gate);
  std::thread worker([&] { (void)box.post(some(1)); });
  while (!gate.inside) std::this_thread::yield();
  std::thread opener([&] { gate.leave = true; });
  box.set_wakeup(nullptr, nullptr);
  EXPECT_TRUE(gate.left);
  worker.join();
  opener.join();
}

TEST(Mailbox, ANewWakeupIsToldOfWhatWaits) {
  Mailbox box;
  int wakes = 0;
  const auto count = [](void* data) { ++*static_cast<int*>(data); };
  EXPECT_FALSE(box.set_wakeup(count, &wakes)) << "nothing waits";
  (void)box.post(some(1));
  EXPECT_EQ(wakes, 1);
  EXPECT_TRUE(box.set_wakeup(count, &wakes));
  box.ring_if_waiting();
  EXPECT_EQ(wakes, 2);
  EXPECT_FALSE(box.set_wakeup(nullptr, nullptr)) << "nobody to tell";
  (void)box.poll();
  EXPECT_FALSE(box.set_wakeup(count, &wakes));
  box.ring_if_waiting();
  EXPECT_EQ(wakes, 2);
}

TEST(Mailbox, TheWakeupMayReplaceItself) {
  Mailbox box;
  box.set_wakeup([](void* data) { static_cast<Mailbox*>(data)->set_wakeup(nullptr, nullptr); }, &box);
  (void)box.post(some(1));
  EXPECT_TRUE(box.poll());
}

}  // namespace
}  // namespace docent::core
