#include "cards/wrapped_text.h"

#include <gtest/gtest.h>

#include <QFontMetrics>
#include <QImage>
#include <QPainter>

namespace docent::qt {
namespace {

// The columns that something was painted in: first and last.
std::pair<int, int> inked(const WrappedText& text, Qt::LayoutDirection direction, Qt::Alignment side) {
  QImage image(200, 60, QImage::Format_RGB32);
  image.fill(Qt::white);
  {
    QPainter painter(&image);
    text.paint(painter, image.rect(), Qt::black, direction, side);
  }
  std::pair<int, int> columns{200, -1};
  for (int x = 0; x < 200; x++) {
    for (int y = 0; y < 60; y++) {
      if (image.pixelColor(x, y).lightness() < 128) columns = {std::min(columns.first, x), x};
    }
  }
  return columns;
}

TEST(WrappedText, GrowsAsItGetsNarrowAndBreaksLongWords) {
  const QFont font;
  const int line = WrappedText("x").height(font, 300);
  EXPECT_EQ(WrappedText("a few words").height(font, 300), line);
  EXPECT_GT(WrappedText("a few words that take more than one line").height(font, 100), line);
  EXPECT_GT(WrappedText(QString(10000, 'x')).height(font, 300), 100 * line);
  EXPECT_EQ(WrappedText("one\ntwo").height(font, 300), 2 * line);
  EXPECT_GT(WrappedText("x").height(font, 0), 0);
}

TEST(WrappedText, ALimitOfLinesHolds) {
  WrappedText text(QString("word ").repeated(2000));
  text.setMaximumLines(3);
  EXPECT_EQ(text.height({}, 200), 3 * WrappedText("x").height({}, 200));
  EXPECT_LT(inked(text, Qt::LeftToRight, Qt::AlignLeading).second, 200);
}

TEST(WrappedText, SidesFollowTheDirection) {
  const WrappedText text("ab");
  EXPECT_LT(inked(text, Qt::LeftToRight, Qt::AlignLeading).first, 10);
  EXPECT_GT(inked(text, Qt::LeftToRight, Qt::AlignTrailing).first, 150);
  EXPECT_GT(inked(text, Qt::RightToLeft, Qt::AlignLeading).first, 150);
  EXPECT_LT(inked(text, Qt::RightToLeft, Qt::AlignTrailing).first, 10);
}

}  // namespace
}  // namespace docent::qt
