#include "name_check.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QTest>
#include <cstdio>

#include "editor_page.h"
#include "find_bar.h"
#include "main_window.h"

namespace notes {

int checkNames(MainWindow& window) {
  QStringList unnamed = Guidance::unnamedElements();
  const auto look = [&] {
    QTest::qWait(50);
    unnamed += Guidance::unnamedElements();
    if (QWidget* const dialog = QApplication::activeModalWidget()) dialog->close();
    QTest::qWait(10);
  };
  look();
  window.newNote("letter");
  window.page()->findBar()->begin();
  look();
  for (const char* name : {"menu.export", "file.preferences", "file.preview", "help.keys", "help.feedback", "help.about", "editor.link"}) {
    window.commands()[name]->trigger();
    look();
  }
  unnamed.removeDuplicates();
  for (const QString& element : unnamed) std::printf("%s\n", qPrintable(element));
  return unnamed.isEmpty() ? 0 : 1;
}

}  // namespace notes
