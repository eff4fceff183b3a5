#include "html_writer.h"

#include <QTextDocument>
#include <QTextList>
#include <QTextTable>

#include "document_look.h"

namespace notes {

namespace {

constexpr const char* pageStyle =
    "body{max-width:44rem;margin:3rem auto;padding:0 1rem;font:1rem/1.55 system-ui,sans-serif;color:#1d2026;background:#fff}"
    "h1,h2,h3{line-height:1.2;margin:1.6em 0 .4em}blockquote{margin:1em 0;padding-left:1em;border-left:3px solid #3b5bdb}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #8a909c;padding:.4em .6em;text-align:start}"
    "@media(prefers-color-scheme:dark){body{color:#e6e7ea;background:#1a1b1f}a{color:#9db0ff}}";

// Text of an element: escaped, without what XML cannot hold.
QString escaped(const QString& text) {
  QString out;
  for (const QChar c : text) {
    if (c == QChar::LineSeparator) out += "<br/>";
    else if (c.unicode() >= 0x20 ? c != QChar::ObjectReplacementCharacter && c.unicode() < 0xfffe : c == '\t') out += QString(c).toHtmlEscaped();
  }
  return out;
}

class Writer {
 public:
  QString write(const QTextDocument& document) {
    frame(document.rootFrame());
    return out_;
  }

 private:
  void frame(QTextFrame* frame) {
    for (auto it = frame->begin(); !it.atEnd(); ++it) {
      if (QTextFrame* const child = it.currentFrame()) {
        closeLists(0);
        if (auto* const table = qobject_cast<QTextTable*>(child)) this->table(table);
        else this->frame(child);
      } else {
        block(it.currentBlock());
      }
    }
    closeLists(0);
  }

  void table(const QTextTable* table) {
    out_ += "<table>\n";
    for (int row = 0; row < table->rows(); row++) {
      const char* tag = row < table->format().headerRowCount() ? "th" : "td";
      out_ += "<tr>";
      for (int column = 0; column < table->columns(); column++) {
        out_ += QString("<%1>").arg(tag);
        const QTextTableCell cell = table->cellAt(row, column);
        bool first = true;
        for (auto it = cell.begin(); !it.atEnd(); ++it) {
          if (!it.currentBlock().isValid()) continue;
          if (!first) out_ += "<br/>";
          letters(it.currentBlock(), row < table->format().headerRowCount());
          first = false;
        }
        out_ += QString("</%1>").arg(tag);
      }
      out_ += "</tr>\n";
    }
    out_ += "</table>\n";
  }

  void block(const QTextBlock& block) {
    if (QTextList* const list = block.textList()) {
      listItem(list->format());
      letters(block);
      return;
    }
    closeLists(0);
    const BlockStyle style = blockStyleOf(block);
    const QString tag = style == BlockStyle::body || style == BlockStyle::quote ? "p" : QString("h%1").arg(static_cast<int>(style));
    if (style == BlockStyle::quote) out_ += "<blockquote>";
    // Qt reads a paragraph as empty only when it says so.
    out_ += block.text().isEmpty() ? QString("<%1 style=\"-qt-paragraph-type:empty;\"><br/>").arg(tag) : QString("<%1>").arg(tag);
    letters(block);
    out_ += QString("</%1>").arg(tag);
    if (style == BlockStyle::quote) out_ += "</blockquote>";
    out_ += '\n';
  }

  void listItem(const QTextListFormat& format) {
    const QString tag = format.style() <= QTextListFormat::ListDecimal ? "ol" : "ul";
    const auto level = std::clamp(format.indent(), 1, 9);
    closeLists(level);
    if (lists_.size() == level && lists_.last() != tag) closeLists(level - 1);
    if (lists_.size() == level) out_ += "</li>\n<li>";
    while (lists_.size() < level) {
      out_ += QString("<%1>\n<li>").arg(tag);
      lists_.append(tag);
    }
  }

  void closeLists(qsizetype level) {
    while (lists_.size() > level) out_ += QString("</li></%1>\n").arg(lists_.takeLast());
  }

  // `strong`: the element makes them bold already.
  void letters(const QTextBlock& block, bool strong = false) {
    for (auto it = block.begin(); !it.atEnd(); ++it) {
      const QTextFragment fragment = it.fragment();
      const QTextCharFormat format = fragment.charFormat();
      QStringList tags;
      if (!strong && block.blockFormat().headingLevel() == 0 && format.fontWeight() >= QFont::DemiBold) tags += "b";
      if (format.fontItalic()) tags += "i";
      if (format.fontUnderline() && !format.isAnchor()) tags += "u";
      if (format.fontStrikeOut()) tags += "s";
      if (format.isAnchor()) out_ += QString("<a href=\"%1\">").arg(escaped(format.anchorHref()));
      for (const QString& tag : tags) out_ += '<' + tag + '>';
      out_ += escaped(fragment.text());
      while (!tags.isEmpty()) out_ += "</" + tags.takeLast() + '>';
      if (format.isAnchor()) out_ += "</a>";
    }
  }

  QString out_;
  QStringList lists_;  // open ones, outermost first; each has an open <li>
};

void plainFrame(QTextFrame* frame, QString& out) {
  for (auto it = frame->begin(); !it.atEnd(); ++it) {
    if (auto* const table = qobject_cast<QTextTable*>(it.currentFrame())) {
      for (int row = 0; row < table->rows(); row++) {
        QStringList cells;
        for (int column = 0; column < table->columns(); column++) {
          QTextCursor cell = table->cellAt(row, column).firstCursorPosition();
          cell.setPosition(table->cellAt(row, column).lastPosition(), QTextCursor::KeepAnchor);
          cells += cell.selectedText().replace(QChar::ParagraphSeparator, ' ').replace(QChar::LineSeparator, ' ');
        }
        out += cells.join('\t') + '\n';
      }
    } else if (const QTextBlock block = it.currentBlock(); block.isValid()) {
      QString line = block.text().replace(QChar::LineSeparator, '\n');
      if (QTextList* const list = block.textList()) {
        const QString indent((list->format().indent() - 1) * 2, ' ');
        line = indent + (list->format().style() <= QTextListFormat::ListDecimal ? list->itemText(block) : "-") + ' ' + line;
      } else if (blockStyleOf(block) == BlockStyle::quote) {
        line.prepend("> ");
      }
      out += line + '\n';
    }
  }
}

}  // namespace

QString toHtmlBody(const QTextDocument& document) { return Writer().write(document); }

QString toHtmlPage(const QTextDocument& document, const QString& title, const QString& language) {
  const bool mirrored = language.startsWith("ar");
  return QString(
             "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"%1\" dir=\"%2\">\n<head>\n<meta charset=\"utf-8\"/>\n"
             "<meta name=\"viewport\" "
             "content=\"width=device-width\"/>\n<title>%3</title>\n<style>%4</style>\n</head>\n<body>\n<h1>%3</h1>\n%5</body>\n"
             "</html>\n")
      .arg(escaped(language), mirrored ? "rtl" : "ltr", escaped(title), pageStyle, toHtmlBody(document));
}

QString toPlainText(const QTextDocument& document, const QString& title) {
  QString out;
  if (!title.isEmpty()) out = title + '\n' + QString(std::min<qsizetype>(title.size(), 72), '=') + "\n\n";
  plainFrame(document.rootFrame(), out);
  return out;
}

}  // namespace notes
