#include "debug/debug_tabs.h"

#include "debug/debug_campaigns.h"
#include "debug/debug_events.h"
#include "debug/debug_figures.h"
#include "debug/debug_places.h"

namespace docent::qt {

namespace {
constexpr int lookMs = 1000;
}

DebugTabs::DebugTabs(const DebugSource& source, QWidget* parent) : QTabWidget(parent), campaigns_(new DebugCampaigns(source)) {
  setDocumentMode(true);
  addTab(new DebugEvents(source), "Events");
  addTab(campaigns_, "Campaigns");
  addTab(new DebugAnchors(source), "Anchors");
  addTab(new DebugElements(source), "Elements");
  addTab(new DebugFigures(source), "Figures");
  look_.setInterval(lookMs);
  connect(&look_, &QTimer::timeout, this, &DebugTabs::refresh);
  connect(this, &QTabWidget::currentChanged, this, [this] {
    if (look_.isActive()) refresh();
  });
}

void DebugTabs::refresh() {
  if (auto* const view = qobject_cast<DebugView*>(currentWidget())) view->refresh();
}

void DebugTabs::start() {
  refresh();
  look_.start();
}

void DebugTabs::showPreviewFailure(const QString& campaign, const QString& message) { campaigns_->say(campaign + ": " + message); }

}  // namespace docent::qt
