#include "main_window.h"

#include <QAction>
#include <QCloseEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTextDocument>
#include <QToolButton>
#include <QVBoxLayout>

#include "consent_sheet.h"
#include "editor.h"
#include "editor_page.h"
#include "export_dialog.h"
#include "find_bar.h"
#include "home_page.h"
#include "icons.h"
#include "note_list.h"
#include "note_model.h"
#include "notice_bar.h"
#include "preferences_dialog.h"
#include "templates.h"
#include "words.h"

namespace notes {

MainWindow::MainWindow(Workspace& workspace) : workspace_(workspace), commands_(this) {
  setObjectName("notes.window");
  setWindowTitle("Notes");
  setWindowIcon(applicationIcon());
  makeParts();
  makeMenus();
  makeStatus();
  connectFiles();
  connectEditing();
  connectView();
  connectHelp();
  connectParts();
  resize(1080, 720);
  restoreGeometry(workspace_.preferences.windowState());
  workspace_.guidance.setHome(this);
  showHome();
  QStringList troubles;
  const NoteStore& store = workspace_.store;
  if (!store.recovered().isEmpty()) troubles += words("Damaged notes were brought back: %1").arg(store.recovered().join(", "));
  if (store.unrecovered() > 0) troubles += words("Damaged notes that could not be brought back, and are kept: %1").arg(store.unrecovered());
  if (!store.isWritable()) troubles += words("The folder of the notes cannot be written: changes are not kept.");
  if (!troubles.isEmpty()) notice_->say(troubles.join('\n'), 0);
}

void MainWindow::newNote(const QString& templateId) {
  QString html = "<p></p>";
  QString title;
  for (const Template& each : templates()) {
    if (templateId != each.id) continue;
    html = each.html;
    title = each.name;
  }
  const auto note = workspace_.store.create(title, html, {});
  if (!note) {
    notice_->say(workspace_.store.error(), 0, words("Try again"), [this, templateId] { newNote(templateId); });
    workspace_.guidance.failed("create_failed", "a note could not be made");
    return;
  }
  workspace_.guidance.noteCreated();
  if (!templateId.isEmpty()) workspace_.guidance.templateUsed();
  page_->open(note->id, true);
}

void MainWindow::openNote(const QString& id) { page_->open(id); }

void MainWindow::showHome() {
  if (!page_->save(false)) return;
  home_->refresh();
  stack_->setCurrentWidget(home_);
  home_->takeFocus();
  list_->select({});
  follow();
}

void MainWindow::openExport() {
  if (currentNote().isEmpty()) return;
  workspace_.guidance.exportOpened();
  auto* const dialog = new ExportDialog(workspace_, page_->title(), page_->editor()->html(), this);
  dialog->open();
}

void MainWindow::openPreferences(const QString& page) {
  auto* const dialog = new PreferencesDialog(workspace_, this);
  connect(dialog, &PreferencesDialog::languageChanged, this, &MainWindow::languageChanged);
  dialog->showPage(page);
  dialog->open();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  const bool saved = page_->save(false);
  workspace_.preferences.setWindowState(saveGeometry());
  event->setAccepted(saved);
}

void MainWindow::makeParts() {
  list_ = new NoteList(workspace_, commands_);
  home_ = new HomePage(workspace_, commands_);
  page_ = new EditorPage(workspace_, commands_);
  stack_ = new QStackedWidget;
  stack_->setObjectName("pages");
  stack_->addWidget(home_);
  stack_->addWidget(page_);
  consent_ = new ConsentSheet(workspace_);
  notice_ = new NoticeBar;
  auto* const main = new QWidget;
  main->setObjectName("main");
  auto* const column = new QVBoxLayout(main);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(stack_, 1);
  column->addWidget(notice_);
  column->addWidget(consent_);
  splitter_ = new QSplitter;
  splitter_->setObjectName("splitter");
  splitter_->setHandleWidth(1);
  splitter_->setChildrenCollapsible(false);
  splitter_->addWidget(list_);
  splitter_->addWidget(main);
  splitter_->setStretchFactor(1, 1);
  splitter_->setSizes({280, 800});
  splitter_->handle(1)->setObjectName("splitter.handle");
  setCentralWidget(splitter_);
}

void MainWindow::makeMenus() {
  commands_.adopt("help.history", workspace_.guidance.historyAction());
  auto* const recent = new QMenu(words("Open &Recent"), this);
  recent->setObjectName("menu.recent");
  recent->menuAction()->setObjectName("menu.recent");
  connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
  auto* const fromTemplate = new QMenu(words("New from &Template"), this);
  fromTemplate->setObjectName("menu.templates");
  fromTemplate->menuAction()->setObjectName("menu.templates");
  for (const Template& each : templates()) {
    QAction* const action = fromTemplate->addAction(icon(each.icon), each.name);
    action->setObjectName(QString("template.%1").arg(each.id));
    const QString id = each.id;
    connect(action, &QAction::triggered, this, [this, id] { newNote(id); });
  }
  menuBar()->setObjectName("menus");
  commands_.fill(menuBar(), recent, fromTemplate);
  for (QToolButton* button : menuBar()->findChildren<QToolButton*>()) button->setObjectName("menus.more");
  addActions(commands_.all());
}

void MainWindow::makeStatus() {
  statusBar()->setObjectName("status");
  statusBar()->setSizeGripEnabled(false);
  const auto label = [this](const char* name) {
    auto* const made = new QLabel;
    made->setObjectName(name);
    made->setContentsMargins(8, 2, 8, 4);
    return made;
  };
  state_ = label("status.saved");
  words_ = label("status.words");
  zoom_ = label("status.zoom");
  statusBar()->addWidget(state_, 1);
  statusBar()->addPermanentWidget(words_);
  statusBar()->addPermanentWidget(zoom_);
}

void MainWindow::connectParts() {
  connect(list_, &NoteList::chosen, this, &MainWindow::openNote);
  connect(list_, &NoteList::searched, &workspace_.guidance, &Guidance::searchUsed);
  workspace_.guidance.watchSearch(list_->searchField(), list_->model());
  connect(home_, &HomePage::noteChosen, this, &MainWindow::openNote);
  connect(home_, &HomePage::templateChosen, this, &MainWindow::newNote);
  connect(page_, &EditorPage::opened, this, [this](const QString& id) {
    stack_->setCurrentWidget(page_);
    list_->select(id);
    if (!page_->isAncestorOf(focusWidget()) && !list_->isAncestorOf(focusWidget())) page_->editor()->setFocus();
    follow();
  });
  connect(page_, &EditorPage::stateChanged, this, &MainWindow::showState);
  connect(page_, &EditorPage::problem, this,
          [this](const QString& sentence) { notice_->say(sentence, 0, words("Try again"), [this] { page_->save(true); }); });
  connect(consent_, &ConsentSheet::problem, this, [this](const QString& sentence) { notice_->say(sentence, 0); });
  connect(consent_, &ConsentSheet::detailsWanted, this, [this] { openPreferences("privacy"); });
  connect(&workspace_.guidance, &Guidance::featureWanted, this, &MainWindow::showFeature);
  connect(&workspace_.guidance, &Guidance::commandWanted, this, [this](const QString& command) {
    // A button on a card may name any command of Notes: "do:menu.export".
    if (!command.startsWith("do:")) return;
    for (QAction* const action : commands_.all()) {
      if (action->objectName() == command.mid(3)) action->trigger();
    }
  });
}

void MainWindow::deleteNote() {
  const QString id = currentNote();
  if (id.isEmpty()) return;
  const QString title = page_->title();
  if (!page_->save(false)) return;
  if (!workspace_.store.remove(id)) {
    notice_->say(workspace_.store.error(), 0);
    return;
  }
  deleted_ = id;
  page_->clear();
  showHome();
  notice_->say(words("“%1” was deleted.").arg(title), 12, words("Undo"), [this] { undoDelete(); });
}

void MainWindow::undoDelete() {
  if (deleted_.isEmpty()) return;
  if (!workspace_.store.restore(deleted_)) notice_->say(workspace_.store.error(), 0);
  else openNote(deleted_);
  deleted_.clear();
  follow();
}

void MainWindow::fillRecent(QMenu* menu) {
  menu->clear();
  QHash<QString, QString> titles;
  for (const Note& note : workspace_.store.notes()) titles.insert(note.id, note.title.isEmpty() ? words("Untitled") : note.title);
  for (const QString& id : workspace_.preferences.recent()) {
    if (!titles.contains(id)) continue;
    QAction* const action = menu->addAction(icon("note"), QString(titles[id]).left(60).replace('&', "&&"), this, [this, id] { openNote(id); });
    action->setObjectName(QString("recent.%1").arg(menu->actions().size()));
  }
  if (!menu->isEmpty()) return;
  QAction* const none = menu->addAction(words("Nothing was opened yet"));
  none->setObjectName("recent.none");
  none->setEnabled(false);
}

void MainWindow::showFeature(const QString& feature) {
  if (feature == "templates") return showHome();
  if (currentNote().isEmpty() && !workspace_.preferences.recent().isEmpty()) openNote(workspace_.preferences.recent().first());
  if (feature == "export" || feature == "cloud_export") openExport();
  else if (feature == "mail_merge") commands_["file.merge"]->trigger();
  else if (feature == "find") page_->findBar()->begin();
}

void MainWindow::showState() {
  const bool open = !currentNote().isEmpty();
  QString state;
  if (open) {
    switch (page_->state()) {
      case EditorPage::State::saved: state = words("All changes saved"); break;
      case EditorPage::State::changed: state = words("Edited"); break;
      case EditorPage::State::failed: state = words("Not saved"); break;
    }
  } else {
    state = words("Notes: %1").arg(workspace_.store.count());
  }
  state_->setText(state);
  words_->setText(open ? words("%1 words").arg(page_->editor()->wordCount()) : QString());
  zoom_->setText(open ? QString("%1 %").arg(page_->editor()->zoom()) : QString());
}

void MainWindow::follow() {
  const bool open = !currentNote().isEmpty();
  for (const char* name : {"notes.pin",       "notes.delete",    "file.save",      "menu.export",  "file.print",    "file.preview",
                           "file.merge",      "edit.find",       "editor.link",    "editor.table", "format.body",   "format.heading1",
                           "format.heading2", "format.heading3", "format.quote",   "format.bold",  "format.italic", "format.underline",
                           "format.strike",   "format.bullets",  "format.numbers", "view.zoomIn",  "view.zoomOut",  "view.zoomReset"}) {
    commands_[name]->setEnabled(open);
  }
  commands_["notes.undoDelete"]->setEnabled(!deleted_.isEmpty());
  bool pinned = false;
  for (const Note& note : workspace_.store.notes()) pinned |= note.id == currentNote() && note.pinned;
  commands_["notes.pin"]->setChecked(pinned);
  setWindowTitle(open ? page_->title() + " – Notes" : QString("Notes"));
  showState();
}

QString MainWindow::currentNote() const { return stack_ != nullptr && stack_->currentWidget() == page_ ? page_->noteId() : QString(); }

}  // namespace notes
