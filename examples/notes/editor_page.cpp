#include "editor_page.h"

#include <QAction>
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolBar>
#include <QToolButton>

#include "appearance.h"
#include "commands.h"
#include "editor.h"
#include "find_bar.h"
#include "format_toolbar.h"
#include "words.h"
#include "workspace.h"

namespace notes {

namespace {
constexpr int autosaveMs = 2000;
}

EditorPage::EditorPage(Workspace& workspace, const Commands& commands, QWidget* parent) : QWidget(parent), workspace_(workspace) {
  setObjectName("page.editor");
  setBackgroundRole(QPalette::Base);
  setAutoFillBackground(true);
  editor_ = new NoteEditor(this);
  editor_->setObjectName("editor");
  editor_->setAccessibleName(words("Text of the note"));
  editor_->setPlaceholderText(words("Write…"));
  toolbar_ = new FormatToolbar(commands, editor_, this);
  findBar_ = new FindBar(editor_, this);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  header_ = makeHeader(commands);
  column->addWidget(header_);
  column->addWidget(toolbar_);
  column->addWidget(findBar_);
  auto* const line = new QFrame(this);
  line->setObjectName("editor.line");
  line->setFrameShape(QFrame::HLine);
  line->setFrameShadow(QFrame::Plain);
  line->setForegroundRole(QPalette::Mid);
  line->setFixedHeight(1);
  column->addWidget(line);
  column->addWidget(editor_, 1);
  toolbar_->setContentsMargins(12, 0, 12, 4);
  autosave_.setSingleShot(true);
  autosave_.setInterval(autosaveMs);
  connect(&autosave_, &QTimer::timeout, this, [this] { save(false); });
  connectEditor();
}

void EditorPage::open(const QString& id, bool toWriteTitle) {
  if (id == note_.id && wanted_.isEmpty()) {
    emit opened(id);
    return;
  }
  if (!save(false)) return;
  wanted_ = id;
  const auto wait = workspace_.defects.delayOf("open");
  if (wait.count() == 0) load(id, toWriteTitle);
  else
    QTimer::singleShot(wait, this, [this, id, toWriteTitle] {
      if (wanted_ == id) load(id, toWriteTitle);
    });
}

bool EditorPage::save(bool byUser) {
  autosave_.stop();
  if (note_.id.isEmpty() || (!byUser && state_ == State::saved)) return true;
  QElapsedTimer clock;
  clock.start();
  note_.title = title_->text();
  note_.html = editor_->html();
  note_.text = editor_->document()->toPlainText();
  const bool planted = workspace_.defects.failsNow("save");
  const qint64 bytes = planted ? -1 : workspace_.store.save(note_);
  if (bytes < 0) {
    setState(State::failed);
    workspace_.guidance.failed("save_failed", "a note could not be written");
    emit problem(planted ? words("The note cannot be saved: %1").arg(words("the disk does not answer.")) : workspace_.store.error());
    return false;
  }
  workspace_.guidance.took("note_save", clock.elapsed() + workspace_.defects.delayOf("save").count());
  if (byUser) workspace_.guidance.documentSaved(bytes);
  editor_->document()->setModified(false);
  setState(State::saved);
  return true;
}

void EditorPage::setPinned(bool pinned) {
  if (!save(false)) return;
  note_.pinned = pinned;
  if (!workspace_.store.setPinned(note_.id, pinned)) emit problem(workspace_.store.error());
}

void EditorPage::clear() {
  autosave_.stop();
  note_ = {};
  wanted_.clear();
  title_->clear();
  editor_->setNote({});
  setState(State::saved);
}

QString EditorPage::title() const { return title_->text().isEmpty() ? words("Untitled") : title_->text(); }

void EditorPage::hideEvent(QHideEvent* event) {
  workspace_.guidance.editing(nullptr);
  told_ = "";
  QWidget::hideEvent(event);
}

// The title stands over the column of text.
void EditorPage::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  header_->layout()->setContentsMargins(editor_->columnStart() + 2, 12, 12, 4);
}

QWidget* EditorPage::makeHeader(const Commands& commands) {
  auto* const header = new QWidget(this);
  header->setObjectName("editor.header");
  title_ = new QLineEdit(header);
  title_->setObjectName("editor.title");
  title_->setAccessibleName(words("Title of the note"));
  title_->setPlaceholderText(words("Untitled"));
  title_->setFrame(false);
  title_->setFont(sized(1.6, QFont::DemiBold));
  title_->setMaxLength(200);
  QPalette clear = title_->palette();
  clear.setColor(QPalette::Base, Qt::transparent);
  title_->setPalette(clear);
  auto* const bar = new QToolBar(header);
  bar->setObjectName("toolbar.note");
  bar->setAccessibleName(words("Note"));
  bar->setToolButtonStyle(Qt::ToolButtonIconOnly);
  for (const char* name : {"notes.pin", "file.print", "menu.export", "notes.delete"}) bar->addAction(commands[name]);
  for (QAction* const action : bar->actions()) {
    auto* const button = qobject_cast<QToolButton*>(bar->widgetForAction(action));
    button->setObjectName(action->objectName() + ".button");
    button->setFocusPolicy(Qt::TabFocus);
  }
  auto* const row = new QHBoxLayout(header);
  row->setContentsMargins(16, 10, 8, 4);
  row->addWidget(title_, 1);
  row->addWidget(bar);
  connect(title_, &QLineEdit::textEdited, this, &EditorPage::touch);
  connect(title_, &QLineEdit::returnPressed, editor_, [this] {
    save(false);  // so that the list has the title
    editor_->setFocus();
  });
  return header;
}

void EditorPage::connectEditor() {
  Guidance& guidance = workspace_.guidance;
  connect(editor_->document(), &QTextDocument::modificationChanged, this, [this](bool modified) {
    if (modified) touch();
  });
  connect(editor_, &NoteEditor::edited, this, [this, &guidance](int chars) {
    guidance.textEdited(chars);
    touch();
  });
  connect(editor_, &NoteEditor::styleApplied, &guidance, &Guidance::styleApplied);
  connect(editor_, &NoteEditor::tableInserted, &guidance, &Guidance::tableInserted);
  connect(editor_, &NoteEditor::formatChanged, this, &EditorPage::tellContext);
  connect(editor_->document(), &QTextDocument::contentsChanged, this, &EditorPage::stateChanged);
  connect(editor_, &NoteEditor::zoomChanged, this, &EditorPage::stateChanged);
  connect(toolbar_, &FormatToolbar::stylesOpened, &guidance, &Guidance::toolbarOpened);
  connect(findBar_, &FindBar::searched, &guidance, &Guidance::searchUsed);
}

void EditorPage::load(const QString& id, bool toWriteTitle) {
  QElapsedTimer clock;
  clock.start();
  wanted_.clear();
  if (!save(false)) return;  // what was typed while this note was on its way
  auto note = workspace_.defects.failsNow("open") ? std::nullopt : workspace_.store.open(id);
  if (!note) {
    workspace_.guidance.failed("open_failed", "a note could not be read");
    emit problem(workspace_.store.error().isEmpty() ? words("The note cannot be opened.") : workspace_.store.error());
    return;
  }
  note_ = *note;
  title_->setText(note_.title);
  editor_->setNote(note_.html);
  setState(State::saved);
  workspace_.preferences.addRecent(id);
  workspace_.guidance.took("note_open", clock.elapsed() + workspace_.defects.delayOf("open").count());
  if (toWriteTitle) {
    title_->setFocus();
    title_->selectAll();
  }
  emit opened(id);
  tellContext();
}

void EditorPage::touch() {
  if (note_.id.isEmpty()) return;
  setState(State::changed);
  if (!autosave_.isActive()) autosave_.start();  // not put off by who never pauses
}

void EditorPage::setState(State state) {
  state_ = state;
  emit stateChanged();
}

void EditorPage::tellContext() {
  const char* now = editor_->inTable() ? "table" : "text";
  if (!isVisible() || note_.id.isEmpty() || qstrcmp(now, told_) == 0) return;
  told_ = now;
  workspace_.guidance.editing(now);
}

}  // namespace notes
