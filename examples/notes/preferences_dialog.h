// preferences_dialog.h: theme, language, size of letters, and the page on privacy, which is Docent's own. Every choice acts at once. Modal to its
// window, deletes itself. GUI thread.
#pragma once

#include <QDialog>

class QListWidget;
class QStackedWidget;

namespace notes {

struct Workspace;

class PreferencesDialog : public QDialog {
  Q_OBJECT
 public:
  PreferencesDialog(Workspace& workspace, QWidget* parent);
  /// "general" or "privacy"; anything else leaves the first.
  void showPage(const QString& page);

 signals:
  void languageChanged();

 private:
  QWidget* makeGeneral();
  void apply();

  Workspace& workspace_;
  QListWidget* pages_;
  QStackedWidget* stack_;
};

}  // namespace notes
