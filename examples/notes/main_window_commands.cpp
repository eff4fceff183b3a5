// main_window_commands.cpp: what each command does; a part of main_window.h.
#include <QAction>
#include <QLineEdit>
#include <QStatusBar>
#include <QTextDocument>

#include "editor.h"
#include "editor_page.h"
#include "export_dialog.h"
#include "feedback_dialog.h"
#include "find_bar.h"
#include "format_toolbar.h"
#include "help_dialogs.h"
#include "link_dialog.h"
#include "main_window.h"
#include "note_list.h"
#include "notice_bar.h"
#include "printing.h"
#include "words.h"

namespace notes {

void MainWindow::connectFiles() {
  const auto on = [this](const char* name, auto act) { connect(commands_[name], &QAction::triggered, this, act); };
  on("notes.new", [this] { newNote(); });
  on("notes.delete", [this] { deleteNote(); });
  on("notes.undoDelete", [this] { undoDelete(); });
  on("notes.pin", [this](bool pinned) { page_->setPinned(pinned); });
  on("file.save", [this] {
    if (page_->save(true)) statusBar()->showMessage(words("Saved"), 2000);
  });
  on("menu.export", [this] { openExport(); });
  on("file.print", [this] {
    workspace_.guidance.printOpened();
    printNote(page_->title(), page_->editor()->html(), false, this);
  });
  on("file.preview", [this] {
    workspace_.guidance.printOpened();
    printNote(page_->title(), page_->editor()->html(), true, this);
  });
  on("file.merge", [this] {
    auto* const dialog = new ExportDialog(workspace_, page_->title(), page_->editor()->html(), this);
    dialog->choose("merge");
    dialog->open();
  });
  on("file.preferences", [this] { openPreferences(); });
  on("file.quit", [this] { close(); });
}

void MainWindow::connectEditing() {
  NoteEditor* const editor = page_->editor();
  const auto on = [this](const char* name, auto act) { connect(commands_[name], &QAction::triggered, this, act); };
  on("edit.undo", [editor] { editor->undo(); });
  on("edit.redo", [editor] { editor->redo(); });
  // In a field these are the field's own.
  const auto edit = [this, editor](auto inField, auto inEditor) {
    if (auto* const field = qobject_cast<QLineEdit*>(focusWidget())) (field->*inField)();
    else (editor->*inEditor)();
  };
  on("edit.cut", [edit] { edit(&QLineEdit::cut, &QTextEdit::cut); });
  on("edit.copy", [edit] { edit(&QLineEdit::copy, &QTextEdit::copy); });
  on("edit.paste", [edit] { edit(&QLineEdit::paste, &QTextEdit::paste); });
  on("edit.selectAll", [edit] { edit(&QLineEdit::selectAll, &QTextEdit::selectAll); });
  on("edit.find", [this] { page_->findBar()->begin(); });
  on("edit.search", [this] {
    commands_["view.list"]->setChecked(true);
    list_->beginSearch();
  });
  on("editor.link", [this, editor] { (new LinkDialog(editor, this))->open(); });
  connect(editor->document(), &QTextDocument::undoAvailable, commands_["edit.undo"], &QAction::setEnabled);
  connect(editor->document(), &QTextDocument::redoAvailable, commands_["edit.redo"], &QAction::setEnabled);
  commands_["edit.undo"]->setEnabled(false);
  commands_["edit.redo"]->setEnabled(false);
}

void MainWindow::connectView() {
  NoteEditor* const editor = page_->editor();
  const auto on = [this](const char* name, auto act) { connect(commands_[name], &QAction::triggered, this, act); };
  on("view.home", [this] { showHome(); });
  commands_["view.list"]->setChecked(true);
  connect(commands_["view.list"], &QAction::toggled, list_, &QWidget::setVisible);
  commands_["view.toolbar"]->setChecked(true);
  connect(commands_["view.toolbar"], &QAction::toggled, this, [this](bool shown) {
    page_->toolbar()->setVisible(shown);
    if (shown) workspace_.guidance.toolbarOpened();
  });
  on("view.zoomIn", [editor] { editor->setZoom(editor->zoom() + 10); });
  on("view.zoomOut", [editor] { editor->setZoom(editor->zoom() - 10); });
  on("view.zoomReset", [editor] { editor->setZoom(100); });
  on("view.fullScreen", [this](bool full) {
    setWindowState(full ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen);
    workspace_.guidance.fullScreen(full);
  });
}

void MainWindow::connectHelp() {
  const auto on = [this](const char* name, auto act) { connect(commands_[name], &QAction::triggered, this, act); };
  on("help.tour", [this] {
    if (currentNote().isEmpty()) newNote();
    workspace_.guidance.launch("tour.basics");
  });
  on("help.keys", [this] { (new ShortcutsDialog(commands_, this))->open(); });
  on("help.feedback", [this] {
    auto* const dialog = new FeedbackDialog(workspace_.guidance, this);
    connect(dialog, &QDialog::accepted, this, [this] { notice_->say(words("Thank you. We read everything."), 6); });
    dialog->open();
  });
  on("help.privacy", [this] { openPreferences("privacy"); });
  on("help.about", [this] { (new AboutDialog(this))->open(); });
}

}  // namespace notes
