// docent/qt/debug_overlay.h: a window for developers beside their application: live events, campaigns with the reasons for and against each, anchors
// and whether they are there, elements without a name, and a forced preview of any campaign. Nothing in it is recorded.
//
//   docent::qt::DebugOverlay::install(presenter, QKeySequence("Ctrl+Shift+D"));
//
// Library: docent::qt6_debug (libdocent-qt6-debug), so that what users install need not have it.
// Threads: the GUI thread only. It asks Docent once a second while it is visible, without blocking.
#ifndef DOCENT_QT_DEBUG_OVERLAY_H
#define DOCENT_QT_DEBUG_OVERLAY_H

#include <docent/qt/export.h>
#include <docent/qt/presenter.h>

#include <QtWidgets/QWidget>

#include <memory>

class QKeySequence;

namespace docent::qt {

class DOCENT_QT_DEBUG_API DebugOverlay : public QWidget {
  Q_OBJECT
 public:
  explicit DebugOverlay(Presenter& presenter, QWidget* parent = nullptr);
  ~DebugOverlay() override;

  /// `toggle` shows and hides one overlay from every window of the application. The overlay goes with the presenter; installing
  /// another one replaces it. One key with its modifiers.
  static DebugOverlay* install(Presenter& presenter, const QKeySequence& toggle);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  class Q_DECL_HIDDEN Views;
  std::unique_ptr<Views> views_;
};

}  // namespace docent::qt

#endif
