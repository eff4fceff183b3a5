// cards/radio_group.h: makes exclusive buttons of one parent one radio group for the keyboard: a single tab stop (the chosen one, else the first);
// arrow keys choose the next in the direction that the eye sees (right is back in right-to-left), Home and End the first and the last; nothing wraps
// around. Owned by its parent, like the buttons; GUI thread.
#pragma once

#include <QAbstractButton>
#include <QList>

namespace docent::qt {

class RadioGroup : public QObject {
  Q_OBJECT
 public:
  explicit RadioGroup(QWidget* parent);

  /// Makes `button` checkable and exclusive.
  void add(QAbstractButton* button);
  /// The index of the chosen one, -1 for none.
  int chosen() const;
  /// Chooses and gives it the focus.
  void choose(int index);
  /// The tab stop; null in an empty group.
  QAbstractButton* entry() const;
  bool eventFilter(QObject* watched, QEvent* event) override;

 signals:
  void changed();  ///< another one is chosen

 private:
  void setTabStop();
  QList<QAbstractButton*> buttons_;
};

}  // namespace docent::qt
