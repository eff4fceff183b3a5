// capture/screens.h: which screen is in front: the named page that came up last in the active window, else the window or dialog itself when it has a
// name. A window that closes gives the screen back to the one before it. The same one is not told twice in a row. Owned by Autocapture; GUI thread.
#pragma once

#include <QPointer>
#include <QString>
#include <QWidget>
#include <vector>

#include "capture/recorder.h"

namespace docent::qt {

class Screens {
 public:
  explicit Screens(Recorder& recorder) : recorder_(recorder) {}

  /// The windows that are there already, the active one last.
  void begin();
  void shown(QWidget* widget);
  void activated(QWidget* window);
  void hidden(const QWidget* widget);

 private:
  struct Front {
    QPointer<QWidget> window;
    QPointer<QWidget> page;
  };
  /// The entry of `window`, made when it is new.
  Front& frontOf(QWidget* window);
  void pageShown(QWidget* page);
  void tell();

  Recorder& recorder_;
  std::vector<Front> fronts_;  // the one in front is the last
  QString told_;
};

}  // namespace docent::qt
