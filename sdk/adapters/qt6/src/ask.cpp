#include "ask.h"

namespace docent::qt {

QThreadPool& askingThread() {
  static QPointer<QThreadPool> pool;  // ends with its application, after what was asked; another application gets another one
  if (!pool) {
    pool = new QThreadPool(QCoreApplication::instance());
    pool->setMaxThreadCount(1);
    pool->setExpiryTimeout(5000);
  }
  return *pool;
}

}  // namespace docent::qt
