// docent/qt/kit.h: the whole kit by one object: capture, and everything that Docent shows.
//
//   auto client = docent::Client::open(options);
//   docent::qt::Kit kit(*client);
//
// Threads: the GUI thread only, after QApplication was made. The client may be closed before it.
#ifndef DOCENT_QT_KIT_H
#define DOCENT_QT_KIT_H

#include <docent/qt/autocapture.h>
#include <docent/qt/presenter.h>

namespace docent::qt {

class Kit {
 public:
  explicit Kit(Client& client) : presenter_(client), autocapture_(client) {}

  Presenter& presenter() { return presenter_; }
  Autocapture& autocapture() { return autocapture_; }

 private:
  Presenter presenter_;
  Autocapture autocapture_;
};

}  // namespace docent::qt

#endif
