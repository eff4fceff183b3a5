// The debug overlay: the window around debug/debug_tabs.h, and the key that shows it. It asks the presenter through debug/debug_source.h, and may
// outlive it. GUI thread.
#include "docent/qt/debug_overlay.h"

#include <QApplication>
#include <QHideEvent>
#include <QKeyEvent>
#include <QPointer>
#include <QShowEvent>
#include <QVBoxLayout>

#include "debug/debug_tabs.h"
#include "docent/qt/element_name.h"

namespace docent::qt {

namespace {

// Watches the application's keys. A QShortcut would not do: Qt ignores those of hidden windows.
class Toggle : public QObject {
 public:
  Toggle(const QKeySequence& keys, DebugOverlay* overlay) : QObject(overlay), keys_(keys), overlay_(overlay) { qApp->installEventFilter(this); }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() != QEvent::KeyPress || !watched->isWidgetType()) return false;
    const auto* const key = static_cast<const QKeyEvent*>(event);
    const Qt::KeyboardModifiers modifiers = key->modifiers() & ~Qt::KeypadModifier;
    if (key->isAutoRepeat() || QKeySequence(QKeyCombination(modifiers, Qt::Key(key->key()))) != keys_) return false;
    overlay_->setVisible(!overlay_->isVisible());
    return true;
  }

 private:
  QKeySequence keys_;
  DebugOverlay* overlay_;
};

}  // namespace

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
  new Toggle(toggle, overlay);
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
