#include "ask.h"

namespace docent::qt {

QThreadPool& askingThread() {
  static QThreadPool* const pool = [] {
    auto* const made = new QThreadPool(QCoreApplication::instance());  // ends with the application, after what was asked
    made->setMaxThreadCount(1);
    made->setExpiryTimeout(5000);
    return made;
  }();
  return *pool;
}

}  // namespace docent::qt
