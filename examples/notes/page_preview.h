// page_preview.h: sheets of paper with the note on them, as the PDF and the printer would have them. GUI thread.
#pragma once

#include <QAbstractScrollArea>
#include <QTextDocument>

namespace notes {

class PagePreview : public QAbstractScrollArea {
  Q_OBJECT
 public:
  explicit PagePreview(QWidget* parent = nullptr);
  void setContent(const QString& title, const QString& html);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  double scale() const;
  void arrange();
  QTextDocument document_;
};

}  // namespace notes
