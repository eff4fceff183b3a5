#include "home_page.h"

#include <gtest/gtest.h>

#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

#include "commands.h"
#include "desk.h"

namespace notes {
namespace {

TEST(HomePage, WhatAChecklistLiesOverCanBeScrolledFree) {
  constexpr int width = 800, height = 660, checklist = 316;  // of a window of 1080 × 720, and what a checklist of four takes
  Desk desk;
  QWidget owner;
  Commands commands(&owner);
  HomePage page(desk.workspace, commands);
  page.resize(width, height);
  page.show();
  QScrollBar* const bar = page.findChild<QScrollArea*>("home.scroll")->verticalScrollBar();
  auto* const last = page.findChild<QWidget*>("home.next");
  last->setFixedHeight(300);  // two rows of recommendations
  emit desk.guidance.checklistShown(true);
  EXPECT_TRUE(QTest::qWaitFor([&] {
    bar->setValue(bar->maximum());
    return last->mapTo(&page, QPoint(0, last->height())).y() <= height - checklist;
  }));
  emit desk.guidance.checklistShown(false);
  EXPECT_TRUE(QTest::qWaitFor([&] { return bar->maximum() < checklist; })) << "no more room than is needed";
}

}  // namespace
}  // namespace notes
