#include "cards/banner.h"

#include <gtest/gtest.h>

#include <QDialog>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QTest>
#include <QToolBar>
#include <QVBoxLayout>

#include "look/text_block.h"
#include "rig.h"

namespace docent::qt {
namespace {

Content news(const QByteArray& more = {}) {
  return readContent(R"({"type": "banner", "severity": "warning", "title": "Sync rests", "body": "From 20:00 to 22:00.",
    "actions": [{"id": "more", "text": "Details", "action": "open:https://example.com"}])" +
                     more + "}");
}

int topOf(const QWidget& inner, const QWidget& window) { return inner.mapTo(&window, QPoint()).y(); }

TEST(Banner, PushesTheContentOfAMainWindowDownAndBack) {
  QMainWindow window;
  QWidget content;
  auto* const center = new QWidget;
  window.setCentralWidget(center);
  window.resize(640, 480);
  window.show();
  testing::settle(10);
  const int before = topOf(*center, window);
  auto* const banner = new Banner(&window);
  banner->setContent(news());
  QWidget* const holder = insertBanner(banner, &window);
  ASSERT_TRUE(testing::until([&] { return topOf(*center, window) >= before + 30; }));
  EXPECT_EQ(banner->width(), window.width());
  EXPECT_EQ(window.centralWidget(), center);
  EXPECT_FALSE(window.saveState().isEmpty());
  delete holder;
  EXPECT_TRUE(testing::until([&] { return topOf(*center, window) == before; }));
}

TEST(Banner, PushesTheLayoutOfADialogDown) {
  QDialog dialog;
  auto* const column = new QVBoxLayout(&dialog);
  auto* const first = new QPushButton("first");
  column->addWidget(first);
  dialog.resize(400, 300);
  dialog.show();
  testing::settle(10);
  const int before = topOf(*first, dialog);
  auto* const banner = new Banner(&dialog);
  banner->setContent(news());
  QWidget* const holder = insertBanner(banner, &dialog);
  EXPECT_TRUE(testing::until([&] { return topOf(*first, dialog) > before + 10; }));
  EXPECT_EQ(banner->width(), dialog.width());
  delete holder;
}

TEST(Banner, LiesOverAWindowWithoutLayoutAndFollowsItsWidth) {
  QWidget window;
  window.resize(500, 300);
  auto* const banner = new Banner(&window);
  banner->setContent(news());
  insertBanner(banner, &window);
  window.show();
  window.resize(700, 300);
  EXPECT_TRUE(testing::until([&] { return banner->width() == 700; }));
}

TEST(Banner, IsOperatedByMouseAndKey) {
  QWidget window;
  window.resize(600, 300);
  auto* const banner = new Banner(&window);
  banner->setContent(news());
  insertBanner(banner, &window);
  window.show();
  QStringList heard;
  QObject::connect(banner, &Card::actionChosen, [&](const QString& id) { heard << id; });
  QObject::connect(banner, &Card::dismissed, [&](const QString& how) { heard << how; });
  QTest::keyClick(banner->firstFocus(), Qt::Key_Space);
  for (auto* const b : banner->findChildren<QPushButton*>()) {
    if (b->accessibleName() == "Close") QTest::mouseClick(b, Qt::LeftButton);
  }
  EXPECT_EQ(heard, QStringList({"more", "close"}));
}

TEST(Banner, WhatMustStayHasNoCross) {
  QWidget window;
  Banner banner(&window);
  banner.setContent(news(R"(, "dismissible": false)"));
  for (auto* const b : banner.findChildren<QPushButton*>()) {
    EXPECT_TRUE(b->accessibleName() != "Close" || b->isHidden());
  }
}

TEST(Banner, SeveritiesDifferInColourAndSign) {
  QSet<QRgb> grounds;
  for (const char* severity : {"info", "success", "warning", "error", "emergency"}) {
    QWidget window;
    window.setPalette(testing::lightPalette());
    window.resize(600, 200);
    auto* const banner = new Banner(&window);
    Content content = news();
    content.severity = severity;
    banner->setContent(content);
    insertBanner(banner, &window);
    window.show();
    testing::settle(5);
    grounds.insert(banner->grab().toImage().pixel(banner->width() - 4, banner->height() - 6));
  }
  EXPECT_EQ(grounds.size(), 5);
}

TEST(Banner, AnEmergencyIsReadableInAToolbar) {
  QMainWindow window;
  window.setPalette(testing::lightPalette());
  window.setCentralWidget(new QWidget);
  window.resize(600, 300);
  auto* const banner = new Banner(&window);
  banner->setContent(news(R"(, "severity": "emergency")"));
  insertBanner(banner, &window);
  window.show();
  testing::settle(5);
  const QImage image = banner->grab().toImage();
  const QColor ground = image.pixelColor(banner->width() - 4, banner->height() - 6);
  double best = 0;
  auto* const title = banner->findChild<TextBlock*>();
  for (int x = title->x(); x < title->x() + 60; x++) {
    for (int y = title->y(); y < title->geometry().bottom(); y++) best = std::max(best, contrast(image.pixelColor(x, y), ground));
  }
  EXPECT_GE(best, 4.5);
  EXPECT_EQ(image.pixelColor(title->x() + 1, title->y()), ground);
}

TEST(Banner, ALongTextMakesItTallerUpToALimit) {
  QMainWindow window;
  window.setCentralWidget(new QWidget);
  window.resize(500, 500);
  auto* const banner = new Banner(&window);
  Content content = news();
  content.body = QString("many words ").repeated(1000);
  banner->setContent(content);
  insertBanner(banner, &window);
  window.show();
  EXPECT_TRUE(testing::until([&] { return banner->height() > 80; }));
  EXPECT_LT(banner->height(), 200);
}

}  // namespace
}  // namespace docent::qt
