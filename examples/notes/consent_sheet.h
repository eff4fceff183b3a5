// consent_sheet.h: the question at the first start, below the page: may Notes keep a history of use, and send it? It stands aside, both answers are
// one click of the same size, closing it is no answer and is not asked again. GUI thread.
#pragma once

#include <QWidget>

namespace notes {

struct Workspace;

class ConsentSheet : public QWidget {
  Q_OBJECT
 public:
  explicit ConsentSheet(Workspace& workspace, QWidget* parent = nullptr);

 signals:
  void detailsWanted();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void end();
  Workspace& workspace_;
};

}  // namespace notes
