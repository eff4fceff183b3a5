// capture/search_watch.h: tells when a search found nothing: the user typed into a field, and its results stay empty for a second. The words are
// neither kept nor told. Belongs to Autocapture and goes with the field or the results; GUI thread.
#pragma once

#include <QAbstractItemModel>
#include <QLineEdit>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include "capture/recorder.h"

namespace docent::qt {

class SearchWatch : public QObject {
  Q_OBJECT
 public:
  SearchWatch(Recorder& recorder, QLineEdit* field, QAbstractItemModel* results, QObject* parent);

 private:
  /// The second begins when there is nothing, and ends when there is something.
  void look();
  void tell();

  Recorder& recorder_;
  QPointer<QLineEdit> field_;
  QPointer<QAbstractItemModel> results_;
  QTimer pause_;
  bool typed_ = false;  // since the last time it was told
};

}  // namespace docent::qt
