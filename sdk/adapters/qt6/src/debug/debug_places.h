// debug/debug_places.h: the debug overlay's anchors, and whether they were found, with a flash that shows where; and the elements without a stable
// name. GUI thread.
#pragma once

#include "debug/debug_view.h"

class QListWidget;
class QPushButton;
class QTreeWidget;

namespace docent::qt {

class PageLabel;

class DebugAnchors : public DebugView {
  Q_OBJECT
 public:
  explicit DebugAnchors(const DebugSource& source, QWidget* parent = nullptr);
  void refresh() override;

 private:
  void flash();

  DebugSource source_;
  QTreeWidget* table_;
  QPushButton* flash_;
  PageLabel* state_;
};

class DebugElements : public DebugView {
  Q_OBJECT
 public:
  explicit DebugElements(const DebugSource& source, QWidget* parent = nullptr);
  void refresh() override;

 private:
  DebugSource source_;
  QListWidget* list_;
  QPushButton* copy_;
  PageLabel* state_;
};

/// The widget of this object name, or path of object names; one that can be seen before one that can't. Null when there is none.
QWidget* findByName(const QString& name);

}  // namespace docent::qt
