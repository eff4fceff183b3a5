// help_dialogs.h: keyboard shortcuts, and what Notes is. Modal to their window, delete themselves. GUI thread.
#pragma once

#include <QDialog>

namespace notes {

class Commands;

class ShortcutsDialog : public QDialog {
  Q_OBJECT
 public:
  ShortcutsDialog(const Commands& commands, QWidget* parent);
};

class AboutDialog : public QDialog {
  Q_OBJECT
 public:
  explicit AboutDialog(QWidget* parent);
};

}  // namespace notes
