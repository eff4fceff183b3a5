#include "defects.h"

#include <gtest/gtest.h>

namespace notes {
namespace {

int failuresOf(quint32 seed, const char* setting, const char* operation, bool disturbed = false) {
  Defects defects(seed);
  EXPECT_TRUE(defects.addFailure(setting));
  EXPECT_TRUE(defects.addFailure("open:0.5"));
  int failures = 0;
  for (int i = 0; i < 1000; i++) {
    if (disturbed) (void)defects.failsNow("open");
    failures += defects.failsNow(operation) ? 1 : 0;
  }
  return failures;
}

TEST(Defects, FailAsOftenAsWasSaid) {
  EXPECT_EQ(failuresOf(1, "export:0", "export"), 0);
  EXPECT_EQ(failuresOf(1, "export:1", "export"), 1000);
  const int fifth = failuresOf(1, "export:0.2", "export");
  EXPECT_GT(fifth, 150);
  EXPECT_LT(fifth, 250);
}

TEST(Defects, ASeedFailsTheSameTimes) {
  EXPECT_EQ(failuresOf(7, "export:0.2", "export"), failuresOf(7, "export:0.2", "export"));
  EXPECT_EQ(failuresOf(7, "export:0.2", "export"), failuresOf(7, "export:0.2", "export", true)) << "one operation does not disturb another";
  EXPECT_NE(failuresOf(7, "save:0.2", "save"), 0);
}

TEST(Defects, WhatWasNotPlantedDoesNotFail) {
  Defects defects(1);
  ASSERT_TRUE(defects.addFailure("export:1"));
  EXPECT_FALSE(defects.failsNow("save"));
  EXPECT_EQ(defects.delayOf("export").count(), 0);
}

TEST(Defects, RefusesWhatIsNone) {
  Defects defects(1);
  for (const char* text : {"", "export", "export:", "export:x", "export:1.1", "export:-1", "print:0.5", "export:0.5:1", "export:nan"}) {
    EXPECT_FALSE(defects.addFailure(text)) << text;
  }
  EXPECT_FALSE(defects.addDelay("export:601"));
  EXPECT_TRUE(defects.addDelay("export:1.5"));
  EXPECT_EQ(defects.delayOf("export").count(), 1500);
}

}  // namespace
}  // namespace notes
