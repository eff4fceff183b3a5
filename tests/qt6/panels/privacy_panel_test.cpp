#include "docent/qt/privacy_panel.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include "rig.h"

namespace docent::qt {
namespace {

using testing::Rig;
using testing::until;

int rows(const QWidget& panel) { return panel.findChild<QTreeView*>("recordedList")->model()->rowCount(); }

TEST(PrivacyPanel, TellsOfConsentAndReadsTheListAgain) {
  Rig rig;
  rig.client().track("marker");
  PrivacyPanel panel(rig.client());
  QSignalSpy changed(&panel, &PrivacyPanel::consentChanged);
  panel.show();
  ASSERT_TRUE(until([&] { return rows(panel) > 0; }));
  QTest::mouseClick(panel.findChild<QAbstractButton*>("analytics"), Qt::LeftButton);
  QTest::mouseClick(panel.findChild<QAbstractButton*>("guidance"), Qt::LeftButton);
  ASSERT_EQ(changed.count(), 2);
  EXPECT_EQ(changed.last().at(0).toUInt(), DOCENT_CONSENT_NONE);
  EXPECT_TRUE(until([&] { return rows(panel) == 0; }));
}

TEST(PrivacyPanel, EmptiesTheListWhenErased) {
  Rig rig;
  rig.client().track("marker");
  PrivacyPanel panel(rig.client());
  QSignalSpy erased(&panel, &PrivacyPanel::erased);
  panel.show();
  ASSERT_TRUE(until([&] { return rows(panel) > 0; }));
  panel.findChild<QPushButton*>("eraseHere")->click();
  panel.findChild<QPushButton*>("eraseConfirm")->click();
  EXPECT_TRUE(until([&] { return !erased.isEmpty() && rows(panel) == 0; }));
}

TEST(PrivacyPanel, IsDisabledAndSaysSoWhenTheClientCloses) {
  Rig rig;
  PrivacyPanel panel(rig.client());
  panel.show();
  auto* const closed = panel.findChild<QLabel*>("closed");
  EXPECT_FALSE(closed->isVisible());
  rig.close();
  EXPECT_TRUE(until([&] { return closed->isVisible(); }));
  EXPECT_FALSE(panel.findChild<QAbstractButton*>("analytics")->isEnabled());
  panel.refresh();
}

TEST(PrivacyPanel, NamesTheMakersUntilItIsToldTheRecipient) {
  Rig rig;
  QGuiApplication::setApplicationDisplayName("Notes");
  PrivacyPanel panel(rig.client());
  const auto description = [&] { return panel.findChild<QAbstractButton*>("analytics")->accessibleDescription(); };
  EXPECT_TRUE(description().contains("the makers of Notes"));
  panel.setRecipient("Example Ltd.");
  EXPECT_TRUE(description().contains("goes to Example Ltd."));
  QGuiApplication::setApplicationDisplayName({});
  panel.setRecipient({});
  EXPECT_FALSE(description().contains("Example"));
}

TEST(PrivacyPanel, SpeaksTheLanguageOfItsLocale) {
  Rig rig;
  PrivacyPanel panel(rig.client());
  panel.setRecipient("Example Ltd.");
  panel.show();
  panel.setLocale(QLocale(QLocale::Chinese));
  EXPECT_EQ(panel.findChild<QAbstractButton*>("analytics")->text(), "发送使用数据");
  EXPECT_TRUE(panel.findChild<QAbstractButton*>("analytics")->accessibleDescription().contains("Example Ltd."));
  EXPECT_TRUE(panel.findChild<QAbstractButton*>("analytics")->isVisible());
}

TEST(PrivacyPanel, EveryControlIsReachedByKeyAndHasAName) {
  Rig rig({}, "en", testing::nowhere);
  rig.client().track("marker");
  PrivacyPanel panel(rig.client());
  panel.show();
  ASSERT_TRUE(until([&] { return rows(panel) > 0; }));
  QStringList reached;
  panel.findChild<QWidget*>("analytics")->setFocus();
  for (int i = 0; i < 20 && QApplication::focusWidget() != nullptr; i++) {
    QWidget* const focused = QApplication::focusWidget();
    QAccessibleInterface* const accessible = QAccessible::queryAccessibleInterface(focused);
    EXPECT_FALSE(accessible->text(QAccessible::Name).isEmpty()) << focused->objectName().toStdString();
    if (reached.contains(focused->objectName())) break;
    reached += focused->objectName();
    QTest::keyClick(focused, Qt::Key_Tab);
  }
  for (const char* name : {"analytics", "guidance", "recordedSearch", "recordedList", "recordedCopy", "recordedSave", "frequency", "quiet1", "quiet3",
                           "eraseHere", "eraseEverywhere"}) {
    EXPECT_TRUE(reached.contains(name)) << name << " of " << reached.join(' ').toStdString();
  }
}

TEST(PrivacyPanel, OpensInADialogThatGoesWhenClosed) {
  Rig rig;
  QWidget window;
  window.show();
  PrivacyPanel::showDialog(rig.client().get(), &window);
  const QPointer<QDialog> dialog = window.findChild<QDialog*>("docentPrivacyDialog");
  ASSERT_TRUE(dialog && dialog->isVisible());
  EXPECT_EQ(dialog->windowModality(), Qt::WindowModal);
  QTest::keyClick(dialog, Qt::Key_Escape);
  EXPECT_TRUE(until([&] { return dialog.isNull(); }));
}

}  // namespace
}  // namespace docent::qt
