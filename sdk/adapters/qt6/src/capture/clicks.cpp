#include "capture/clicks.h"

#include <docent/qt/element_name.h>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDialog>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

#include "capture/own_name.h"

namespace docent::qt {
namespace {

bool isEnter(const QKeyEvent& event) { return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter; }

bool actsOnPress(const Element& element, const QWidget* receiver) {
  if (element.role == "option") return false;
  const QWidget* const w = element.field;
  if (qobject_cast<const QComboBox*>(w) || qobject_cast<const QAbstractSpinBox*>(w) || qobject_cast<const QAbstractSlider*>(w)) return true;
  if (const auto* const button = qobject_cast<const QToolButton*>(receiver)) {
    return button->menu() != nullptr && button->popupMode() != QToolButton::DelayedPopup;
  }
  const auto* const push = qobject_cast<const QPushButton*>(receiver);
  return (push != nullptr && push->menu() != nullptr) || qobject_cast<const QAbstractItemView*>(w) != nullptr;
}

// The page, not its title, which may be the name of a file.
QString tabSuffix(const QTabBar* tabs, int index) {
  for (QWidget* around = tabs->parentWidget(); around != nullptr; around = nullptr) {
    const auto* const widget = qobject_cast<const QTabWidget*>(around);
    if (widget == nullptr || widget->tabBar() != tabs || widget->widget(index) == nullptr) break;
    const QString page = ownName(widget->widget(index));
    if (!page.isEmpty()) return u'/' + page;
  }
  return QStringLiteral("/#") + QString::number(index + 1);
}

QAction* actionAt(QWidget* menu, const QPoint& place) {
  if (const auto* const m = qobject_cast<QMenu*>(menu)) return m->actionAt(place);
  const auto* const bar = qobject_cast<QMenuBar*>(menu);
  return bar == nullptr ? nullptr : bar->actionAt(place);
}

// The one action of `menu` whose mnemonic `key` is; null when there is none, or several, between which the key moves.
QAction* actionOfMnemonic(const QWidget* menu, const QKeySequence& key) {
  QAction* found = nullptr;
  const QList<QAction*> actions = menu->actions();
  for (QAction* action : actions) {
    if (!action->isVisible() || !action->isEnabled() || QKeySequence::mnemonic(action->text()) != key) continue;
    if (found != nullptr) return nullptr;
    found = action;
  }
  return found;
}

}  // namespace

void Clicks::press(QWidget* receiver, const Element& element, const QMouseEvent& event) {
  pressed_.clear();
  if (event.button() != Qt::LeftButton) return;
  const QPoint place = event.position().toPoint();
  if (const auto* const tabs = qobject_cast<QTabBar*>(receiver)) {
    if (tabs->tabAt(place) >= 0) chooseTab(element, receiver, tabs->tabAt(place), place);
  } else if (qobject_cast<QMenuBar*>(receiver) != nullptr) {
    if (QAction* const action = actionAt(receiver, place)) chooseAction(receiver, action, place);
  } else if (actsOnPress(element, receiver)) {
    click(element, receiver, place);
  } else {
    pressed_ = receiver;
  }
}

void Clicks::release(QWidget* receiver, const Element& element, const QMouseEvent& event) {
  if (event.button() != Qt::LeftButton) return;
  const bool same = pressed_ == receiver;
  pressed_.clear();
  const QPoint place = event.position().toPoint();
  // The button of a split one acts now; its click was told when it went down, as that of its arrow.
  const auto* const split = qobject_cast<QToolButton*>(element.field);
  if (split != nullptr && split->popupMode() == QToolButton::MenuButtonPopup && split->isDown() && split->defaultAction() != nullptr &&
      split->rect().contains(place)) {
    return commands_.expect(split->defaultAction());
  }
  if (const auto* const menu = qobject_cast<QMenu*>(receiver)) {  // the button may have gone down in the menu bar
    QAction* const action = menu->actionAt(place);
    if (action != nullptr && (same || action == menu->activeAction())) chooseAction(receiver, action, place);
    return;
  }
  if (!same || !receiver->rect().contains(place)) return;
  click(element, receiver, place);
  const auto* const button = qobject_cast<QToolButton*>(element.field);
  if (button != nullptr && button->isDown() && button->defaultAction() != nullptr) commands_.expect(button->defaultAction());
}

bool Clicks::keyPress(QWidget* receiver, const Element& element, const QKeyEvent& event) {
  if (event.isAutoRepeat()) return false;
  if (qobject_cast<QMenu*>(receiver) != nullptr || qobject_cast<QMenuBar*>(receiver) != nullptr) return menuKey(receiver, event);
  if (!isEnter(event)) return false;
  const auto* const push = qobject_cast<QPushButton*>(receiver);
  const bool activates =
      push != nullptr ? push->autoDefault() || push->isDefault() : element.role == "option" || qobject_cast<QAbstractItemView*>(receiver) != nullptr;
  if (activates) click(element, receiver, {});
  return activates;
}

bool Clicks::keyRelease(QWidget* receiver, const Element& element, const QKeyEvent& event) {
  const auto* const button = qobject_cast<QAbstractButton*>(receiver);
  if (event.isAutoRepeat() || button == nullptr || !button->isDown() || (event.key() != Qt::Key_Space && event.key() != Qt::Key_Select)) return false;
  click(element, receiver, {});
  const auto* const tool = qobject_cast<QToolButton*>(receiver);
  if (tool != nullptr && tool->defaultAction() != nullptr) commands_.expect(tool->defaultAction());
  return true;
}

void Clicks::enterInDialog(const QWidget* dialog, const QKeyEvent& event) {
  if (event.isAutoRepeat() || !isEnter(event) || (event.modifiers() != Qt::NoModifier && event.modifiers() != Qt::KeypadModifier)) return;
  const QList<QPushButton*> buttons = dialog->findChildren<QPushButton*>();
  for (QPushButton* button : buttons) {
    if (!button->isDefault() || !button->isVisible()) continue;
    if (button->isEnabled() && !isIgnored(button)) click(elementOf(button), button, {});
    return;
  }
}

void Clicks::mnemonic(QWidget* receiver, const QShortcutEvent& event) {
  if (auto* const tabs = qobject_cast<QTabBar*>(receiver)) {
    for (int i = 0; i < tabs->count(); i++) {
      if (QKeySequence::mnemonic(tabs->tabText(i)) == event.key()) return chooseTab(elementOf(tabs), tabs, i, {});
    }
  } else if (qobject_cast<QMenuBar*>(receiver) != nullptr) {
    if (QAction* const action = actionOfMnemonic(receiver, event.key())) chooseAction(receiver, action, {});
  } else if (qobject_cast<QAbstractButton*>(receiver) != nullptr && receiver->isEnabled() && !event.isAmbiguous()) {
    click(elementOf(receiver), receiver, {});
  }
}

void Clicks::click(const Element& element, QWidget* receiver, std::optional<QPoint> place, const QString& suffix) {
  responses_.remember(element, place.value_or(QPoint(-1, -1)));
  std::optional<QPointF> inWindow;
  if (place) inWindow = receiver->mapTo(receiver->window(), *place);
  recorder_.record(Kind::click, element, inWindow, suffix);
  if (qobject_cast<const QAbstractButton*>(element.field) != nullptr) dialogs_.clicked(element.field);
}

void Clicks::chooseTab(const Element& element, QWidget* tabs, int index, std::optional<QPoint> place) {
  click(element, tabs, place, tabSuffix(static_cast<QTabBar*>(tabs), index));
}

void Clicks::chooseAction(QWidget* menu, QAction* action, std::optional<QPoint> place) {
  if (action->isSeparator() || isFlagged(action, "docentIgnore")) return;
  const bool inMenu = qobject_cast<QMenu*>(menu) != nullptr;
  if (inMenu && action->menu() != nullptr) return;  // it opens when the pointer rests on it
  std::optional<QPointF> inWindow;
  if (place) inWindow = menu->mapTo(menu->window(), *place);
  const QString name = inMenu || action->menu() == nullptr ? elementName(action) : elementName(action->menu());
  const QWidget* const form = formOf(menu);
  recorder_.record(Kind::click, name, "menuitem", form == nullptr ? QString() : elementName(form), inWindow);
  if (action->menu() == nullptr) commands_.expect(action);
}

bool Clicks::menuKey(QWidget* menu, const QKeyEvent& event) {
  const auto* const popup = qobject_cast<QMenu*>(menu);
  QAction* action = nullptr;
  if (isEnter(event) || event.key() == Qt::Key_Space) {
    action = popup != nullptr ? popup->activeAction() : static_cast<QMenuBar*>(menu)->activeAction();
  } else if (!event.text().isEmpty() && event.text().front().isPrint()) {
    action = actionOfMnemonic(menu, QKeySequence(Qt::ALT | static_cast<Qt::Key>(event.text().front().toUpper().unicode())));
  }
  if (action == nullptr) return false;
  chooseAction(menu, action, {});
  return true;
}

}  // namespace docent::qt
