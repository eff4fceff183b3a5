#include "capture/search_watch.h"

#include <docent/qt/element_name.h>

namespace docent::qt {
namespace {

constexpr int emptyMs = 1000;

}  // namespace

SearchWatch::SearchWatch(Recorder& recorder, QLineEdit* field, QAbstractItemModel* results, QObject* parent)
    : QObject(parent), recorder_(recorder), field_(field), results_(results) {
  pause_.setSingleShot(true);
  pause_.setInterval(emptyMs);
  connect(&pause_, &QTimer::timeout, this, &SearchWatch::tell);
  connect(field, &QLineEdit::textEdited, this, [this] {
    typed_ = true;
    pause_.stop();
    look();
  });
  connect(results, &QAbstractItemModel::rowsInserted, this, &SearchWatch::look);
  connect(results, &QAbstractItemModel::rowsRemoved, this, &SearchWatch::look);
  connect(results, &QAbstractItemModel::modelReset, this, &SearchWatch::look);
  connect(field, &QObject::destroyed, this, &QObject::deleteLater);
  connect(results, &QObject::destroyed, this, &QObject::deleteLater);
}

void SearchWatch::look() {
  if (!typed_ || results_ == nullptr || results_->rowCount() > 0) pause_.stop();
  else if (!pause_.isActive()) pause_.start();
}

void SearchWatch::tell() {
  if (!typed_ || field_ == nullptr || results_ == nullptr || field_->text().isEmpty() || results_->rowCount() > 0) return;
  typed_ = false;
  if (!isIgnored(field_)) recorder_.noResult(elementName(field_));
}

}  // namespace docent::qt
