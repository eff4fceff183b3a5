// consent_sheet.h: the question at the first start, below the page: may Notes keep a history of use, and send it? It stands aside, both answers are
// one click of the same size, and closing it is no answer: the next start asks again while there is none. GUI thread.
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
  void problem(const QString& sentence);  ///< the answer could not be kept

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void answer(bool allowed);
  Workspace& workspace_;
};

}  // namespace notes
