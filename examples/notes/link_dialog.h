// link_dialog.h: the address of a link, and its text where nothing is selected. Modal to its window, deletes itself. GUI thread.
#pragma once

#include <QDialog>

namespace notes {

class NoteEditor;

class LinkDialog : public QDialog {
  Q_OBJECT
 public:
  LinkDialog(NoteEditor* editor, QWidget* parent);
};

}  // namespace notes
