#include "capture/dialogs.h"

#include <gtest/gtest.h>

#include "capture/window.h"

namespace docent::qt::testing {
namespace {

TEST(Dialogs, OpenAreAcceptedAndClose) {
  Captured c;
  QDialog dialog;
  dialog.setObjectName("find");
  dialog.show();
  dialog.accept();
  dialog.show();
  dialog.reject();
  EXPECT_EQ(c.told(), QStringList({"open find", "commit find", "close find", "open find", "close find"}));
  EXPECT_EQ(c.rig.interactions("close").last()["role"], "dialog");
}

TEST(Dialogs, OfQtAreKnownByClass) {
  Captured c;
  QMessageBox box(QMessageBox::Question, "secret", "secret", QMessageBox::Save | QMessageBox::Cancel);
  present(box);
  press(box.button(QMessageBox::Save));
  box.show();
  box.button(QMessageBox::Cancel)->click();
  QInputDialog input;
  input.show();
  input.accept();
  EXPECT_EQ(c.told(), QStringList({"open QMessageBox", "click QMessageBox/Save", "commit QMessageBox", "close QMessageBox", "open QMessageBox",
                                   "close QMessageBox", "open QInputDialog", "commit QInputDialog", "close QInputDialog"}));
  EXPECT_EQ(c.rig.interactions("click").last()["form"], "QMessageBox");
}

TEST(Dialogs, CloseUnderTheirNameWhenTheyAreDestroyed) {
  Captured c;
  auto box = std::make_unique<QMessageBox>();
  box->show();
  box.reset();
  EXPECT_EQ(c.told(), QStringList({"open QMessageBox", "close QMessageBox"}));
}

TEST(Dialogs, CommitOnApplyAndStayWhenOkIsRefused) {
  Captured c;
  QDialog dialog;
  dialog.setObjectName("options");
  auto* const box = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Apply, &dialog);
  present(dialog);
  press(box->button(QDialogButtonBox::Apply));
  press(box->button(QDialogButtonBox::Ok));  // not connected: it found a mistake
  EXPECT_EQ(c.told().filter(QRegularExpression("click|commit")), QStringList({"click options/Apply", "commit options", "click options/Ok"}));
}

TEST(Dialogs, AreAlsoFormsThatSaySo) {
  Captured c;
  QWidget window;
  window.setObjectName("w");
  auto* const form = new QWidget(&window);
  form->setObjectName("profile");
  form->setProperty("docentForm", true);
  auto* const save = new QPushButton("Save", form);
  save->setObjectName("save");
  save->setProperty("docentCommit", true);
  present(window);
  press(save);
  form->hide();
  EXPECT_EQ(c.told(), QStringList({"open w/profile", "click w/profile/save", "commit w/profile", "close w/profile"}));
  EXPECT_EQ(c.rig.interactions("commit").last()["role"], "form");
}

TEST(Dialogs, NestTenDeep) {
  Captured c;
  QWidget window;
  window.setObjectName("w");
  present(window);
  std::vector<std::unique_ptr<QDialog>> dialogs;
  QStringList opened;
  for (int i = 0; i < 10; i++) {
    dialogs.push_back(std::make_unique<QDialog>(i == 0 ? &window : static_cast<QWidget*>(dialogs.back().get())));
    dialogs.back()->setObjectName(QString("d%1").arg(i));
    dialogs.back()->setModal(true);
    present(*dialogs.back());
    opened << QString("d%1").arg(i);
  }
  while (!dialogs.empty()) {
    dialogs.back()->accept();
    dialogs.pop_back();
  }
  settle();
  EXPECT_EQ(c.told("open").size(), 10);
  EXPECT_EQ(c.told("commit").size(), 10);
  EXPECT_EQ(c.told("close").last(), "close d0");
  QStringList expected = QStringList{"w"} + opened;
  for (int i = 8; i >= 0; i--) expected << QString("d%1").arg(i);
  EXPECT_EQ(c.screens(), expected << "w");
}

}  // namespace
}  // namespace docent::qt::testing
