// session_player.h: plays a recorded session as a person would: real mouse and key events through Qt's window system, at what is visible, enabled and
// not covered. A step that cannot be done within its time ends the program with code 1, naming the line. GUI thread.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QRect>
#include <QTimer>
#include <functional>
#include <memory>

#include "defects.h"
#include "session_script.h"

class QAction;
class QWidget;

namespace notes {

class Guidance;

class SessionPlayer : public QObject {
  Q_OBJECT
 public:
  /// Null and a `message` when the file cannot be read. `guidance` gives the present one, which is another after a change of language.
  static std::unique_ptr<SessionPlayer> open(const QString& file, const QString& pictures, std::function<Guidance&()> guidance, Defects& defects,
                                             QString& message);
  void play();

 private:
  SessionPlayer(QList<SessionStep> steps, const QString& pictures, std::function<Guidance&()> guidance, Defects& defects);
  void tick();
  /// True when the step is done (what it does may still be in pending_); false: not yet, and why_ says what is missing.
  bool attempt(const SessionStep& step);
  bool attemptAnswer(const QString& value);
  bool click(const QString& name);
  bool clickAction(QAction* action);
  bool clickWidget(QWidget* widget, QRect part = {});
  bool choose(const QString& name, const QString& value);
  void type(const QString& text);
  void press(const QString& keys);
  void mouseAt(QWidget* widget, const QPoint& position);
  void end(int code);

  QList<SessionStep> steps_;
  QString pictures_;
  std::function<Guidance&()> guidance_;
  Defects& defects_;
  QList<std::function<void()>> pending_;  // events still to be sent, one a tick
  QTimer timer_;
  QElapsedTimer since_;   // the step was begun
  QElapsedTimer opened_;  // a menu was opened on the way to one of its entries
  qsizetype next_ = 0;
  QString why_;
};

}  // namespace notes
