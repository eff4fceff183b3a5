#include "panels/page.h"

#include <gtest/gtest.h>

#include "look/theme.h"
#include "rig.h"

namespace docent::qt {
namespace {

TEST(PageLabel, IsReadableInEveryPalette) {
  for (const QPalette& palette : {testing::lightPalette(), testing::darkPalette(), testing::highContrastPalette()}) {
    Group group;
    for (const auto kind :
         {PageLabel::Kind::title, PageLabel::Kind::body, PageLabel::Kind::muted, PageLabel::Kind::success, PageLabel::Kind::failure}) {
      auto* const label = new PageLabel(kind, "words", &group);
      group.setPalette(palette);
      EXPECT_GE(contrast(label->palette().color(QPalette::WindowText), Theme::of(&group).surface), 4.5) << static_cast<int>(kind);
    }
  }
}

TEST(PageLabel, IsNotThereWhileItIsEmpty) {
  Group group;
  auto* const label = new PageLabel(PageLabel::Kind::body, "words", &group);
  group.show();
  EXPECT_TRUE(label->isVisible());
  label->setWords({});
  EXPECT_FALSE(label->isVisible());
  label->announce(PageLabel::Kind::failure, "again");
  EXPECT_TRUE(label->isVisible());
  EXPECT_EQ(label->accessibleName(), "again");
}

TEST(PageLabel, IsNoWindowAndNoMarkup) {
  PageLabel label(PageLabel::Kind::body, "<b>words</b>");
  EXPECT_FALSE(label.isVisible());
  EXPECT_EQ(label.textFormat(), Qt::PlainText);
}

}  // namespace
}  // namespace docent::qt
