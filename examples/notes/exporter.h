// exporter.h: writes a note for other programs. Plain functions that share nothing, made to run on a background thread; ExportJob runs them there.
#pragma once

#include <QFont>
#include <QString>
#include <QStringList>
#include <functional>

class QIODevice;
class QTextDocument;

namespace notes {

struct ExportRequest {
  QString format;  ///< "pdf", "html", "text", "cloud", "merge"
  QString title;
  QString html;  ///< as the editor gives it
  QString language;
  QString path;  ///< of the file; empty for the cloud
  QFont font;
  // Planted defects, decided beforehand:
  bool fails = false;
  int delayMs = 0;
};

struct ExportResult {
  bool done = false;
  bool cancelled = false;
  QString code;     ///< of the failure, "write_failed", "cloud_unreachable", …
  QString message;  ///< for the user
  qint64 bytes = 0;
  int copies = 1;
};

/// Told how far it is, 0 to 100; false asks to stop.
using Progress = std::function<bool(int percent)>;

/// The file is the whole export or is not touched.
ExportResult exportNote(const ExportRequest& request, const Progress& progress);

/// The document that is printed: title and body on white, in dark letters.
void fillForPaper(QTextDocument& document, const QString& title, const QString& html, const QFont& font);
/// Columns and rows of the first table of a note, without the header; nothing when there is no table.
struct MergeTable {
  QStringList columns;
  QList<QStringList> rows;
};
MergeTable mergeTableOf(const QString& html);
/// The note for one row: {{Column}} replaced, the table left out.
QString mergedHtml(const QString& html, const MergeTable& table, int row);
/// `path`, or with a number when there is such a file already.
QString freePath(const QString& path);
QString suffixOf(const QString& format);

}  // namespace notes
