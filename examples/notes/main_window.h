// main_window.h: the window of Notes: the list at the side, home or the open note beside it. Puts the parts together and carries out the commands.
// Owned by main. GUI thread.
#pragma once

#include <QMainWindow>

#include "commands.h"
#include "workspace.h"

class QLabel;
class QSplitter;
class QStackedWidget;

namespace notes {

class ConsentSheet;
class EditorPage;
class HomePage;
class NoteList;
class NoticeBar;

class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(Workspace& workspace);

  const Commands& commands() const { return commands_; }
  EditorPage* page() const { return page_; }

  void newNote(const QString& templateId = {});
  void openNote(const QString& id);
  void showHome();
  void openExport();
  void openPreferences(const QString& page = {});

 signals:
  void languageChanged();  ///< everything has to be made anew

 protected:
  void closeEvent(QCloseEvent* event) override;

 private:
  void makeParts();
  void makeMenus();
  void makeStatus();
  void connectFiles();
  void connectEditing();
  void connectView();
  void connectHelp();
  void connectParts();
  void deleteNote();
  void undoDelete();
  void fillRecent(QMenu* menu);
  void showFeature(const QString& feature);
  void showState();
  void follow();
  QString currentNote() const;

  Workspace& workspace_;
  Commands commands_;
  QSplitter* splitter_ = nullptr;
  QStackedWidget* stack_ = nullptr;
  NoteList* list_ = nullptr;
  HomePage* home_ = nullptr;
  EditorPage* page_ = nullptr;
  ConsentSheet* consent_ = nullptr;
  NoticeBar* notice_ = nullptr;
  QLabel* state_ = nullptr;
  QLabel* words_ = nullptr;
  QLabel* zoom_ = nullptr;
  QString deleted_;  // the note that Undo Delete brings back
};

}  // namespace notes
