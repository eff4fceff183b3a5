// debug/debug_events.h: the debug overlay's live list of recorded events, with a filter, a pause, and the whole event as JSON. GUI thread; asks in
// the background, one question at a time.
#pragma once

#include "debug/debug_view.h"

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTreeView;

namespace docent::qt {

struct RecordedAnswer;
class PageLabel;
class RecordedFilter;
class RecordedModel;

class DebugEvents : public DebugView {
  Q_OBJECT
 public:
  explicit DebugEvents(const DebugSource& source, QWidget* parent = nullptr);
  void refresh() override;

 private:
  void build();
  void adopt(const RecordedAnswer& answer);
  void showDetails();

  DebugSource source_;
  RecordedModel* model_;
  RecordedFilter* filter_;
  QLineEdit* search_;
  QPushButton* pause_;
  PageLabel* state_;
  QTreeView* list_;
  QPlainTextEdit* details_;
  QByteArray json_;
  bool asking_ = false;
};

}  // namespace docent::qt
