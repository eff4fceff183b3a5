#include "document_look.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextDocument>
#include <QTextList>
#include <QTextTable>
#include <algorithm>

namespace notes {

namespace {

constexpr double quoteMargin = 22;

int levelOf(BlockStyle style) {
  switch (style) {
    case BlockStyle::heading1: return 1;
    case BlockStyle::heading2: return 2;
    case BlockStyle::heading3: return 3;
    default: return 0;
  }
}

QTextBlockFormat blockFormatOf(BlockStyle style, bool inTable) {
  QTextBlockFormat format;
  const int level = levelOf(style);
  format.setHeadingLevel(level);
  format.setLeftMargin(style == BlockStyle::quote ? quoteMargin : 0);
  format.setProperty(QTextFormat::BlockQuoteLevel, style == BlockStyle::quote ? 1 : 0);
  format.setTopMargin(level == 1 ? 14 : level > 1 ? 10 : 0);
  format.setBottomMargin(inTable ? 0 : level > 0 ? 4 : 6);
  format.setLineHeight(level > 0 ? 112 : 128, QTextBlockFormat::ProportionalHeight);
  return format;
}

QTextCharFormat charFormatOf(BlockStyle style) {
  QTextCharFormat format;
  const int level = levelOf(style);
  format.setProperty(QTextFormat::FontSizeAdjustment, level > 0 ? 4 - level : 0);
  if (level > 0) format.setFontWeight(QFont::DemiBold);
  return format;
}

// What a note keeps of the format of a piece of text.
QTextCharFormat keptOf(const QTextCharFormat& format, BlockStyle style) {
  QTextCharFormat kept = charFormatOf(style);
  if (levelOf(style) == 0 && format.fontWeight() >= QFont::DemiBold) kept.setFontWeight(QFont::Bold);
  if (format.fontItalic()) kept.setFontItalic(true);
  if (format.fontStrikeOut()) kept.setFontStrikeOut(true);
  if (format.isAnchor() && !format.anchorHref().isEmpty()) {
    kept.setAnchor(true);
    kept.setAnchorHref(format.anchorHref());
    kept.setFontUnderline(true);
    kept.setForeground(QPalette().color(QPalette::Link));
  } else if (format.fontUnderline()) {
    kept.setFontUnderline(true);
  }
  return kept;
}

void polishBlock(QTextBlock block) {
  const BlockStyle style = blockStyleOf(block);
  QTextCursor cursor(block);
  struct Piece {
    int from, to;
    QTextCharFormat format;
  };
  QList<Piece> pieces;
  for (auto it = block.begin(); !it.atEnd(); ++it) {
    const QTextFragment fragment = it.fragment();
    pieces.append({fragment.position(), fragment.position() + fragment.length(), keptOf(fragment.charFormat(), style)});
  }
  for (const Piece& piece : pieces) {
    cursor.setPosition(piece.from);
    cursor.setPosition(piece.to, QTextCursor::KeepAnchor);
    cursor.setCharFormat(piece.format);
  }
  cursor.setPosition(block.position());
  const bool inTable = cursor.currentTable() != nullptr;
  QTextBlockFormat format = blockFormatOf(style, inTable);
  if (block.textList() != nullptr) format.setObjectIndex(block.blockFormat().objectIndex());
  format.setIndent(block.textList() != nullptr ? 0 : block.blockFormat().indent());
  if (block.textList() != nullptr) format.setBottomMargin(2);
  cursor.setBlockFormat(format);
  cursor.setBlockCharFormat(charFormatOf(style));
}

void removePictures(QTextDocument& document) {
  for (QTextCursor found = document.find(QString(QChar::ObjectReplacementCharacter)); !found.isNull();
       found = document.find(QString(QChar::ObjectReplacementCharacter), found)) {
    found.removeSelectedText();
  }
}

}  // namespace

BlockStyle blockStyleOf(const QTextBlock& block) {
  const QTextBlockFormat format = block.blockFormat();
  if (format.headingLevel() > 0) return static_cast<BlockStyle>(std::min(format.headingLevel(), 3));
  const bool quoted = format.intProperty(QTextFormat::BlockQuoteLevel) > 0 || (block.textList() == nullptr && format.leftMargin() >= quoteMargin);
  return quoted ? BlockStyle::quote : BlockStyle::body;
}

void applyBlockStyle(QTextCursor& cursor, BlockStyle style) {
  cursor.beginEditBlock();
  QTextBlock block = cursor.document()->findBlock(cursor.selectionStart());
  const QTextBlock last = cursor.document()->findBlock(cursor.selectionEnd());
  for (;; block = block.next()) {
    if (QTextList* const list = block.textList(); list != nullptr && style != BlockStyle::body) list->remove(block);
    QTextCursor one(block);
    const bool inTable = one.currentTable() != nullptr;
    const bool wasHeading = block.blockFormat().headingLevel() > 0;
    one.mergeBlockFormat(blockFormatOf(style, inTable));
    QTextCharFormat letters = charFormatOf(style);
    if (wasHeading && levelOf(style) == 0) letters.setFontWeight(QFont::Normal);
    one.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    one.mergeCharFormat(letters);
    one.mergeBlockCharFormat(letters);
    if (!block.isValid() || block == last) break;
  }
  cursor.endEditBlock();
}

QTextTableFormat tableLook(int columns) {
  QTextTableFormat format;
  format.setBorder(1);
  format.setBorderCollapse(true);
  format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
  format.setBorderBrush(QColor(0x8a, 0x90, 0x9c));
  format.setCellPadding(6);
  format.setCellSpacing(0);
  format.setTopMargin(6);
  format.setBottomMargin(10);
  format.setHeaderRowCount(1);
  format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
  format.setColumnWidthConstraints(QList<QTextLength>(columns, QTextLength(QTextLength::PercentageLength, 100.0 / std::max(columns, 1))));
  return format;
}

void readNote(QTextDocument& document, const QString& html) {
  document.setHtml(QString(html).replace(">\n<", "><").trimmed());  // Qt would take line ends between paragraphs for spaces in them
  // Qt begins a paragraph of its own after each table, before the one that the HTML has.
  for (QTextFrame* const frame : document.rootFrame()->childFrames()) {
    if (qobject_cast<QTextTable*>(frame) == nullptr) continue;
    QTextCursor after(&document);
    after.setPosition(frame->lastPosition() + 1);
    if (after.block().text().isEmpty() && after.block().textList() == nullptr && after.block().next().isValid()) after.deleteChar();
  }
  polish(document);
}

void polish(QTextDocument& document) {
  QTextCursor whole(&document);
  whole.beginEditBlock();
  removePictures(document);
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) polishBlock(block);
  for (QTextFrame* frame : document.rootFrame()->childFrames()) {
    if (auto* const table = qobject_cast<QTextTable*>(frame)) table->setFormat(tableLook(table->columns()));
  }
  whole.endEditBlock();
}

void paintQuoteBars(QPainter& painter, const QTextDocument& document, const QRectF& clip, const QColor& color) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  const auto* layout = document.documentLayout();
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
    if (blockStyleOf(block) != BlockStyle::quote) continue;
    QRectF bounds = layout->blockBoundingRect(block);
    if (bounds.top() > clip.bottom()) return;
    // Neighbours share one bar.
    if (block.next().isValid() && blockStyleOf(block.next()) == BlockStyle::quote) bounds.setBottom(bounds.bottom() + 7);
    const bool mirrored = block.textDirection() == Qt::RightToLeft;
    const double x = mirrored ? bounds.right() - 8 : bounds.left() - quoteMargin + 6;
    if (bounds.bottom() >= clip.top()) painter.drawRoundedRect(QRectF(x, bounds.top(), 3, bounds.height()), 1.5, 1.5);
  }
}

}  // namespace notes
