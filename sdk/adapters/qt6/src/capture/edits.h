// capture/edits.h: edits, keys and scrolling. A field says that it changed by the signal of its user property (Qt's word for what a field is for);
// that is an edit when it happens in the course of an event by which the user works on this field, so what the program sets by itself is none. Works
// for any widget with such a property. Owned by Autocapture; GUI thread.
#pragma once

#include <QKeyEvent>
#include <QObject>
#include <QPointer>
#include <QWidget>

#include "capture/recorder.h"

namespace docent::qt {

class Edits : public QObject {
  Q_OBJECT
 public:
  explicit Edits(Recorder& recorder) : recorder_(recorder) {}

  /// The user works on `element` until the event loop has control again; while `held`, until the next call.
  void begin(const Element& element, bool held = false);
  /// A command was chosen, which may change the field that has the focus.
  void beginCommand();
  /// What changes now is taken back, or done again, not edited.
  void tookBack() { tookBack_ = true; }
  /// A key for `element`, after begin().
  void key(const Element& element, const QKeyEvent& event);
  void scrolled(const Element& element);

 private slots:
  void changed();
  void end();

 private:
  void watch(QWidget* field);

  Recorder& recorder_;
  QPointer<QWidget> widget_;
  QPointer<QWidget> field_;
  QByteArray role_;
  bool running_ = false;
  bool held_ = false;
  bool endPosted_ = false;
  bool tookBack_ = false;
};

}  // namespace docent::qt
