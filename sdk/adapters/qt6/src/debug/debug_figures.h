// debug/debug_figures.h: the debug overlay's figures: what became of the events (the ledger), delivery, and what Docent costs. GUI thread; asks in
// the background, one question at a time.
#pragma once

#include "debug/debug_view.h"

class QTreeWidget;

namespace docent::qt {

struct Answer;
class PageLabel;

class DebugFigures : public DebugView {
  Q_OBJECT
 public:
  explicit DebugFigures(const DebugSource& source, QWidget* parent = nullptr);
  void refresh() override;

 private:
  void adopt(const Answer& ledger);
  void set(const QString& group, const QString& name, const QString& value);

  DebugSource source_;
  QTreeWidget* table_;
  PageLabel* state_;
  bool asking_ = false;
};

}  // namespace docent::qt
