// capture/recorder.h: hands interactions to Docent, and knows two things that all parts of capture ask: whether something of this kind was recorded
// just now, and whether a click still waits for a response. Owned by Autocapture; GUI thread. After the client was closed it does nothing.
#pragma once

#include <docent/docent.h>

#include <QElapsedTimer>
#include <QHash>
#include <QPointF>
#include <QPointer>
#include <QString>
#include <QWidget>
#include <array>
#include <optional>

#include "capture/element.h"

namespace docent::qt {

/// The kinds of docs/signals.md.
enum class Kind { click, key, edit, scroll, undo, redo, execute, commit, focus, repaint, open, close };

class Recorder {
 public:
  explicit Recorder(docent_client* client);

  /// Switched on and the client is open.
  bool isOn() const { return on_ && !closed_; }
  bool isEnabled() const { return on_; }
  void setOn(bool on) { on_ = on; }
  void allow(const QString& name, const QByteArray& property) { allowed_.insert(name, property); }

  /// `place`: in the window; `suffix` is added to the element's name ("/page" of a tab bar).
  void record(Kind kind, const Element& element, std::optional<QPointF> place = {}, const QString& suffix = {});
  void record(Kind kind, const QString& target, const QByteArray& role, const QString& form = {}, std::optional<QPointF> place = {});
  /// For what comes in streams: false when the same was due less than a second ago. A click, and whatever ends a form, begins anew.
  bool isDue(Kind kind, const QObject* element);

  /// A click on something interactive has had no response yet.
  bool isClickWaiting() const;
  /// The element of that click; null when it is gone.
  QWidget* waitingElement() const { return waitingElement_; }

  void screen(const QString& name);
  void foreground(bool front);
  /// Records the event `search_no_result`.
  void noResult(const QString& target);

 private:
  struct Value;
  void send(Kind kind, const QString& target, const QByteArray& role, const QString& form, std::optional<QPointF> place, const Value& value);
  /// What was allowed of `element`, invalid when nothing was.
  QVariant allowedValue(const Element& element, const QString& name) const;
  void answered(docent_status status) { closed_ = closed_ || status == DOCENT_CLOSED; }

  struct Stream {
    const QObject* element = nullptr;  // compared only
    Kind kind = Kind::key;
    qint64 ms = 0;
  };

  docent_client* client_;
  bool on_ = true;
  bool closed_ = false;
  QHash<QString, QByteArray> allowed_;
  QElapsedTimer clock_;
  std::array<Stream, 8> streams_;
  std::size_t nextStream_ = 0;
  std::optional<qint64> waitingSince_;
  QPointer<QWidget> waitingElement_;
};

}  // namespace docent::qt
