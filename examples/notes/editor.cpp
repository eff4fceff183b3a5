#include "editor.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QDesktopServices>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QTextDocumentFragment>
#include <QTextList>
#include <QTextTable>
#include <QUrl>

#include "appearance.h"
#include "html_writer.h"
#include "words.h"

namespace notes {

namespace {

constexpr int columnWidth = 760;  // longer lines are hard to read
constexpr int editPauseMs = 700;

QString nameOf(BlockStyle style) {
  switch (style) {
    case BlockStyle::heading1: return "heading1";
    case BlockStyle::heading2: return "heading2";
    case BlockStyle::heading3: return "heading3";
    case BlockStyle::quote: return "quote";
    case BlockStyle::body: break;
  }
  return "body";
}

}  // namespace

NoteEditor::NoteEditor(QWidget* parent) : QTextEdit(parent) {
  setFrameShape(QFrame::NoFrame);
  setTabChangesFocus(false);
  setAcceptRichText(true);
  document()->setDocumentMargin(4);
  setBackgroundRole(QPalette::Base);  // beside the column of text too
  setAutoFillBackground(true);
  viewport()->setMouseTracking(true);
  pause_.setSingleShot(true);
  pause_.setInterval(editPauseMs);
  connect(&pause_, &QTimer::timeout, this, &NoteEditor::reportEdit);
  connect(document(), &QTextDocument::contentsChange, this, [this](int, int removed, int added) {
    if (loading_ || removed == added) return;  // the same length is a change of format
    chars_ += std::abs(added - removed);
    pause_.start();
  });
  connect(this, &QTextEdit::cursorPositionChanged, this, &NoteEditor::formatChanged);
  connect(this, &QTextEdit::currentCharFormatChanged, this, &NoteEditor::formatChanged);
  applyFont();
}

void NoteEditor::setNote(const QString& html) {
  reportEdit();
  loading_ = true;
  document()->setUndoRedoEnabled(false);
  readNote(*document(), html);
  document()->setUndoRedoEnabled(true);
  document()->setModified(false);
  moveCursor(QTextCursor::Start);
  loading_ = false;
  chars_ = 0;
  pause_.stop();
  emit formatChanged();
}

QString NoteEditor::html() const { return toHtmlBody(*document()); }

void NoteEditor::toggle(QTextFormat::Property property) {
  QTextCharFormat format;
  const QTextCharFormat now = currentCharFormat();
  QString name;
  switch (property) {
    case QTextFormat::FontWeight:
      format.setFontWeight(now.fontWeight() >= QFont::DemiBold ? QFont::Normal : QFont::Bold);
      name = "bold";
      break;
    case QTextFormat::FontItalic:
      format.setFontItalic(!now.fontItalic());
      name = "italic";
      break;
    case QTextFormat::FontStrikeOut:
      format.setFontStrikeOut(!now.fontStrikeOut());
      name = "strike";
      break;
    default: format.setFontUnderline(!now.fontUnderline()); name = "underline";
  }
  mergeCurrentCharFormat(format);
  emit styleApplied(name);
  emit formatChanged();
}

void NoteEditor::setStyle(BlockStyle style) {
  QTextCursor cursor = textCursor();
  applyBlockStyle(cursor, style);
  // What is typed next in an empty paragraph has the style as well.
  if (cursor.block().text().isEmpty()) setCurrentCharFormat(cursor.blockCharFormat());
  emit styleApplied(nameOf(style));
  emit formatChanged();
}

void NoteEditor::toggleList(QTextListFormat::Style style) {
  QTextCursor cursor = textCursor();
  cursor.beginEditBlock();
  QTextList* const list = cursor.currentList();
  if (list != nullptr && list->format().style() == style) {
    QTextBlock block = document()->findBlock(cursor.selectionStart());
    const QTextBlock last = document()->findBlock(cursor.selectionEnd());
    for (; block.isValid(); block = block.next()) {
      if (block.textList() != nullptr) block.textList()->remove(block);
      QTextCursor one(block);
      QTextBlockFormat flat;
      flat.setIndent(0);
      one.mergeBlockFormat(flat);
      if (block == last) break;
    }
  } else {
    applyBlockStyle(cursor, BlockStyle::body);
    QTextListFormat format;
    format.setStyle(style);
    format.setIndent(list != nullptr ? list->format().indent() : 1);
    cursor.createList(format);
  }
  cursor.endEditBlock();
  if (cursor.block().text().isEmpty()) setCurrentCharFormat(cursor.blockCharFormat());
  emit styleApplied(style == QTextListFormat::ListDecimal ? "numbers" : "bullets");
  emit formatChanged();
}

void NoteEditor::indentList(int by) {
  QTextCursor cursor = textCursor();
  QTextList* const list = cursor.currentList();
  if (list == nullptr) return;
  QTextListFormat format = list->format();
  format.setIndent(std::clamp(format.indent() + by, 1, 6));
  if (format.indent() != list->format().indent()) cursor.createList(format);
}

void NoteEditor::setLink(const QString& url, const QString& text) {
  QTextCursor cursor = textCursor();
  if (!cursor.hasSelection() && !linkUnderCursor().isEmpty()) {
    const QString href = linkUnderCursor();
    while (!cursor.atBlockStart() && cursor.charFormat().anchorHref() == href) cursor.movePosition(QTextCursor::Left);
    do {
      cursor.movePosition(QTextCursor::Right, QTextCursor::KeepAnchor);
    } while (!cursor.atBlockEnd() && cursor.charFormat().anchorHref() == href);
  }
  QTextCharFormat format;
  format.setAnchor(!url.isEmpty());
  format.setAnchorHref(url);
  format.setFontUnderline(!url.isEmpty());
  format.setForeground(palette().color(url.isEmpty() ? QPalette::Text : QPalette::Link));
  if (cursor.hasSelection()) cursor.mergeCharFormat(format);
  else cursor.insertText(text, format);
  setCurrentCharFormat(QTextCharFormat());
  emit styleApplied("link");
}

QString NoteEditor::linkUnderCursor() const { return textCursor().charFormat().anchorHref(); }

void NoteEditor::insertTable(int rows, int columns) {
  QTextCursor cursor = textCursor();
  if (cursor.currentTable() != nullptr) return;  // a table in a table is seldom meant
  cursor.beginEditBlock();
  QTextTable* const table = cursor.insertTable(rows, columns, tableLook(columns));
  QTextBlockFormat block;
  block.setBottomMargin(0);
  block.setLineHeight(128, QTextBlockFormat::ProportionalHeight);
  QTextCharFormat bold;
  bold.setFontWeight(QFont::DemiBold);
  for (int row = 0; row < rows; row++) {
    for (int column = 0; column < columns; column++) {
      QTextCursor cell = table->cellAt(row, column).firstCursorPosition();
      cell.setBlockFormat(block);
      if (row == 0) cell.setBlockCharFormat(bold);
    }
  }
  cursor.endEditBlock();
  setTextCursor(table->cellAt(0, 0).firstCursorPosition());
  emit tableInserted(rows, columns);
  emit formatChanged();
}

void NoteEditor::editTable(TableEdit edit) {
  QTextTable* const table = textCursor().currentTable();
  if (table == nullptr) return;
  const int rows = table->rows();
  const int columns = table->columns();
  const std::pair<int, int> cell(table->cellAt(textCursor()).row(), table->cellAt(textCursor()).column());
  QTextCursor block(document());
  block.beginEditBlock();
  switch (edit) {
    case TableEdit::rowAbove: table->insertRows(cell.first, 1); break;
    case TableEdit::rowBelow: table->insertRows(cell.first + 1, 1); break;
    case TableEdit::columnBefore: table->insertColumns(cell.second, 1); break;
    case TableEdit::columnAfter: table->insertColumns(cell.second + 1, 1); break;
    case TableEdit::removeRow: table->removeRows(cell.first, 1); break;
    case TableEdit::removeColumn: table->removeColumns(cell.second, 1); break;
    case TableEdit::removeTable: table->removeRows(0, table->rows()); break;
  }
  // A table whose last row or column went is gone. In one that is left the cursor stays where it was.
  const bool gone =
      edit == TableEdit::removeTable || (edit == TableEdit::removeRow && rows == 1) || (edit == TableEdit::removeColumn && columns == 1);
  if (!gone) {
    table->setFormat(tableLook(table->columns()));
    const int row = std::min(cell.first, table->rows() - 1);
    const int column = std::min(cell.second, table->columns() - 1);
    if (!inTable()) setTextCursor(table->cellAt(row, column).firstCursorPosition());
  }
  block.endEditBlock();
  emit formatChanged();
}

int NoteEditor::columnStart() const { return std::max(24, (width() - columnWidth) / 2); }

int NoteEditor::wordCount() const { return countWords(document()->toPlainText()); }

void NoteEditor::setZoom(int percent) {
  zoom_ = std::clamp(percent, 50, 300);
  applyFont();
  emit zoomChanged(zoom_);
}

void NoteEditor::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  QTextTable* const table = textCursor().currentTable();
  if ((event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab) && table != nullptr) {
    const QTextTableCell cell = table->cellAt(textCursor());
    const int next = cell.row() * table->columns() + cell.column() + (event->key() == Qt::Key_Tab ? 1 : -1);
    if (next >= table->rows() * table->columns()) table->appendRows(1);
    if (next >= 0) setTextCursor(table->cellAt(next / table->columns(), next % table->columns()).firstCursorPosition());
    return;
  }
  if ((event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab) && textCursor().currentList() != nullptr) {
    indentList(event->key() == Qt::Key_Tab ? 1 : -1);
    return;
  }
  if (enter && !(event->modifiers() & Qt::ShiftModifier) && leaveBlock()) return;
  QTextEdit::keyPressEvent(event);
  if (enter) reportEdit();
}

void NoteEditor::mouseReleaseEvent(QMouseEvent* event) {
  QTextEdit::mouseReleaseEvent(event);
  if (!(event->modifiers() & Qt::ControlModifier)) return;
  const QUrl url(anchorAt(event->position().toPoint()));
  if (QStringList{"http", "https", "mailto"}.contains(url.scheme())) QDesktopServices::openUrl(url);
}

void NoteEditor::resizeEvent(QResizeEvent* event) {
  const int side = columnStart();
  setViewportMargins(side, 14, std::max(8, side - verticalScrollBar()->sizeHint().width()), 4);
  QTextEdit::resizeEvent(event);
}

void NoteEditor::paintEvent(QPaintEvent* event) {
  {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF offset(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    painter.translate(offset);
    paintQuoteBars(painter, *document(), QRectF(event->rect()).translated(-offset), palette().color(QPalette::Highlight));
  }
  QTextEdit::paintEvent(event);
}

void NoteEditor::changeEvent(QEvent* event) {
  QTextEdit::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyFont();
  if (event->type() != QEvent::PaletteChange && event->type() != QEvent::ApplicationPaletteChange) return;
  if (!html().contains("<a ")) return;  // only links have a colour of their own
  const bool was = document()->isModified();
  loading_ = true;
  polish(*document());
  loading_ = false;
  document()->setModified(was);
}

void NoteEditor::wheelEvent(QWheelEvent* event) {
  if (event->modifiers() & Qt::ControlModifier) setZoom(zoom_ + (event->angleDelta().y() > 0 ? 10 : -10));
  else QTextEdit::wheelEvent(event);
}

void NoteEditor::insertFromMimeData(const QMimeData* source) {
  if (!source->hasHtml()) {
    if (source->hasText()) textCursor().insertText(source->text());
    return;
  }
  QTextDocument pasted;
  readNote(pasted, source->html());
  textCursor().insertFragment(QTextDocumentFragment(&pasted));
}

QMimeData* NoteEditor::createMimeDataFromSelection() const {
  QTextDocument copied;
  QTextCursor(&copied).insertFragment(textCursor().selection());
  auto* const mime = new QMimeData;
  mime->setHtml(toHtmlBody(copied));
  mime->setText(textCursor().selection().toPlainText());
  return mime;
}

// Enter at the end of a heading begins plain text; on an empty line it ends a quote or list.
bool NoteEditor::leaveBlock() {
  QTextCursor cursor = textCursor();
  if (cursor.hasSelection()) return false;
  const BlockStyle style = blockStyleOf(cursor.block());
  const bool empty = cursor.block().text().isEmpty();
  if (empty && cursor.currentList() != nullptr) {
    toggleList(cursor.currentList()->format().style());
    return true;
  }
  if (empty && style == BlockStyle::quote) {
    applyBlockStyle(cursor, BlockStyle::body);
    emit formatChanged();
    return true;
  }
  if (!cursor.atBlockEnd() || style == BlockStyle::body || style == BlockStyle::quote) return false;
  cursor.beginEditBlock();
  cursor.insertBlock();
  applyBlockStyle(cursor, BlockStyle::body);
  cursor.endEditBlock();
  setTextCursor(cursor);
  setCurrentCharFormat(cursor.blockCharFormat());
  reportEdit();
  return true;
}

void NoteEditor::reportEdit() {
  pause_.stop();
  if (chars_ > 0) emit edited(std::exchange(chars_, 0));
}

void NoteEditor::applyFont() {
  QFont font = QApplication::font();
  font.setPointSizeF(font.pointSizeF() * 1.12 * zoom_ / 100);
  setFont(font);
  document()->setDefaultFont(font);
}

int countWords(const QString& text) {
  int words = 0;
  bool within = false;
  for (const QChar c : text) {
    const bool ideograph = c.unicode() >= 0x3040 && c.unicode() <= 0x9fff;
    const bool letter = !ideograph && (c.isLetterOrNumber() || c.isSurrogate() || (within && (c == '\'' || c == QChar(0x2019) || c == '-')));
    if (ideograph || (letter && !within)) words++;
    within = letter;
  }
  return words;
}

}  // namespace notes
