#include "format_toolbar.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QTextList>
#include <QToolButton>
#include <QWidgetAction>

#include "commands.h"
#include "editor.h"
#include "icons.h"
#include "table_picker.h"
#include "words.h"

namespace notes {

namespace {
constexpr const char* styleNames[] = {"format.body", "format.heading1", "format.heading2", "format.heading3", "format.quote"};
}

FormatToolbar::FormatToolbar(const Commands& commands, NoteEditor* editor, QWidget* parent) : QToolBar(parent), commands_(commands), editor_(editor) {
  setObjectName("toolbar.format");
  setWindowTitle(words("Format"));
  setAccessibleName(words("Format"));
  setMovable(false);
  setToolButtonStyle(Qt::ToolButtonIconOnly);
  addWidget(styleButton())->setObjectName("toolbar.styles");
  makeTableMenu();
  for (const char* name : {"", "format.bold", "format.italic", "format.underline", "format.strike", "", "format.bullets", "format.numbers",
                           "format.quote", "", "editor.link", "editor.table", "", "edit.undo", "edit.redo", "edit.find"}) {
    if (*name == 0) addSeparator()->setObjectName(QString("toolbar.line%1").arg(actions().size()));
    else addAction(commands[name]);
  }
  for (QAction* const action : actions()) {
    if (auto* const button = qobject_cast<QToolButton*>(widgetForAction(action)); button != nullptr && button != styles_) {
      button->setObjectName(action->objectName() + ".button");
      button->setFocusPolicy(Qt::TabFocus);
    }
  }
  if (auto* const table = qobject_cast<QToolButton*>(widgetForAction(commands["editor.table"]))) table->setPopupMode(QToolButton::InstantPopup);
  connectCommands();
  connect(editor, &NoteEditor::formatChanged, this, &FormatToolbar::follow);
  follow();
}

QToolButton* FormatToolbar::styleButton() {
  auto* const menu = new QMenu(this);
  menu->setObjectName("toolbar.styles.menu");
  for (const char* name : styleNames) menu->addAction(commands_[name]);
  connect(menu, &QMenu::aboutToShow, this, &FormatToolbar::stylesOpened);
  styles_ = new QToolButton(this);
  styles_->setObjectName("toolbar.styles.button");
  styles_->setPopupMode(QToolButton::InstantPopup);
  styles_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  styles_->setIcon(icon("styles"));
  styles_->setMenu(menu);
  styles_->setFocusPolicy(Qt::TabFocus);
  styles_->setToolTip(words("Style of the paragraph"));
  int widest = 0;
  for (const char* name : styleNames) widest = std::max(widest, fontMetrics().horizontalAdvance(withoutMnemonic(commands_[name]->text())));
  styles_->setFixedWidth(widest + 64);
  return styles_;
}

void FormatToolbar::makeTableMenu() {
  auto* const menu = new QMenu(this);
  menu->setObjectName("editor.table.menu");
  auto* const picker = new TablePicker;
  auto* const holder = new QWidgetAction(menu);
  holder->setObjectName("editor.table.size");
  holder->setDefaultWidget(picker);
  menu->addAction(holder);
  connect(menu, &QMenu::aboutToShow, menu, [menu, holder] { menu->setActiveAction(holder); });
  connect(picker, &TablePicker::picked, this, [this, menu](int rows, int columns) {
    for (QWidget* open = menu; open != nullptr; open = QApplication::activePopupWidget()) open->close();
    editor_->setFocus();
    editor_->insertTable(rows, columns);
  });
  commands_["editor.table"]->setMenu(menu);
}

void FormatToolbar::connectCommands() {
  NoteEditor* const editor = editor_;
  const auto on = [this, editor](const char* name, auto act) {
    connect(commands_[name], &QAction::triggered, editor, [editor, act] {
      act();
      editor->setFocus();  // who pressed a button wants to write on
    });
  };
  on("format.bold", [editor] { editor->toggle(QTextFormat::FontWeight); });
  on("format.italic", [editor] { editor->toggle(QTextFormat::FontItalic); });
  on("format.underline", [editor] { editor->toggle(QTextFormat::TextUnderlineStyle); });
  on("format.strike", [editor] { editor->toggle(QTextFormat::FontStrikeOut); });
  on("format.bullets", [editor] { editor->toggleList(QTextListFormat::ListDisc); });
  on("format.numbers", [editor] { editor->toggleList(QTextListFormat::ListDecimal); });
  on("format.body", [editor] { editor->setStyle(BlockStyle::body); });
  on("format.heading1", [editor] { editor->setStyle(BlockStyle::heading1); });
  on("format.heading2", [editor] { editor->setStyle(BlockStyle::heading2); });
  on("format.heading3", [editor] { editor->setStyle(BlockStyle::heading3); });
  on("format.quote", [editor] {
    const bool quoted = blockStyleOf(editor->textCursor().block()) == BlockStyle::quote;
    editor->setStyle(quoted ? BlockStyle::body : BlockStyle::quote);
  });
  using Edit = NoteEditor::TableEdit;
  const std::pair<const char*, Edit> edits[] = {{"table.rowAbove", Edit::rowAbove},         {"table.rowBelow", Edit::rowBelow},
                                                {"table.columnBefore", Edit::columnBefore}, {"table.columnAfter", Edit::columnAfter},
                                                {"table.removeRow", Edit::removeRow},       {"table.removeColumn", Edit::removeColumn},
                                                {"table.remove", Edit::removeTable}};
  for (const auto& [name, edit] : edits) on(name, [editor, edit = edit] { editor->editTable(edit); });
}

void FormatToolbar::follow() {
  const QTextCharFormat letters = editor_->currentCharFormat();
  const QTextCursor cursor = editor_->textCursor();
  const BlockStyle style = blockStyleOf(cursor.block());
  const auto listStyle = cursor.currentList() == nullptr ? QTextListFormat::ListStyleUndefined : cursor.currentList()->format().style();
  const bool heading = cursor.block().blockFormat().headingLevel() > 0;
  commands_["format.bold"]->setChecked(!heading && letters.fontWeight() >= QFont::DemiBold);
  commands_["format.italic"]->setChecked(letters.fontItalic());
  commands_["format.underline"]->setChecked(letters.fontUnderline() && !letters.isAnchor());
  commands_["format.strike"]->setChecked(letters.fontStrikeOut());
  commands_["format.bullets"]->setChecked(listStyle == QTextListFormat::ListDisc);
  commands_["format.numbers"]->setChecked(listStyle == QTextListFormat::ListDecimal);
  commands_["format.quote"]->setChecked(style == BlockStyle::quote);
  styles_->setText(withoutMnemonic(commands_[styleNames[static_cast<int>(style)]]->text()));
  const bool inTable = editor_->inTable();
  for (const char* name :
       {"table.rowAbove", "table.rowBelow", "table.columnBefore", "table.columnAfter", "table.removeRow", "table.removeColumn", "table.remove"}) {
    commands_[name]->setEnabled(inTable);
  }
  commands_["editor.table"]->setEnabled(!inTable);
}

}  // namespace notes
