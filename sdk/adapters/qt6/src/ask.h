// ask.h: questions to Docent that wait for its worker, without blocking the GUI thread. They run one after the other on one background thread, and
// the answer comes back to the thread of the application unless `context` is gone by then.
#pragma once

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>
#include <memory>
#include <utility>

namespace docent::qt {

QThreadPool& askingThread();

/// `work` runs in the background, must not touch any QObject, and returns a value; `then` gets it in the GUI thread. Call from the GUI thread.
template <class Work, class Then>
void ask(QObject* context, Work work, Then then) {
  askingThread().start([guard = QPointer<QObject>(context), work = std::move(work), then = std::move(then)]() mutable {
    auto answer = std::make_shared<decltype(work())>(work());
    QCoreApplication* const application = QCoreApplication::instance();
    if (application == nullptr) return;
    QMetaObject::invokeMethod(
        application,
        [guard = std::move(guard), then = std::move(then), answer] {
          if (guard) then(std::move(*answer));
        },
        Qt::QueuedConnection);
  });
}

}  // namespace docent::qt
