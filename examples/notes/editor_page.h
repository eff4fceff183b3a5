// editor_page.h: the open note: its title, toolbar, text, and that it gets to the disk. Saves by itself soon after a change, on leaving the note and
// on quitting; what cannot be saved stays here and is said. GUI thread.
#pragma once

#include <QTimer>
#include <QWidget>

#include "note.h"

class QAction;
class QLineEdit;
class QTextDocument;

namespace notes {

class Commands;
class FindBar;
class FormatToolbar;
class NoteEditor;
struct Workspace;

class EditorPage : public QWidget {
  Q_OBJECT
 public:
  EditorPage(Workspace& workspace, const Commands& commands, QWidget* parent = nullptr);

  /// Opens another note, after saving the present one. opened() or problem() follows.
  void open(const QString& id, bool toWriteTitle = false);
  /// Saves what has changed. `byUser`: the user asked for it, so it is saved even unchanged. False: problem() was emitted.
  bool save(bool byUser);
  void setPinned(bool pinned);
  /// Forgets the open note without saving, because it was deleted.
  void clear();

  const QString& noteId() const { return note_.id; }
  QString title() const;
  NoteEditor* editor() const { return editor_; }
  FormatToolbar* toolbar() const { return toolbar_; }
  FindBar* findBar() const { return findBar_; }

 signals:
  void opened(const QString& id);
  void stateChanged();  ///< of what saved() and the word count say
  void problem(const QString& sentence);

 public:
  enum class State { saved, changed, failed };
  State state() const { return state_; }

 protected:
  void hideEvent(QHideEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* makeHeader(const Commands& commands);
  void connectEditor();
  void load(const QString& id, bool toWriteTitle);
  void touch();
  void setState(State state);
  void tellContext();

  Workspace& workspace_;
  QWidget* header_;
  QLineEdit* title_;
  NoteEditor* editor_;
  FormatToolbar* toolbar_;
  FindBar* findBar_;
  Note note_;
  QTimer autosave_;
  State state_ = State::saved;
  QString wanted_;         // the note that is being opened
  const char* told_ = "";  // the last context that was told
};

}  // namespace notes
