#include "ask.h"

#include <gtest/gtest.h>

#include <QThread>
#include <atomic>
#include <memory>

#include "rig.h"

namespace docent::qt {
namespace {

TEST(Ask, WorksInTheBackgroundAndAnswersInTheGuiThread) {
  QObject context;
  QThread* worked = nullptr;
  QThread* answered = nullptr;
  int answer = 0;
  ask(
      &context,
      [&] {
        worked = QThread::currentThread();
        return 7;
      },
      [&](int value) {
        answered = QThread::currentThread();
        answer = value;
      });
  EXPECT_EQ(answer, 0);  // not from within the call
  ASSERT_TRUE(testing::until([&] { return answer == 7; }));
  EXPECT_NE(worked, QThread::currentThread());
  EXPECT_EQ(answered, QThread::currentThread());
}

TEST(Ask, OneAfterTheOtherInOrder) {
  QObject context;
  std::atomic<int> running{0};
  std::atomic<bool> overlapped{false};
  QList<int> order;
  for (int i = 0; i < 20; i++) {
    ask(
        &context,
        [&, i] {
          if (running++ > 0) overlapped = true;
          QThread::msleep(1);
          running--;
          return i;
        },
        [&](int value) { order << value; });
  }
  ASSERT_TRUE(testing::until([&] { return order.size() == 20; }));
  EXPECT_FALSE(overlapped);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(Ask, WhoIsGoneGetsNoAnswer) {
  auto context = std::make_unique<QObject>();
  std::atomic<bool> worked{false};
  bool answered = false;
  ask(
      context.get(),
      [&] {
        worked = true;
        return 1;
      },
      [&](int) { answered = true; });
  context.reset();
  ASSERT_TRUE(testing::until([&] { return worked.load(); }));
  testing::settle(50);
  EXPECT_FALSE(answered);
}

TEST(Ask, AnswersMayBeMoveOnly) {
  QObject context;
  int got = 0;
  ask(
      &context, [] { return std::make_unique<int>(3); }, [&](std::unique_ptr<int> value) { got = *value; });
  EXPECT_TRUE(testing::until([&] { return got == 3; }));
}

}  // namespace
}  // namespace docent::qt
