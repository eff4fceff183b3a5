#include "page_preview.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QPainter>
#include <QScrollBar>

#include "appearance.h"
#include "document_look.h"
#include "exporter.h"

namespace notes {

namespace {
// A4 at 96 dots an inch, and its margins.
constexpr double pageWidth = 793.7, pageHeight = 1122.5, pageMargin = 68;
constexpr int between = 16;
}  // namespace

PagePreview::PagePreview(QWidget* parent) : QAbstractScrollArea(parent) {
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  viewport()->setBackgroundRole(QPalette::AlternateBase);
}

void PagePreview::setContent(const QString& title, const QString& html) {
  fillForPaper(document_, title, html, QApplication::font());
  document_.setPageSize({pageWidth - 2 * pageMargin, pageHeight - 2 * pageMargin});
  verticalScrollBar()->setValue(0);
  arrange();
  viewport()->update();
}

void PagePreview::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  const double factor = scale();
  const double left = (viewport()->width() - pageWidth * factor) / 2;
  for (int page = 0; page < document_.pageCount(); page++) {
    const double top = between + page * (pageHeight * factor + between) - verticalScrollBar()->value();
    if (top > viewport()->height() || top + pageHeight * factor < 0) continue;
    const QRectF sheet(left, top, pageWidth * factor, pageHeight * factor);
    painter.fillRect(sheet.translated(0, 2).adjusted(-1, 0, 1, 1), QColor(0, 0, 0, 26));
    painter.fillRect(sheet, Qt::white);
    painter.save();
    painter.setClipRect(sheet);
    painter.translate(left, top);
    painter.scale(factor, factor);
    const double height = document_.pageSize().height();
    painter.translate(pageMargin, pageMargin - page * height);
    QAbstractTextDocumentLayout::PaintContext context;
    context.clip = QRectF(-pageMargin, page * height, pageWidth, height);
    context.palette = paletteOf(Scheme::light);
    context.palette.setColor(QPalette::Text, Qt::black);
    painter.setClipRect(QRectF(-pageMargin, page * height, pageWidth, height), Qt::IntersectClip);
    paintQuoteBars(painter, document_, context.clip, context.palette.color(QPalette::Highlight));
    document_.documentLayout()->draw(&painter, context);
    painter.restore();
  }
}

void PagePreview::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  arrange();
}

double PagePreview::scale() const { return std::max(0.1, (viewport()->width() - 2.0 * between) / pageWidth); }

void PagePreview::arrange() {
  const double height = between + document_.pageCount() * (pageHeight * scale() + between);
  verticalScrollBar()->setRange(0, std::max(0, qRound(height) - viewport()->height()));
  verticalScrollBar()->setPageStep(viewport()->height());
  verticalScrollBar()->setSingleStep(40);
}

}  // namespace notes
