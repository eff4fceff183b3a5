#include "exporter.h"

#include <QAbstractTextDocumentLayout>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QTextTable>
#include <QThread>

#include "document_look.h"
#include "html_writer.h"
#include "words.h"

namespace notes {

namespace {

constexpr double pageMarginMm = 18;
constexpr int uploadMs = 900;  // the simulated cloud's

ExportResult failure(const QString& code, const QString& message) {
  ExportResult result;
  result.code = code;
  result.message = message;
  return result;
}

ExportResult cancelled() {
  ExportResult result;
  result.cancelled = true;
  return result;
}

// Waits in small steps and tells the progress from `from` to `to`; false: asked to stop.
bool pass(int ms, int from, int to, const Progress& progress) {
  for (int passed = 0; passed < ms; passed += 20) {
    if (!progress(from + (to - from) * passed / ms)) return false;
    QThread::msleep(20);
  }
  return progress(to);
}

// Adds the document to the PDF, page by page; false: asked to stop.
bool paintPages(QTextDocument& document, QPdfWriter& pdf, QPainter& painter, bool first, const std::function<bool(double share)>& progress) {
  document.documentLayout()->setPaintDevice(&pdf);
  const QRectF area(0, 0, pdf.width(), pdf.height());
  document.setPageSize(area.size());
  const int pages = document.pageCount();
  for (int page = 0; page < pages; page++) {
    if (!first || page > 0) pdf.newPage();
    painter.save();
    painter.translate(0, -page * area.height());
    const QRectF clip(0, page * area.height(), area.width(), area.height());
    painter.setClipRect(clip);
    QAbstractTextDocumentLayout::PaintContext context;
    context.clip = clip;
    context.palette.setColor(QPalette::Text, Qt::black);
    document.documentLayout()->draw(&painter, context);
    painter.restore();
    if (!progress(double(page + 1) / pages)) return false;
  }
  return true;
}

ExportResult writePdf(const ExportRequest& request, const Progress& progress) {
  const MergeTable table = request.format == "merge" ? mergeTableOf(request.html) : MergeTable();
  if (request.format == "merge" && table.rows.isEmpty()) return failure("no_table", words("This note has no table with rows to merge."));
  QSaveFile file(request.path);
  if (!file.open(QIODevice::WriteOnly)) return failure("write_failed", file.errorString());
  const int copies = request.format == "merge" ? static_cast<int>(table.rows.size()) : 1;
  {
    QPdfWriter pdf(&file);
    pdf.setPageSize(QPageSize(QPageSize::A4));
    pdf.setPageMargins(QMarginsF(pageMarginMm, pageMarginMm, pageMarginMm, pageMarginMm), QPageLayout::Millimeter);
    pdf.setResolution(300);
    pdf.setTitle(request.title);
    pdf.setCreator("Notes");
    QPainter painter(&pdf);
    for (int copy = 0; copy < copies; copy++) {
      QTextDocument document;
      const QString html = request.format == "merge" ? mergedHtml(request.html, table, copy) : request.html;
      fillForPaper(document, request.format == "merge" ? QString() : request.title, html, request.font);
      const auto share = [&](double part) { return progress(static_cast<int>(100 * (copy + part) / copies)); };
      if (!paintPages(document, pdf, painter, copy == 0, share)) return cancelled();
    }
  }
  ExportResult result;
  result.bytes = file.size();
  result.copies = copies;
  result.done = file.commit();
  return result.done ? result : failure("write_failed", file.errorString());
}

ExportResult writeText(const ExportRequest& request, const Progress& progress) {
  QTextDocument document;
  readNote(document, request.html);
  if (!progress(50)) return cancelled();
  const QByteArray bytes =
      (request.format == "html" ? toHtmlPage(document, request.title, request.language) : toPlainText(document, request.title)).toUtf8();
  QSaveFile file(request.path);
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) return failure("write_failed", file.errorString());
  ExportResult result;
  result.done = true;
  result.bytes = bytes.size();
  return result;
}

}  // namespace

ExportResult exportNote(const ExportRequest& request, const Progress& progress) {
  if (!progress(0)) return cancelled();
  if (request.delayMs > 0 && !pass(request.delayMs, 0, 80, progress)) return cancelled();
  if (request.format == "cloud") {
    // There is no such service: the upload is played, and goes nowhere.
    if (!pass(uploadMs, 0, request.fails ? 70 : 100, progress)) return cancelled();
    if (request.fails) return failure("cloud_unreachable", words("The cloud does not answer. Your note is safe on this computer."));
    ExportResult result;
    result.done = true;
    result.bytes = request.html.toUtf8().size();
    return result;
  }
  if (request.fails) return failure("write_failed", words("The disk does not answer."));
  const bool paper = request.format == "pdf" || request.format == "merge";
  ExportResult result = paper ? writePdf(request, progress) : writeText(request, progress);
  if (result.done) (void)progress(100);
  return result;
}

void fillForPaper(QTextDocument& document, const QString& title, const QString& html, const QFont& font) {
  QFont letters = font;
  letters.setPointSizeF(11);
  document.setDefaultFont(letters);
  document.setDocumentMargin(0);
  readNote(document, (title.isEmpty() ? QString() : "<h1>" + title.toHtmlEscaped() + "</h1>") + html);
}

MergeTable mergeTableOf(const QString& html) {
  QTextDocument document;
  readNote(document, html);
  MergeTable result;
  for (QTextFrame* const frame : document.rootFrame()->childFrames()) {
    auto* const table = qobject_cast<QTextTable*>(frame);
    if (table == nullptr) continue;
    for (int row = 0; row < table->rows(); row++) {
      QStringList cells;
      for (int column = 0; column < table->columns(); column++) {
        QTextCursor cell = table->cellAt(row, column).firstCursorPosition();
        cell.setPosition(table->cellAt(row, column).lastPosition(), QTextCursor::KeepAnchor);
        cells += cell.selection().toPlainText().simplified();
      }
      if (row == 0) result.columns = cells;
      else if (!cells.join("").isEmpty()) result.rows.append(cells);
    }
    break;
  }
  return result;
}

QString mergedHtml(const QString& html, const MergeTable& table, int row) {
  QTextDocument document;
  readNote(document, html);
  for (QTextFrame* const frame : document.rootFrame()->childFrames()) {
    if (auto* const data = qobject_cast<QTextTable*>(frame)) {
      data->removeRows(0, data->rows());
      break;
    }
  }
  for (qsizetype column = 0; column < table.columns.size(); column++) {
    const QString place = "{{" + table.columns[column] + "}}";
    for (QTextCursor at = document.find(place); !at.isNull(); at = document.find(place, at)) at.insertText(table.rows[row].value(column));
  }
  return toHtmlBody(document);
}

QString freePath(const QString& path) {
  const QFileInfo wanted(path);
  QString result = path;
  for (int number = 2; QFileInfo::exists(result); number++) {
    result = QString("%1/%2 %3.%4").arg(wanted.path(), wanted.completeBaseName()).arg(number).arg(wanted.suffix());
  }
  return result;
}

QString suffixOf(const QString& format) { return format == "html" ? "html" : format == "text" ? "txt" : "pdf"; }

}  // namespace notes
