// html_writer.h: a note as HTML that says what things are (headings, quotes, lists, tables) and nothing about fonts. It is well-formed XML, and
// QTextDocument reads it back. On the thread that owns the document.
#pragma once

#include <QString>

class QTextDocument;

namespace notes {

/// The content of a <body>.
QString toHtmlBody(const QTextDocument& document);
/// A whole page with a small style sheet, for other programs; `title` is its title and first heading.
QString toHtmlPage(const QTextDocument& document, const QString& title, const QString& language);
/// Plain text for other programs: list marks, tables with tabs, underlined title.
QString toPlainText(const QTextDocument& document, const QString& title);

}  // namespace notes
