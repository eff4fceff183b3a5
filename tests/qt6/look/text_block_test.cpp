#include "look/text_block.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QScrollBar>

#include "rig.h"

namespace docent::qt {
namespace {

TEST(TextBlock, IsAsTallAsItsTextUpToALimit) {
  TextBlock block;
  block.setText("one line");
  const int line = block.heightForWidth(300);
  block.setText(QString("many words ").repeated(30));
  EXPECT_GT(block.heightForWidth(300), 2 * line);
  block.setText(QString("many words ").repeated(1000));
  EXPECT_EQ(block.heightForWidth(300), 220);
}

TEST(TextBlock, TenThousandCharactersWithoutASpaceAreBroken) {
  TextBlock block;
  block.setText(QString(10000, 'x'));
  block.resize(300, block.heightForWidth(300));
  block.show();
  testing::settle();
  EXPECT_LE(block.widget()->minimumSizeHint().width(), 300);
  EXPECT_GT(block.verticalScrollBar()->maximum(), 0);
  EXPECT_EQ(block.text().size(), 10000);
}

TEST(TextBlock, PlainTextIsNoMarkup) {
  TextBlock block;
  block.setText("<b>bold?</b> & [link](https://example.com)");
  const auto* const label = block.findChild<QLabel*>();
  EXPECT_EQ(label->textFormat(), Qt::PlainText);
  EXPECT_EQ(label->textInteractionFlags(), Qt::NoTextInteraction);
}

TEST(TextBlock, MarkdownHasLinksButNoPictures) {
  TextBlock block;
  block.setText("see ![x](file:///etc/passwd) [here](https://example.com)", true);
  const auto* const label = block.findChild<QLabel*>();
  EXPECT_EQ(label->textFormat(), Qt::MarkdownText);
  EXPECT_FALSE(label->text().contains("!["));
}

TEST(TextBlock, HidesWhenEmpty) {
  TextBlock block;
  block.setText("");
  EXPECT_TRUE(block.isHidden());
}

}  // namespace
}  // namespace docent::qt
