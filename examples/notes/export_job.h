// export_job.h: one export on a background thread. Made and used on the GUI thread; deleted while it runs, it stops first.
#pragma once

#include <QObject>
#include <QThread>
#include <atomic>
#include <memory>

#include "exporter.h"

namespace notes {

class ExportJob : public QObject {
  Q_OBJECT
 public:
  explicit ExportJob(const ExportRequest& request, QObject* parent = nullptr);
  ~ExportJob() override;
  void start() { thread_->start(); }
  void cancel() { stop_ = true; }

 signals:
  void progress(int percent);
  void finished(const notes::ExportResult& result);

 private:
  std::unique_ptr<QThread> thread_;
  std::atomic<bool> stop_ = false;
};

}  // namespace notes
