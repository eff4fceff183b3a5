#include "session_targets.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QScrollArea>
#include <QTextEdit>
#include <QToolButton>
#include <QWindow>
#include <algorithm>

namespace notes {

namespace {

// True when `window` is `owner` or a window of it, such as a card that stands beside its dialog.
bool belongsTo(const QWidget* window, const QWidget* owner) {
  while (window != nullptr && window != owner) window = window->parentWidget();
  return window != nullptr;
}

// Popups before dialogs before windows, later ones first.
QWidgetList visibleWindows() {
  QWidgetList windows;
  for (QWidget* const window : QApplication::topLevelWidgets()) {
    if (window->isVisible()) windows.prepend(window);
  }
  const auto rank = [](const QWidget* w) {
    return w->windowType() == Qt::Popup ? 0 : w == QApplication::activeModalWidget() ? 1 : w->isModal() ? 2 : 3;
  };
  std::stable_sort(windows.begin(), windows.end(), [&](const QWidget* a, const QWidget* b) { return rank(a) < rank(b); });
  return windows;
}

QString plain(QString text) { return text.remove('&').trimmed(); }

bool isCalled(const QAbstractButton* button, const QString& name) {
  return plain(button->text()) == name || button->objectName() == name || button->accessibleName() == name;
}

}  // namespace

QWidget* visibleWidget(const QString& name) {
  for (QWidget* const window : visibleWindows()) {
    if (window->objectName() == name) return window;
    for (QWidget* const child : window->findChildren<QWidget*>(name)) {
      if (child->isVisible()) return child;
    }
  }
  return nullptr;
}

QWidget* visibleButton(const QString& name) {
  QWidget* own = nullptr;
  QWidget* shown = nullptr;  // on a card of the kit: they lie over the application's own, the newest on top
  for (QWidget* const window : visibleWindows()) {
    for (auto* const button : window->findChildren<QAbstractButton*>()) {
      if (!button->isVisible() || !button->isEnabled() || !isCalled(button, name)) continue;
      const QWidget* at = button;
      while (at != nullptr && !at->inherits("docent::qt::Card")) at = at->parentWidget();
      if (at != nullptr) shown = button;
      else if (own == nullptr) own = button;
    }
    if (shown != nullptr) return shown;
  }
  return own;
}

QWidget* answerButton(QWidget* question, const QString& value) {
  for (auto* const button : question->findChildren<QAbstractButton*>()) {
    if (button->isVisible() && (isCalled(button, value) || button->accessibleName().startsWith(value + ' '))) return button;
  }
  return nullptr;
}

QWidget* textField(QWidget* question) {
  for (auto* const child : question->findChildren<QWidget*>()) {
    const bool field = qobject_cast<QLineEdit*>(child) || qobject_cast<QTextEdit*>(child) || qobject_cast<QPlainTextEdit*>(child);
    if (field && child->isVisible()) return child;
  }
  return nullptr;
}

QString shownText(const QWidget* widget) {
  if (const auto* const label = qobject_cast<const QLabel*>(widget)) return label->text();
  if (const auto* const line = qobject_cast<const QLineEdit*>(widget)) return line->text();
  if (const auto* const rich = qobject_cast<const QTextEdit*>(widget)) return rich->toPlainText();
  if (const auto* const text = qobject_cast<const QPlainTextEdit*>(widget)) return text->toPlainText();
  if (const auto* const button = qobject_cast<const QAbstractButton*>(widget)) return plain(button->text());
  return widget->windowTitle();
}

QAction* actionNamed(const QString& name) {
  for (QWidget* const window : visibleWindows()) {
    if (QAction* const action = window->findChild<QAction*>(name)) return action;
  }
  for (QWidget* const widget : QApplication::allWidgets()) {
    for (QAction* const action : widget->actions()) {
      if (action->objectName() == name) return action;
    }
  }
  return nullptr;
}

QWidget* buttonOf(QAction* action) {
  for (QObject* const place : action->associatedObjects()) {
    auto* const button = qobject_cast<QToolButton*>(place);
    if (button != nullptr && button->isVisible() && button->defaultAction() == action) return button;
  }
  return nullptr;
}

QMenu* openMenuWith(QAction* action) {
  for (QObject* const place : action->associatedObjects()) {
    auto* const menu = qobject_cast<QMenu*>(place);
    if (menu != nullptr && menu->isVisible()) return menu;
  }
  return nullptr;
}

QMenuBar* menuBarWith(QAction* action) {
  for (QObject* const place : action->associatedObjects()) {
    auto* const bar = qobject_cast<QMenuBar*>(place);
    if (bar != nullptr && bar->isVisible()) return bar;
  }
  return nullptr;
}

QAction* actionThatOpens(QAction* action) {
  for (QObject* const place : action->associatedObjects()) {
    if (auto* const menu = qobject_cast<QMenu*>(place); menu != nullptr && menu->menuAction() != action) return menu->menuAction();
  }
  return nullptr;
}

QModelIndex entryOf(QAbstractItemView* view, const QString& value) {
  const QAbstractItemModel* const model = view->model();
  for (int row = 0; row < model->rowCount(view->rootIndex()); row++) {
    const QModelIndex index = model->index(row, 0, view->rootIndex());
    if (index.data(Qt::UserRole).toString() == value || index.data().toString() == value) return index;
  }
  return {};
}

QWidget* viewportOf(QWidget* widget) {
  auto* const area = qobject_cast<QAbstractScrollArea*>(widget);
  return area == nullptr ? nullptr : area->viewport();
}

void scrollTo(QWidget* widget) {
  for (QWidget* at = widget->parentWidget(); at != nullptr; at = at->parentWidget()) {
    if (auto* const area = qobject_cast<QScrollArea*>(at)) area->ensureWidgetVisible(widget, 0, 0);
  }
}

QWidget* coverOf(QWidget* widget, const QPoint& position) {
  QWidget* const window = widget->window();
  QWidget* const modal = QApplication::activeModalWidget();
  if (modal != nullptr && window->windowType() != Qt::Popup && !belongsTo(window, modal)) return modal;
  QWidget* const hit = window->childAt(widget->mapTo(window, position));
  const bool arrives = hit == nullptr || hit == widget || widget->isAncestorOf(hit);
  return arrives ? nullptr : hit;
}

QWindow* keyWindow() {
  if (QWidget* const popup = QApplication::activePopupWidget()) return popup->windowHandle();
  if (QWidget* const active = QApplication::activeWindow()) return active->windowHandle();
  return QGuiApplication::focusWindow();
}

}  // namespace notes
