#include "look/theme.h"

#include <gtest/gtest.h>

#include <QWidget>

#include "rig.h"

namespace docent::qt {
namespace {

TEST(Theme, ContrastIsThatOfWcag) {
  EXPECT_DOUBLE_EQ(contrast(Qt::black, Qt::white), 21.0);
  EXPECT_DOUBLE_EQ(contrast(Qt::white, Qt::white), 1.0);
  EXPECT_NEAR(contrast(QColor("#767676"), Qt::white), 4.54, 0.01);  // the well-known lightest grey that passes on white
}

TEST(Theme, ReadableMovesAColourOnlyAsFarAsItMust) {
  EXPECT_EQ(readable(Qt::black, Qt::white), QColor(Qt::black));
  const QColor moved = readable(QColor("#ffee00"), Qt::white);
  EXPECT_GE(contrast(moved, Qt::white), 4.5);
  EXPECT_LT(contrast(moved, Qt::white), 7.0);
}

class ThemeOfPalette : public ::testing::TestWithParam<int> {
 protected:
  Theme theme() {
    QWidget widget;
    widget.setPalette(GetParam() == 0 ? testing::lightPalette() : GetParam() == 1 ? testing::darkPalette() : testing::highContrastPalette());
    return Theme::of(&widget);
  }
};

TEST_P(ThemeOfPalette, EveryTextIsReadable) {
  const Theme t = theme();
  EXPECT_GE(contrast(t.text, t.surface), 7.0);
  EXPECT_GE(contrast(t.muted, t.surface), 4.5);
  EXPECT_GE(contrast(t.link, t.surface), 4.5);
  EXPECT_GE(contrast(t.onAccent, t.accent), 4.5);
  for (const char* severity : {"", "info", "success", "warning", "error", "emergency"}) {
    const Theme::Tone tone = t.tone(severity);
    EXPECT_GE(contrast(tone.text, tone.ground), 4.5) << severity;
    EXPECT_GE(contrast(tone.mark, tone.ground), 3.0) << severity;
  }
}

TEST_P(ThemeOfPalette, KnowsWhatItIs) {
  EXPECT_EQ(theme().dark, GetParam() != 0);
  EXPECT_EQ(theme().highContrast, GetParam() == 2);
}

INSTANTIATE_TEST_SUITE_P(LightDarkHighContrast, ThemeOfPalette, ::testing::Values(0, 1, 2));

TEST(Theme, ReducedMotionHasNoDuration) {
  ASSERT_TRUE(reducedMotion());  // main.cpp asks for it
  EXPECT_EQ(motionMs(200), 0);
}

}  // namespace
}  // namespace docent::qt
