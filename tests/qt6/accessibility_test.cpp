// Everything that the kit shows as those meet it who do not see it or use no mouse: roles, names, the way of Tab and of Escape, and a
// focus that can be seen.
#include <docent/qt/privacy_panel.h>
#include <docent/qt/recommendation_panel.h>
#include <gtest/gtest.h>

#include <QAccessible>
#include <QDialog>
#include <QMainWindow>
#include <QPointer>
#include <QScrollArea>
#include <QTest>

#include "cards/checklist_panel.h"
#include "gallery.h"
#include "layout_audit.h"

namespace docent::qt {
namespace {

using testing::describe;
using testing::Exhibit;
using testing::Gallery;
using testing::until;

// What Tab has to reach in `root`.
QWidgetList stopsOf(QWidget* root) {
  QWidgetList stops;
  for (QWidget* const widget : root->findChildren<QWidget*>()) {
    const bool stop = widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr;
    if (stop && widget->window() == root->window()) stops.push_back(widget);
  }
  return stops;
}

std::string listed(const QWidgetList& widgets) {
  QStringList lines;
  for (const QWidget* const widget : widgets) lines << describe(widget);
  return lines.join("\n  ").toStdString();
}

QImage pictureOf(QWidget* widget) {
  const QRect around = QRect(widget->mapTo(widget->window(), QPoint()), widget->size()).adjusted(-4, -4, 4, 4);
  return widget->window()->grab(around).toImage();
}

class AccessibilityBase : public ::testing::TestWithParam<Exhibit> {
 protected:
  AccessibilityBase() : gallery_("en") {}

  void expectNamesAndRoles(QWidget* root) {
    for (QWidget* const stop : stopsOf(root)) {
      QAccessibleInterface* const seen = QAccessible::queryAccessibleInterface(stop);
      ASSERT_NE(seen, nullptr) << describe(stop).toStdString();
      EXPECT_FALSE(seen->text(QAccessible::Name).isEmpty()) << describe(stop).toStdString() << " has no name";
      EXPECT_NE(seen->role(), QAccessible::NoRole) << describe(stop).toStdString();
      EXPECT_NE(seen->role(), QAccessible::Client) << describe(stop).toStdString() << " has no role of its own";
    }
  }
  // Tab from `first` until it is there again; backwards the same way.
  void expectRoundTrip(QWidget* root, QWidget* first) {
    QWidgetList stops = stopsOf(root), visited;
    first->setFocus(Qt::TabFocusReason);
    do {
      QWidget* const now = QApplication::focusWidget();
      ASSERT_NE(now, nullptr);
      ASSERT_TRUE(now == root || root->isAncestorOf(now)) << "Tab left for " << describe(now).toStdString();
      ASSERT_FALSE(visited.contains(now)) << describe(now).toStdString() << " comes twice";
      visited.push_back(now);
      QTest::keyClick(now, Qt::Key_Tab);
    } while (QApplication::focusWidget() != first);
    QWidgetList missed;
    for (QWidget* const stop : stops) {
      if (!visited.contains(stop)) missed.push_back(stop);
    }
    EXPECT_TRUE(missed.isEmpty()) << "not reached:\n  " << listed(missed) << "\nreached:\n  " << listed(visited);
    for (qsizetype i = visited.size(); i-- > 0;) {
      QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
      EXPECT_EQ(QApplication::focusWidget(), visited[i])
          << "backwards " << describe(QApplication::focusWidget()).toStdString() << " instead of " << describe(visited[i]).toStdString();
    }
  }
  void expectVisibleFocus(QWidget* root) {
    auto* const elsewhere = new QWidget(root->window());  // takes the focus without a trace
    elsewhere->setFocusPolicy(Qt::ClickFocus);
    elsewhere->show();
    QTest::keyClick(root->window(), Qt::Key_Tab);  // styles show the focus to who uses the keyboard
    for (QWidget* const stop : stopsOf(root)) {
      // Styles draw the default button as they draw one with the focus; it is no default any more when another button has it.
      if (auto* const button = qobject_cast<QPushButton*>(stop); button != nullptr && button->isDefault()) continue;
      for (QWidget* outer = stop->parentWidget(); outer != nullptr; outer = outer->parentWidget()) {
        if (auto* const area = qobject_cast<QScrollArea*>(outer)) area->ensureWidgetVisible(stop);
      }
      stop->setFocus(Qt::TabFocusReason);
      until([&] { return stop->hasFocus(); });
      QTest::qWait(1);
      const QImage with = pictureOf(stop);
      elsewhere->setFocus(Qt::OtherFocusReason);
      QTest::qWait(1);
      EXPECT_NE(with, pictureOf(stop)) << describe(stop).toStdString() << " looks the same without the focus";
    }
    delete elsewhere;
  }
  Gallery gallery_;
};

std::string nameOf(const ::testing::TestParamInfo<Exhibit>& info) { return info.param.name; }

class AccessibleCards : public AccessibilityBase {
 protected:
  void SetUp() override {
    card_ = gallery_.show(GetParam());
    ASSERT_NE(card_, nullptr);
    gallery_.window().activateWindow();
    ASSERT_TRUE(until([&] { return gallery_.window().isActiveWindow(); }));
  }
  QPointer<Card> card_;
};

TEST_P(AccessibleCards, HaveARoleANameAndADescription) {
  QAccessibleInterface* const seen = QAccessible::queryAccessibleInterface(card_);
  ASSERT_NE(seen, nullptr);
  const QByteArray type = card_->content().type.toUtf8();
  EXPECT_EQ(seen->role(), type == "tip" || type == "banner" ? QAccessible::Notification : QAccessible::Dialog);
  EXPECT_TRUE(seen->text(QAccessible::Name).contains("Merge letters from a table")) << seen->text(QAccessible::Name).toStdString();
  EXPECT_FALSE(seen->text(QAccessible::Description).isEmpty());
}

TEST_P(AccessibleCards, EveryControlHasANameAndARole) { expectNamesAndRoles(card_); }

TEST_P(AccessibleCards, TabVisitsEveryControlOnceAndComesBack) { expectRoundTrip(card_, card_->firstFocus()); }

TEST_P(AccessibleCards, TheFocusIsSeen) { expectVisibleFocus(card_); }

TEST_P(AccessibleCards, EscapeWorksFromEveryControl) {
  const qsizetype count = stopsOf(card_).size();
  ASSERT_GT(count, 0);
  for (qsizetype i = 0; i < count; i++) {
    if (card_ == nullptr || !card_->isVisible()) card_ = gallery_.show(GetParam());
    ASSERT_NE(card_, nullptr);
    auto* const panel = qobject_cast<ChecklistPanel*>(card_.data());
    if (panel != nullptr && !panel->isExpanded()) return;  // a pill stays: there is nothing smaller
    QWidget* const stop = stopsOf(card_).value(i);
    ASSERT_NE(stop, nullptr);
    stop->setFocus(Qt::TabFocusReason);
    const QString from = describe(stop);
    QTest::keyClick(stop, Qt::Key_Escape);
    EXPECT_TRUE(until([&] { return card_ == nullptr || !card_->isVisible() || (panel != nullptr && !panel->isExpanded()); })) << from.toStdString();
    if (card_ != nullptr && panel != nullptr) panel->setExpanded(true);
  }
}

INSTANTIATE_TEST_SUITE_P(Anchored, AccessibleCards, ::testing::ValuesIn(testing::anchoredExhibits), nameOf);
INSTANTIATE_TEST_SUITE_P(Standing, AccessibleCards, ::testing::ValuesIn(testing::standingExhibits), nameOf);

class AccessiblePanels : public AccessibilityBase {
 protected:
  void SetUp() override {
    const QByteArray which = GetParam().name;
    QMainWindow& window = gallery_.window();
    if (which == "history") {
      ASSERT_NE(gallery_.show(testing::anchoredExhibits[0]), nullptr);
      gallery_.presenter().showHistory(&window);
      root_ = window.findChild<QDialog*>("docentHistoryDialog");
    } else if (which == "privacy") {
      root_ = new PrivacyPanel(gallery_.client(), &window);
      window.setCentralWidget(root_);
    } else {
      auto* const panel = new RecommendationPanel(gallery_.client(), "home", &window);
      window.setCentralWidget(panel);
      ASSERT_TRUE(until([&] { return panel->count() == 2; }));
      root_ = panel;
    }
    ASSERT_NE(root_, nullptr);
    root_->window()->activateWindow();
    ASSERT_TRUE(until([&] { return root_->window()->isActiveWindow(); }));
    testing::settle(50);  // answers of Docent that add rows
  }
  QWidget* root_ = nullptr;
};

TEST_P(AccessiblePanels, EveryControlHasANameAndARole) { expectNamesAndRoles(root_); }

TEST_P(AccessiblePanels, TabVisitsEveryControlOnceAndComesBack) {
  ASSERT_FALSE(stopsOf(root_).isEmpty());
  expectRoundTrip(root_, stopsOf(root_).first());
}

TEST_P(AccessiblePanels, TheFocusIsSeen) { expectVisibleFocus(root_); }

INSTANTIATE_TEST_SUITE_P(All, AccessiblePanels, ::testing::Values(Exhibit{"privacy", ""}, Exhibit{"recommendations", ""}, Exhibit{"history", ""}),
                         nameOf);

}  // namespace
}  // namespace docent::qt
