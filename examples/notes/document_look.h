// document_look.h: how headings, quotes, lists and tables of a note look, and which formats of a text document stand for them. Used by the editor and
// by exports; on the thread that owns the document.
#pragma once

#include <QString>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextTableFormat>

class QTextDocument;

namespace notes {

enum class BlockStyle { body, heading1, heading2, heading3, quote };

BlockStyle blockStyleOf(const QTextBlock& block);
/// Gives the selected paragraphs of `cursor` this style.
void applyBlockStyle(QTextCursor& cursor, BlockStyle style);
/// A table as wide as its column, with a header row where `header`.
QTextTableFormat tableLook(int columns);

/// Reads what toHtmlBody() wrote, or what comes from elsewhere, so that writing it gives the same again.
void readNote(QTextDocument& document, const QString& html);
/// Brings a document that was read from HTML into the looks of Notes: whatever sizes, colours and pictures it came with are gone.
void polish(QTextDocument& document);

/// Quotes have a bar at their side: paints those of `document` that `clip` shows; `painter` is in the coordinates of the document.
void paintQuoteBars(QPainter& painter, const QTextDocument& document, const QRectF& clip, const QColor& color);

}  // namespace notes
