#include "tell_once.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <memory>

namespace docent::qt {
namespace {

struct Teller : QObject {
  void happen() {
    once.later(this, [this] { told++; });
  }
  TellOnce once;
  int told = 0;
};

TEST(TellOnce, ManyTimesInOneGoAreOne) {
  Teller teller;
  for (int i = 0; i < 5; i++) teller.happen();
  EXPECT_EQ(teller.told, 0);
  QCoreApplication::processEvents();
  EXPECT_EQ(teller.told, 1);
  QCoreApplication::processEvents();
  EXPECT_EQ(teller.told, 1);
}

TEST(TellOnce, WhatHappensWhileItTellsIsToldAgain) {
  Teller teller;
  int told = 0;
  teller.once.later(&teller, [&] {
    told++;
    teller.happen();
  });
  QCoreApplication::processEvents();
  QCoreApplication::processEvents();
  EXPECT_EQ(told, 1);
  EXPECT_EQ(teller.told, 1);
}

TEST(TellOnce, NothingIsToldOfWhatIsGone) {
  int told = 0;
  {
    auto teller = std::make_unique<Teller>();
    teller->once.later(teller.get(), [&] { told++; });
  }
  QCoreApplication::processEvents();
  EXPECT_EQ(told, 0);
}

}  // namespace
}  // namespace docent::qt
