#include "editor_page.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

#include "commands.h"
#include "desk.h"
#include "editor.h"

namespace notes {
namespace {

class EditorPageTest : public testing::Test {
 protected:
  void SetUp() override {
    page_.resize(800, 500);
    page_.show();
  }
  Desk desk_;
  QWidget owner_;
  Commands commands_{&owner_};
  EditorPage page_{desk_.workspace, commands_};
};

TEST_F(EditorPageTest, SavesWhileTheUserGoesOnTyping) {
  const QString id = desk_.noteOf("Trip");
  page_.open(id);
  auto* const title = page_.findChild<QLineEdit*>("editor.title");
  ASSERT_NE(title, nullptr);
  QElapsedTimer clock;
  clock.start();
  while (desk_.store.open(id)->title == "Trip" && clock.elapsed() < 6000) {
    QTest::keyClick(title, Qt::Key_A);
    QTest::qWait(300);
  }
  EXPECT_NE(desk_.store.open(id)->title, "Trip");
}

TEST_F(EditorPageTest, KeepsWhatIsTypedWhileAnotherNoteOpens) {
  const QString first = desk_.noteOf("first");
  const QString second = desk_.noteOf("second");
  page_.open(first);
  ASSERT_TRUE(desk_.defects.addDelay("open:0.3"));
  QSignalSpy opened(&page_, &EditorPage::opened);
  page_.open(second);
  QTest::keyClicks(page_.editor(), "more ");
  ASSERT_EQ(page_.noteId(), first);
  ASSERT_TRUE(opened.wait(5000));
  EXPECT_EQ(page_.noteId(), second);
  EXPECT_EQ(desk_.store.open(first)->text, "more first");
}

TEST_F(EditorPageTest, DoesNotOpenAnotherNoteOverWhatCannotBeSaved) {
  const QString first = desk_.noteOf("first");
  const QString second = desk_.noteOf("second");
  page_.open(first);
  ASSERT_TRUE(desk_.defects.addDelay("open:0.3"));
  ASSERT_TRUE(desk_.defects.addFailure("save:1"));
  QSignalSpy problem(&page_, &EditorPage::problem);
  page_.open(second);
  QTest::keyClicks(page_.editor(), "more ");
  ASSERT_TRUE(problem.wait(5000));
  EXPECT_EQ(page_.noteId(), first);
  EXPECT_TRUE(page_.editor()->toPlainText().startsWith("more "));
}

}  // namespace
}  // namespace notes
