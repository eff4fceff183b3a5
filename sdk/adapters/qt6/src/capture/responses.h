// capture/responses.h: what the program shows after a click, so that the click is not called dead: another widget got the focus, or something was
// painted that the click itself, the pointer, the caret and the clockwork of the program do not explain. Told once a click, while one waits.
// Owned by Autocapture; GUI thread. A paint event costs a comparison while no click waits.
#pragma once

#include <QItemSelection>
#include <QModelIndex>
#include <QPaintEvent>
#include <QPointer>
#include <QWidget>

#include "capture/recorder.h"

namespace docent::qt {

class Responses {
 public:
  explicit Responses(Recorder& recorder) : recorder_(recorder) {}

  /// Before the click takes effect, so that a change of what is selected or expanded in it can be told. `place` is in the widget that gets it: the
  /// viewport of a view.
  void remember(const Element& element, const QPoint& place);
  void focusChanged(QWidget* old, QWidget* now);
  void painted(QWidget* widget, const QPaintEvent& event);
  /// The pointer left it, so it paints itself without.
  void left(const QWidget* widget) { left_ = widget; }
  void shown(const QWidget* widget) { window(widget, Kind::open); }
  void hidden(const QWidget* widget) { window(widget, Kind::close); }

 private:
  /// Menus and lists that drop down come and go.
  void window(const QWidget* widget, Kind kind);
  bool isExcused(QWidget* widget, const QRect& area);
  /// The view or tab bar that was clicked shows another state than before.
  bool isAnswer(const QWidget* clicked) const;

  Recorder& recorder_;
  const QWidget* left_ = nullptr;  // compared only
  QPointer<QWidget> lostFocus_;    // until it has painted itself without
  QElapsedTimer sinceFocus_;

  QItemSelection selection_;
  QPersistentModelIndex index_;
  bool expanded_ = false;
  QVariant checked_;
  int tab_ = -1;
};

}  // namespace docent::qt
