#include "cards/radio_group.h"

#include <QKeyEvent>
#include <algorithm>
#include <optional>

namespace docent::qt {

namespace {

// Where a key leads from `index`, none for other keys.
std::optional<int> target(int key, int index, int last, bool rightToLeft) {
  switch (key) {
    case Qt::Key_Up: return index - 1;
    case Qt::Key_Down: return index + 1;
    case Qt::Key_Left: return rightToLeft ? index + 1 : index - 1;
    case Qt::Key_Right: return rightToLeft ? index - 1 : index + 1;
    case Qt::Key_Home: return 0;
    case Qt::Key_End: return last;
    default: return std::nullopt;
  }
}

}  // namespace

RadioGroup::RadioGroup(QWidget* parent) : QObject(parent) {}

void RadioGroup::add(QAbstractButton* button) {
  button->setCheckable(true);
  button->setAutoExclusive(true);
  button->installEventFilter(this);
  buttons_.push_back(button);
  connect(button, &QAbstractButton::toggled, this, [this](bool on) {
    if (!on) return;
    setTabStop();
    emit changed();
  });
  setTabStop();
}

int RadioGroup::chosen() const {
  const auto found = std::find_if(buttons_.begin(), buttons_.end(), [](const QAbstractButton* b) { return b->isChecked(); });
  return found == buttons_.end() ? -1 : static_cast<int>(found - buttons_.begin());
}

void RadioGroup::choose(int index) {
  buttons_[index]->setChecked(true);
  buttons_[index]->setFocus(Qt::OtherFocusReason);
}

QAbstractButton* RadioGroup::entry() const {
  if (buttons_.isEmpty()) return nullptr;
  return buttons_[std::max(0, chosen())];
}

bool RadioGroup::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return false;
  const auto* const key = static_cast<QKeyEvent*>(event);
  if ((key->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) return false;
  const auto* const button = static_cast<QWidget*>(watched);
  const int last = static_cast<int>(buttons_.size()) - 1;
  const int index = static_cast<int>(std::find(buttons_.begin(), buttons_.end(), watched) - buttons_.begin());
  const std::optional<int> to = target(key->key(), index, last, button->isRightToLeft());
  if (!to) return false;
  choose(std::clamp(*to, 0, last));
  return true;
}

void RadioGroup::setTabStop() {
  for (QAbstractButton* button : buttons_) button->setFocusPolicy(button == entry() ? Qt::StrongFocus : Qt::ClickFocus);
}

}  // namespace docent::qt
