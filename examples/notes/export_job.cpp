#include "export_job.h"

namespace notes {

ExportJob::ExportJob(const ExportRequest& request, QObject* parent) : QObject(parent) {
  thread_.reset(QThread::create([this, request] {
    int told = -1;
    const ExportResult result = exportNote(request, [&](int percent) {
      if (percent != told)
        QMetaObject::invokeMethod(
            this, [this, percent] { emit progress(percent); }, Qt::QueuedConnection);
      told = percent;
      return !stop_;
    });
    QMetaObject::invokeMethod(
        this, [this, result] { emit finished(result); }, Qt::QueuedConnection);
  }));
}

ExportJob::~ExportJob() {
  stop_ = true;
  thread_->wait();
}

}  // namespace notes
