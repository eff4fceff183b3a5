#include "presenter/courtesy.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>
#include <algorithm>

namespace docent::qt {

namespace {
constexpr qint64 typingWindowMs = 2000;
}

CourtesyWatch::CourtesyWatch(docent_client* client, QObject* parent) : QObject(parent), client_(client) {
  started_.start();
  keys_.fill(-2 * typingWindowMs);
  qApp->installEventFilter(this);
}

void CourtesyWatch::setRules(const Courtesy& rules) {
  rules_ = rules;
  rules_.typingKeys = std::clamp(rules.typingKeys, 1, static_cast<int>(keys_.size()));
}

bool CourtesyWatch::allowsAsked(const QWidget* window) const {
  if (QApplication::activePopupWidget() != nullptr) return false;
  const QWidget* const dialog = QApplication::activeModalWidget();
  if (dialog == nullptr) return true;
  // What points into the dialog, or into a window that belongs to it, is not over it.
  for (const QWidget* at = window; at != nullptr; at = at->parentWidget()) {
    if (at == dialog) return true;
  }
  return false;
}

bool CourtesyWatch::isTypingFast() const {
  if (rules_.typingPauseMs <= 0) return false;
  const qint64 now = started_.elapsed();
  const qint64 newest = *std::max_element(keys_.begin(), keys_.end());
  if (now - newest >= rules_.typingPauseMs) return false;
  return std::count_if(keys_.begin(), keys_.end(), [&](qint64 at) { return newest - at <= typingWindowMs; }) >= rules_.typingKeys;
}

qint64 CourtesyWatch::passesIn() const {
  const qint64 start = rules_.startMs - started_.elapsed();
  const qint64 typing = isTypingFast() ? *std::max_element(keys_.begin(), keys_.end()) + rules_.typingPauseMs - started_.elapsed() : 0;
  return std::max<qint64>({start, typing, 0});
}

bool CourtesyWatch::isFullScreen() const {
  const QWidget* const window = QApplication::activeWindow();
  return window != nullptr && window->isFullScreen();
}

bool CourtesyWatch::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::KeyPress: {
      const auto* const key = static_cast<QKeyEvent*>(event);
      const bool types = !key->text().isEmpty() && key->text().at(0).isPrint() && !key->isAutoRepeat();
      if (types && watched->isWidgetType()) noteKey(key->timestamp());
      break;
    }
    case QEvent::InputMethod: {  // Chinese and Japanese are typed without key presses
      const auto* const typed = static_cast<QInputMethodEvent*>(event);
      if (watched->isWidgetType() && (!typed->commitString().isEmpty() || !typed->preeditString().isEmpty())) noteKey(0);
      break;
    }
    case QEvent::Show:
    case QEvent::Hide:
      if (watched->isWidgetType() && static_cast<QWidget*>(watched)->isWindow()) tellChange();
      break;
    case QEvent::WindowStateChange:
    case QEvent::WindowActivate:
    case QEvent::WindowBlocked:
    case QEvent::WindowUnblocked:
      if (!watched->isWidgetType()) break;
      tellState();
      tellChange();
      break;
    default: break;
  }
  return false;
}

void CourtesyWatch::noteKey(quint64 timestamp) {
  // A key that a widget did not take comes again from its parent.
  if (timestamp != 0 && timestamp == lastKey_) return;
  lastKey_ = timestamp;
  keys_[next_] = started_.elapsed();
  next_ = (next_ + 1) % keys_.size();
}

void CourtesyWatch::tellChange() {
  told_.later(this, [this] { emit changed(); });
}

void CourtesyWatch::tellState() {
  const bool modal = QApplication::activeModalWidget() != nullptr;
  const bool fullScreen = isFullScreen();
  if (modal == modal_ && fullScreen == fullScreen_) return;
  modal_ = modal;
  fullScreen_ = fullScreen;
  const docent_property state[] = {docent_bool("modal", modal), docent_bool("fullScreen", fullScreen)};
  docent_set_app_state(client_, state, 2);
}

}  // namespace docent::qt
