// tell_once.h: what happens many times in one go is told once, when control is back in the event loop. GUI thread.
#pragma once

#include <QObject>
#include <utility>

namespace docent::qt {

/// A member of the object that tells.
class TellOnce {
 public:
  /// Calls `tell` from the event loop, once for all calls until then; never after `owner`, which has this member, is gone.
  template <class Tell>
  void later(QObject* owner, Tell tell) {
    if (std::exchange(waiting_, true)) return;
    QMetaObject::invokeMethod(
        owner,
        [this, tell = std::move(tell)] {
          waiting_ = false;
          tell();
        },
        Qt::QueuedConnection);
  }

 private:
  bool waiting_ = false;
};

}  // namespace docent::qt
