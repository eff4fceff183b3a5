#include "html_writer.h"

#include <gtest/gtest.h>

#include <QTextDocument>
#include <QXmlStreamReader>

#include "document_look.h"

namespace notes {
namespace {

const char* const everything =
    "<h1>Title &amp; more</h1><p>Some <b>bold</b>, <i>italic</i>, <u>underlined</u>, <s>struck</s> &lt;text&gt; and "
    "<a href=\"https://example.com/?a=1&amp;b=2\">a link</a>.</p><blockquote><p>Said &quot;so&quot;</p></blockquote>"
    "<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul><ol><li>first</li></ol>"
    "<table><tr><th>Name</th><th>Town</th></tr><tr><td>Rui</td><td>Porto</td></tr></table><p>last</p>";

QString roundTrip(const QString& html) {
  QTextDocument document;
  readNote(document, html);
  return toHtmlBody(document);
}

TEST(HtmlWriter, IsWellFormed) {
  QTextDocument document;
  readNote(document, everything);
  QXmlStreamReader reader(toHtmlPage(document, "A <title> & \"more\"", "en"));
  while (!reader.atEnd()) reader.readNext();
  EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString() << " line " << reader.lineNumber();
}

TEST(HtmlWriter, SaysWhatThingsAre) {
  const QString html = roundTrip(everything);
  for (const char* part : {"<h1>Title &amp; more</h1>", "<b>bold</b>", "<i>italic</i>", "<u>underlined</u>", "<s>struck</s>", "&lt;text&gt;",
                           "<a href=\"https://example.com/?a=1&amp;b=2\">a link</a>", "<blockquote><p>Said &quot;so&quot;</p></blockquote>", "<ol>",
                           "<li>first</li>", "<th>Name</th>", "<td>Porto</td>"}) {
    EXPECT_TRUE(html.contains(part)) << part << "\nis not in\n" << html.toStdString();
  }
}

TEST(HtmlWriter, WhatIsReadBackIsTheSame) {
  const QString table = "<table><tr><th>a</th></tr></table>";
  const QString empty = "<p style=\"-qt-paragraph-type:empty;\"><br/></p>";
  for (const QString& html : {QString(everything), table, table + empty, empty + table + empty + empty + "<p>x</p>", table + "<p>x</p>" + empty}) {
    const QString once = roundTrip(html);
    EXPECT_EQ(roundTrip(once).toStdString(), once.toStdString());
    EXPECT_EQ(roundTrip(roundTrip(once)).toStdString(), once.toStdString());
  }
  EXPECT_FALSE(roundTrip(everything).contains("empty")) << "no paragraph is added after a table";
}

TEST(HtmlWriter, LeavesOutWhatXmlCannotHold) {
  QTextDocument document;
  document.setPlainText(QString("a") + QChar(0x01) + QChar(0xfffe) + QString::fromUtf8("b 🙂"));
  EXPECT_TRUE(toHtmlBody(document).contains(QString::fromUtf8("ab 🙂")));
}

TEST(HtmlWriter, PlainTextHasMarksAndTabs) {
  QTextDocument document;
  readNote(document, everything);
  const QString text = toPlainText(document, "Trip");
  for (const char* part : {"Trip\n====\n", "> Said \"so\"\n", "- one\n", "  - inner\n", "1. first\n", "Name\tTown\n", "Rui\tPorto\n"}) {
    EXPECT_TRUE(text.contains(part)) << part << "\nis not in\n" << text.toStdString();
  }
}

}  // namespace
}  // namespace notes
