// debug/debug_tabs.h: the debug overlay's tabs. The one in front looks again once a second while it is visible; the others rest. GUI thread.
#pragma once

#include <QTabWidget>
#include <QTimer>

#include "debug/debug_source.h"

namespace docent::qt {

class DebugCampaigns;

class DebugTabs : public QTabWidget {
  Q_OBJECT
 public:
  explicit DebugTabs(const DebugSource& source, QWidget* parent = nullptr);

  /// Looks again now.
  void refresh();
  /// Once a second, until stopped.
  void start();
  void stop() { look_.stop(); }
  /// Says, on the campaigns' tab, why a preview failed.
  void showPreviewFailure(const QString& campaign, const QString& message);

 private:
  DebugCampaigns* campaigns_;
  QTimer look_;
};

}  // namespace docent::qt
