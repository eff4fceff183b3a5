#include "docent/qt/debug_overlay.h"

#include <QHideEvent>
#include <QPointer>
#include <QShortcut>
#include <QShowEvent>
#include <QVBoxLayout>

#include "docent/qt/element_name.h"
#include "panels/debug_tabs.h"

namespace docent::qt {

class DebugOverlay::Views : public DebugTabs {
 public:
  using DebugTabs::DebugTabs;
};

DebugOverlay::DebugOverlay(Presenter& presenter, QWidget* parent) : QWidget(parent, Qt::Tool) {
  setObjectName("docentDebugOverlay");
  setProperty("docentIgnore", true);
  setAttribute(Qt::WA_QuitOnClose, false);
  setWindowTitle("Docent");
  resize(640, 520);
  const QPointer<Presenter> guard(&presenter);
  DebugSource source;
  source.client = presenter.client();
  source.preview = [guard](const QString& campaign, const QString& variant) {
    if (guard) guard->preview(campaign, variant);
  };
  source.launch = [guard](const QString& campaign) {
    if (guard) guard->launch(campaign);
  };
  source.anchors = [guard] { return guard ? guard->anchorsAskedFor() : QList<std::pair<QString, bool>>(); };
  source.unnamed = [] { return unnamedElements(); };
  views_ = std::make_unique<Views>(source, this);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(views_.get());
  connect(&presenter, &Presenter::previewFailed, views_.get(), &DebugTabs::showPreviewFailure);
}

DebugOverlay::~DebugOverlay() = default;

DebugOverlay* DebugOverlay::install(Presenter& presenter, const QKeySequence& toggle) {
  static QPointer<DebugOverlay> installed;
  delete installed.data();
  auto* const overlay = new DebugOverlay(presenter);
  installed = overlay;
  auto* const shortcut = new QShortcut(toggle, overlay);
  shortcut->setContext(Qt::ApplicationShortcut);
  connect(shortcut, &QShortcut::activated, overlay, [overlay] { overlay->setVisible(!overlay->isVisible()); });
  connect(&presenter, &QObject::destroyed, overlay, [overlay] { delete overlay; });
  return overlay;
}

void DebugOverlay::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  views_->start();
}

void DebugOverlay::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  views_->stop();
}

}  // namespace docent::qt
