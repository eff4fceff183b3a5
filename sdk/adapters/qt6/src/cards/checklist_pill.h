// cards/checklist_pill.h: a collapsed checklist: a ring that shows how far it is, and a line of text. A button. Owned by its ChecklistPanel; GUI
// thread.
#pragma once

#include <QPushButton>

namespace docent::qt {

class ChecklistPill : public QPushButton {
  Q_OBJECT
 public:
  explicit ChecklistPill(QWidget* parent);

  /// `title` gives way when there is no room; the counts stay. Full: `done` of `of`.
  void setProgress(const QString& title, int done, int of);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QString line(int width) const;
  QString title_, counts_;
  double share_ = 0;
};

}  // namespace docent::qt
