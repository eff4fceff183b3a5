// format_toolbar.h: the toolbar over the text; its buttons are the commands, and show what the text under the cursor is. GUI thread.
#pragma once

#include <QToolBar>

class QMenu;
class QToolButton;

namespace notes {

class Commands;
class NoteEditor;

class FormatToolbar : public QToolBar {
  Q_OBJECT
 public:
  FormatToolbar(const Commands& commands, NoteEditor* editor, QWidget* parent = nullptr);

 signals:
  void stylesOpened();  ///< the menu of headings and quotes

 private:
  QToolButton* styleButton();
  void makeTableMenu();
  void connectCommands();
  void follow();

  const Commands& commands_;
  NoteEditor* editor_;
  QToolButton* styles_ = nullptr;
};

}  // namespace notes
