// cards/checklist_panel.h: a checklist as a card: a panel with its items, or collapsed to a pill. It starts expanded. Escape collapses it, because
// closing a checklist ends it for good: that takes its own button. Updates keep what is expanded and where the focus is. GUI thread.
#pragma once

#include "cards/card.h"

class QLabel;
class QProgressBar;
class QVBoxLayout;

namespace docent::qt {

class Button;
class ChecklistPill;
class ChecklistRow;
class DonePage;
class ScrollBody;
class TextBlock;

class ChecklistPanel : public Card {
  Q_OBJECT
 public:
  explicit ChecklistPanel(QWidget* parent);

  void setContent(const Content& content) override;
  void setExpanded(bool expanded);
  bool isExpanded() const { return expanded_; }

  QWidget* firstFocus() override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  /// Within the maximum size.
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void finished();  ///< everything is done, and the user has seen it

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void makePanel();
  QWidget* makeList();
  void updateRows();
  void updateProgress();
  void announce();
  void orderTabs();
  void showState();
  void restyle();
  bool hasFocusWithin() const;

  bool expanded_ = true;
  int announced_ = -1;  // how many were done when assistive technology was told last

  ChecklistPill* pill_ = nullptr;
  QWidget* panel_ = nullptr;
  TextBlock* title_ = nullptr;
  Button* collapse_ = nullptr;
  ScrollBody* body_ = nullptr;
  QWidget* listPage_ = nullptr;
  DonePage* donePage_ = nullptr;
  TextBlock* text_ = nullptr;
  QLabel* counts_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QVBoxLayout* list_ = nullptr;
  QList<ChecklistRow*> rows_;
  QWidget* footer_ = nullptr;
  Button* never_ = nullptr;
};

}  // namespace docent::qt
