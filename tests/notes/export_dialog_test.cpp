#include "export_dialog.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include "desk.h"

namespace notes {
namespace {

class ExportDialogTest : public testing::Test {
 protected:
  void SetUp() override {
    desk_.preferences.setExportFolder(desk_.dir.path());
    dialog_ = new ExportDialog(desk_.workspace, "Trip", "<p>We leave on Friday.</p>", nullptr);
    dialog_->choose("text");
    dialog_->show();
  }
  ~ExportDialogTest() override { delete dialog_; }

  void click(const char* name) { QTest::mouseClick(dialog_->findChild<QPushButton*>(name), Qt::LeftButton); }
  bool offersToReplace() const {
    const auto* const button = dialog_->findChild<QPushButton*>("export.replace");
    return button != nullptr && button->isVisible();
  }
  QLineEdit* path() const { return dialog_->findChild<QLineEdit*>("export.path"); }
  QString outcome() const { return dialog_->findChild<QLabel*>("export.outcome")->text(); }
  bool comesToSay(const QString& text) const {
    return QTest::qWaitFor([&] { return outcome().startsWith(text); }, 10000);
  }
  QString put(const QString& name) {
    QFile file(desk_.dir.filePath(name));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("old");
    return file.fileName();
  }
  static QByteArray bytesOf(const QString& name) {
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

  Desk desk_;
  ExportDialog* dialog_ = nullptr;
};

TEST_F(ExportDialogTest, AsksBeforeItReplacesATypedFile) {
  const QString file = put("theirs.txt");
  path()->setText(file);
  click("export.run");
  click("export.run");
  ASSERT_TRUE(offersToReplace());
  EXPECT_EQ(bytesOf(file), "old");
  click("export.replace");
  EXPECT_FALSE(offersToReplace());
  ASSERT_TRUE(comesToSay("Done")) << outcome().toStdString();
  EXPECT_TRUE(bytesOf(file).contains("Friday"));
}

TEST_F(ExportDialogTest, AsksAboutAFileThatHasAppearedMeanwhile) {
  const QString file = put("Trip.txt");
  ASSERT_EQ(path()->text(), QDir::toNativeSeparators(file)) << "it was free when the dialog opened";
  click("export.run");
  EXPECT_TRUE(offersToReplace());
  EXPECT_EQ(bytesOf(file), "old");
  path()->setText(desk_.dir.filePath("mine.txt"));
  EXPECT_FALSE(offersToReplace()) << "another name, another question";
  EXPECT_TRUE(outcome().isEmpty());
  click("export.run");
  ASSERT_TRUE(comesToSay("Done"));
  EXPECT_TRUE(bytesOf(desk_.dir.filePath("mine.txt")).contains("Friday"));
}

TEST_F(ExportDialogTest, TheFileCannotBeChangedWhileItIsWritten) {
  ASSERT_TRUE(desk_.defects.addDelay("export:0.5"));
  const QString file = desk_.dir.filePath("trip.txt");
  path()->setText(file);
  click("export.run");
  EXPECT_FALSE(path()->isEnabled());
  EXPECT_FALSE(dialog_->findChild<QPushButton*>("export.browse")->isEnabled());
  path()->setText("elsewhere");
  ASSERT_TRUE(comesToSay("Done"));
  EXPECT_EQ(outcome(), "Done: " + QDir::toNativeSeparators(file));
  EXPECT_TRUE(QFile::exists(file));
  EXPECT_TRUE(path()->isEnabled());
}

TEST_F(ExportDialogTest, ACloudNeedsNoFileAfterwardsEither) {
  dialog_->choose("cloud");
  click("export.run");
  ASSERT_TRUE(comesToSay("Done"));
  EXPECT_FALSE(path()->isEnabled());
}

TEST_F(ExportDialogTest, APathIsNoMarkup) { EXPECT_EQ(dialog_->findChild<QLabel*>("export.outcome")->textFormat(), Qt::PlainText); }

}  // namespace
}  // namespace notes
