// presenter/bell.h: Docent's wake-up, brought from its worker into the event loop of the GUI thread, without a timer.
//
// The worker may ring until docent_client_close() has returned, and later if that timed out, so what it rings is never freed while a client that did
// not confirm its removal may still have it. Rings that come before the last one was heard are one.
#pragma once

#include <docent/docent.h>

#include <QObject>
#include <atomic>

namespace docent::qt {

class Bell : public QObject {
  Q_OBJECT
 public:
  explicit Bell(docent_client* client, QObject* parent = nullptr);
  ~Bell() override;

 signals:
  void rang();

 private:
  struct Line;
  docent_client* client_;
  Line* line_;
};

}  // namespace docent::qt
