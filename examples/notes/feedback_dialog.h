// feedback_dialog.h: what the user thinks of Notes: stars, a category, words. Modal to its window, deletes itself. GUI thread.
#pragma once

#include <QDialog>
#include <QList>

class QAbstractButton;

namespace notes {

class Guidance;

class FeedbackDialog : public QDialog {
  Q_OBJECT
 public:
  FeedbackDialog(Guidance& guidance, QWidget* parent);

 private:
  QWidget* makeStars();
  void setStars(int stars);

  QList<QAbstractButton*> stars_;
  int rating_ = 0;
};

}  // namespace notes
