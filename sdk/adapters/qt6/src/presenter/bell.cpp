#include "presenter/bell.h"

#include <QCoreApplication>
#include <QHash>
#include <QMutex>
#include <QMutexLocker>

namespace docent::qt {

// What the worker holds. `bell` is null once nobody listens any more.
struct Bell::Line {
  QMutex mutex;
  Bell* bell;
  std::atomic<bool> ringing{false};

  static void ring(void* userData) {
    auto* const line = static_cast<Line*>(userData);
    if (line->ringing.exchange(true)) return;
    const QMutexLocker lock(&line->mutex);
    if (line->bell == nullptr) return;
    QMetaObject::invokeMethod(
        line->bell,
        [line] {
          line->ringing = false;
          emit line->bell->rang();
        },
        Qt::QueuedConnection);
  }
};

namespace {

// A client rings one bell, the one made last.
QHash<docent_client*, Bell*>& owners() {
  static QHash<docent_client*, Bell*> bells;
  return bells;
}

}  // namespace

Bell::Bell(docent_client* client, QObject* parent) : QObject(parent), client_(client), line_(new Line{{}, this, {}}) {
  owners().insert(client_, this);
  docent_set_wakeup(client_, Line::ring, line_);
}

Bell::~Bell() {
  {
    const QMutexLocker lock(&line_->mutex);
    line_->bell = nullptr;
  }
  if (owners().value(client_) != this) {  // another one took its place, and the worker let go of this one then
    delete line_;
    return;
  }
  owners().remove(client_);
  // OK: it is not called any more. Otherwise the client was closed, perhaps without waiting for its worker: that may still ring.
  if (docent_set_wakeup(client_, nullptr, nullptr) == DOCENT_OK) delete line_;
}

}  // namespace docent::qt
