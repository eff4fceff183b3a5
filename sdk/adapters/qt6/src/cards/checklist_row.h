// cards/checklist_row.h: one item of a checklist: its mark, its text, and a button when it launches something and is not done. A tick that is new is
// drawn stroke by stroke. Owned by its ChecklistPanel; GUI thread.
#pragma once

#include <QVariantAnimation>
#include <QWidget>

#include "cards/content.h"

namespace docent::qt {

class Button;
class TextBlock;

class ChecklistRow : public QWidget {
  Q_OBJECT
 public:
  explicit ChecklistRow(QWidget* parent);

  /// The first call shows it as it is; a later one that makes it done animates the tick.
  void setItem(const ItemContent& item);
  const ItemContent& item() const { return item_; }
  /// Null while there is nothing to press.
  Button* button() const;

 signals:
  void chosen(const QString& id);

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void restyle();
  ItemContent item_;
  bool known_ = false;
  TextBlock* text_;
  TextBlock* body_;
  Button* button_;
  QVariantAnimation tick_;
};

}  // namespace docent::qt
