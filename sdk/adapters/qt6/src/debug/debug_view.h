// debug/debug_view.h: what the debug overlay's tabs have in common: each looks again when it is told to, and says in one line when it could not.
// GUI thread.
#pragma once

#include <QWidget>

#include "debug/debug_source.h"

namespace docent::qt {

class DebugView : public QWidget {
  Q_OBJECT
 public:
  using QWidget::QWidget;
  /// Looks again; does nothing while an earlier question is under way.
  virtual void refresh() = 0;
};

}  // namespace docent::qt
