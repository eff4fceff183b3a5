// presenter/courtesy.h: whether now is a moment to show something: not in the first seconds, not while the user types fast, not over a dialog or an
// open menu, not in full screen. It also tells Docent what the application is doing (`app.modal`, `app.fullScreen`). GUI thread.
#pragma once

#include <docent/qt/presenter.h>

#include <QElapsedTimer>
#include <QObject>
#include <array>

#include "tell_once.h"

namespace docent::qt {

class CourtesyWatch : public QObject {
  Q_OBJECT
 public:
  CourtesyWatch(docent_client* client, QObject* parent);

  void setRules(const Courtesy& rules);
  const Courtesy& rules() const { return rules_; }

  /// Whether something that the user did not ask for may appear in `window` now.
  bool allows(const QWidget* window) const { return !isStarting() && !isTypingFast() && !isFullScreen() && allowsAsked(window); }
  /// Whether something that the user asked for may: only what would lie over a dialog or a menu waits.
  bool allowsAsked(const QWidget* window) const;
  /// Milliseconds until that alone which passes with time, the start and typing, stands in the way no more; 0: nothing of it does.
  qint64 passesIn() const;
  bool isStarting() const { return started_.elapsed() < rules_.startMs; }
  bool isTypingFast() const;
  bool isFullScreen() const;

 signals:
  void changed();  ///< a dialog, a menu, full screen or another window came or went; told once for what happens in one go

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void noteKey(quint64 timestamp);
  void tellState();
  void tellChange();

  docent_client* client_;
  Courtesy rules_;
  QElapsedTimer started_;
  std::array<qint64, 16> keys_{};  // when the last ones were pressed, by started_; a ring
  std::size_t next_ = 0;
  quint64 lastKey_ = 0;
  bool modal_ = false;
  bool fullScreen_ = false;
  TellOnce told_;
};

}  // namespace docent::qt
