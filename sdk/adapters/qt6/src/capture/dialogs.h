// capture/dialogs.h: dialogs and forms that open, are accepted, and close. A form is a widget with the property "docentForm"; it is accepted by a
// button of its button box that accepts or applies, or by one with the property "docentCommit". Owned by Autocapture; GUI thread.
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

#include "capture/recorder.h"

namespace docent::qt {

class Dialogs {
 public:
  explicit Dialogs(Recorder& recorder) : recorder_(recorder) {}

  void shown(const QWidget* widget);
  void hidden(const QWidget* widget);
  /// After the click on it was recorded, before it is told.
  void clicked(const QWidget* button);

 private:
  struct Open {
    const QWidget* widget;  // compared only
    QString name;           // kept: a dialog that closes as it is destroyed has another class by then
    QByteArray role;
  };
  void gone(const QObject* widget);

  QObject context_;  // hears of forms that are destroyed without having been hidden
  Recorder& recorder_;
  std::vector<Open> open_;
};

}  // namespace docent::qt
