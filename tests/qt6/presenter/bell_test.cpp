#include "presenter/bell.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "rig.h"

namespace docent::qt {
namespace {

const QByteArray one = R"([{"id": "tip.a", "type": "tip", "triggers": [{"event": "go"}], "content": {"text": {"en": "A"}}}])";

TEST(Bell, RingsInTheEventLoopWhenSomethingWaits) {
  testing::Rig rig(testing::strategyWith(one));
  Bell bell(rig.client().get());
  QSignalSpy rang(&bell, &Bell::rang);
  rig.client().track("go");
  EXPECT_EQ(rang.size(), 0);  // not from within the call
  ASSERT_TRUE(testing::until([&] { return rang.size() == 1; }));
  EXPECT_TRUE(rig.client().poll());
}

TEST(Bell, RingsForWhatWaitedBeforeItWasThere) {
  testing::Rig rig(testing::strategyWith(one));
  rig.client().track("go");
  ASSERT_TRUE(rig.client().flush(Flush::durable, Milliseconds(5000)));
  Bell bell(rig.client().get());
  QSignalSpy rang(&bell, &Bell::rang);
  EXPECT_TRUE(testing::until([&] { return rang.size() == 1; }));
}

TEST(Bell, MayGoWhileItRings) {
  testing::Rig rig(testing::strategyWith(one));
  for (int i = 0; i < 50; i++) {
    Bell bell(rig.client().get());
    (void)rig.client().launch("tip.a");
  }
  testing::settle(20);
  QSignalSpy none(qApp, &QObject::destroyed);
  EXPECT_EQ(none.size(), 0);
}

TEST(Bell, MayOutliveItsClient) {
  auto rig = std::make_unique<testing::Rig>(testing::strategyWith(one));
  auto bell = std::make_unique<Bell>(rig->client().get());
  QSignalSpy rang(bell.get(), &Bell::rang);
  rig->client().track("go");
  rig->close();
  rig.reset();
  testing::settle(20);
  EXPECT_LE(rang.size(), 1);
  bell.reset();
}

}  // namespace
}  // namespace docent::qt
