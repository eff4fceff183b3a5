#include "templates.h"

#include "words.h"

namespace notes {

namespace {

QString heading(const char* text) { return QString("<h2>%1</h2>").arg(words(text).toHtmlEscaped()); }

QString emptyItems(int count) { return "<ul>" + QString("<li></li>").repeated(count) + "</ul>"; }

QString table(const QList<const char*>& columns, int rows) {
  QString html = "<table><tr>";
  for (const char* column : columns) html += "<th>" + words(column).toHtmlEscaped() + "</th>";
  html += "</tr>";
  for (int row = 0; row < rows; row++) html += "<tr>" + QString("<td></td>").repeated(static_cast<int>(columns.size())) + "</tr>";
  return html + "</table><p></p>";
}

}  // namespace

QList<Template> templates() {
  return {
      {"meeting", "note", words("Meeting"), words("Agenda, decisions, and who does what"),
       heading("Agenda") + emptyItems(2) + heading("Decisions") + emptyItems(1) + heading("Who does what") + table({"Task", "Who", "Until"}, 3)},
      {"trip", "tour", words("Trip"), words("What to pack, to book and to see"),
       heading("To book") + table({"What", "When", "Reference"}, 3) + heading("To pack") + emptyItems(3) + heading("To see") + emptyItems(2)},
      {"letter", "letter", words("Letter to many"), words("A letter and a table of who gets it, for mail merge"),
       QString("<p>%1</p><p></p><p>%2</p><p></p>").arg(words("Dear {{Name}},").toHtmlEscaped(), words("please come to {{Town}}.").toHtmlEscaped()) +
           table({"Name", "Town"}, 3)},
      {"journal", "text", words("Journal"), words("Three good things of a day"),
       heading("What went well") + "<ol><li></li><li></li><li></li></ol>" + heading("What I learned") + "<p></p>"},
  };
}

}  // namespace notes
