#include "capture/element.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QTabBar>
#include <QTextEdit>
#include <QToolButton>
#include <QTreeView>
#include <algorithm>
#include <array>

#include "capture/own_name.h"

namespace docent::qt {
namespace {

constexpr const char* secretProperty = "_docentSecret";

template <class T>
const T* as(const QWidget* widget) {
  return qobject_cast<const T*>(widget);
}

// The field that a popup acts for: a combo box's list, a date's calendar, the proposals of a completer.
QWidget* fieldOfPopup(const QWidget* receiver) {
  const QWidget* const window = receiver->window();
  if (window->windowType() != Qt::Popup || as<QMenu>(window) != nullptr) return nullptr;
  QWidget* const parent = window->parentWidget();
  if (parent != nullptr && (as<QComboBox>(parent) != nullptr || as<QAbstractSpinBox>(parent) != nullptr)) return parent;
  QWidget* const proxy = window->focusProxy();  // within the popup it is a field of its own
  return proxy != nullptr && proxy->window() != window ? proxy : nullptr;
}

// The widget that the user knows, when `widget` is a part that Qt made for it.
QWidget* ownerOf(QWidget* widget) {
  QWidget* const parent = widget->parentWidget();
  if (parent == nullptr || widget->isWindow()) return widget;
  if (const auto* const area = as<QAbstractScrollArea>(parent); area != nullptr && area->viewport() == widget) return parent;
  if (as<QLineEdit>(widget) != nullptr && (as<QAbstractSpinBox>(parent) != nullptr || as<QComboBox>(parent) != nullptr)) return parent;
  return widget;
}

// The view when `widget` is an editor or a button in one of its cells, without a name of its own.
QWidget* viewAround(const QWidget* widget) {
  QWidget* const viewport = widget->parentWidget();
  if (viewport == nullptr || widget->isWindow() || !ownName(widget).isEmpty()) return nullptr;
  QWidget* const area = viewport->parentWidget();
  const auto* const view = as<QAbstractItemView>(area);
  return view != nullptr && view->viewport() == viewport ? area : nullptr;
}

// A label or picture within a button, or within a widget that the application calls one.
QWidget* clickableAround(QWidget* widget) {
  for (QWidget* w = widget; !w->isWindow() && w->parentWidget() != nullptr;) {
    w = w->parentWidget();
    if (as<QAbstractButton>(w) != nullptr || dynamicProperty(w, "docentRole").isValid()) return w;
  }
  return widget;
}

QByteArray roleOfButton(const QAbstractButton* button) {
  if (as<QCheckBox>(button) != nullptr) return "checkbox";
  if (as<QRadioButton>(button) != nullptr) return "radio";
  if (const auto* const push = as<QPushButton>(button); push != nullptr && push->menu() != nullptr) return "menubutton";
  if (const auto* const tool = as<QToolButton>(button); tool != nullptr && tool->menu() != nullptr) return "menubutton";
  if (button->isCheckable()) return "togglebutton";
  if (button->inherits("CloseButton")) return "close";  // of a tab
  if (button->objectName() == "qt_wizard_cancel") return "cancel";
  if (button->objectName() == "__qt__passive_wizardbutton0") return "back";
  if (const auto* const box = as<QDialogButtonBox>(button->parentWidget())) {
    if (box->buttonRole(const_cast<QAbstractButton*>(button)) == QDialogButtonBox::RejectRole) return "cancel";
  }
  return "button";
}

// QLabel and QTextBrowser show this cursor over a link; the text need not be read.
bool isOverLink(const QWidget* widget) { return widget->cursor().shape() == Qt::PointingHandCursor; }

QByteArray roleOfArea(const QAbstractScrollArea* area) {
  if (as<QTextEdit>(area) != nullptr) return isOverLink(area->viewport()) ? "link" : "text";
  if (as<QPlainTextEdit>(area) != nullptr) return "text";
  if (const auto* const header = as<QHeaderView>(area)) return header->sectionsClickable() ? "button" : "";
  if (as<QTreeView>(area) != nullptr) return "treeitem";
  if (as<QAbstractItemView>(area) != nullptr) return "listitem";
  return {};
}

const QLineEdit* lineEditOf(const QWidget* field) {
  if (const auto* const line = as<QLineEdit>(field)) return line;
  if (const auto* const combo = as<QComboBox>(field)) return combo->lineEdit();
  return as<QAbstractSpinBox>(field) != nullptr ? field->findChild<QLineEdit*>() : nullptr;
}

}  // namespace

Element elementOf(QWidget* receiver) {
  if (QWidget* const field = fieldOfPopup(receiver)) return {ownerOf(field), ownerOf(field), "option"};
  if (as<QScrollBar>(receiver) != nullptr) {
    QWidget* const area = receiver->parentWidget() == nullptr ? nullptr : receiver->parentWidget()->parentWidget();
    return {as<QAbstractScrollArea>(area) != nullptr && ownName(receiver).isEmpty() ? area : receiver, receiver, "scrollbar"};
  }
  QWidget* const widget = ownerOf(receiver);
  QByteArray role = roleOf(widget);
  if (QWidget* const view = viewAround(widget)) return {view, widget, role};
  if (!role.isEmpty()) return {widget, widget, role};
  QWidget* const clickable = clickableAround(widget);
  return {clickable, clickable, clickable == widget ? role : roleOf(clickable)};
}

QByteArray roleOf(const QWidget* widget) {
  const QVariant given = dynamicProperty(widget, "docentRole");
  if (given.isValid()) return given.toByteArray();
  if (const auto* const button = as<QAbstractButton>(widget)) return roleOfButton(button);
  if (as<QLineEdit>(widget) != nullptr) return "text";
  if (const auto* const area = as<QAbstractScrollArea>(widget)) return roleOfArea(area);
  if (as<QComboBox>(widget) != nullptr) return "combobox";
  if (as<QAbstractSpinBox>(widget) != nullptr) return "spin";
  if (as<QScrollBar>(widget) != nullptr) return "scrollbar";
  if (as<QAbstractSlider>(widget) != nullptr) return "slider";
  if (as<QTabBar>(widget) != nullptr) return "tab";
  if (as<QMenuBar>(widget) != nullptr || as<QMenu>(widget) != nullptr) return "menuitem";
  if (as<QLabel>(widget) != nullptr) return isOverLink(widget) ? "link" : "";
  if (const auto* const box = as<QGroupBox>(widget)) return box->isCheckable() ? "checkbox" : "";
  if (as<QDialog>(widget) != nullptr) return "dialog";
  if (isFlagged(widget, "docentForm")) return "form";
  if (widget->isWindow()) return "window";
  return widget->testAttribute(Qt::WA_InputMethodEnabled) ? "text" : "";
}

bool isInteractiveRole(const QByteArray& role) {
  static constexpr std::array interactive = {"back",   "button",   "cancel",       "checkbox",    "close",    "combobox", "icon",
                                             "link",   "listitem", "menu",         "menubutton",  "menuitem", "option",   "radio",
                                             "switch", "tab",      "togglebutton", "toolbaritem", "treeitem"};
  return std::any_of(interactive.begin(), interactive.end(), [&](const char* known) { return role == known; });
}

const QWidget* formOf(const QWidget* widget) {
  for (; widget != nullptr; widget = widget->parentWidget()) {
    if (as<QDialog>(widget) != nullptr || isFlagged(widget, "docentForm")) return widget;
    if (widget->isWindow() && widget->windowType() != Qt::Popup) return nullptr;
  }
  return nullptr;
}

bool takesText(const QWidget* field) {
  if (const QLineEdit* const line = lineEditOf(field)) return !line->isReadOnly();
  if (const auto* const area = as<QTextEdit>(field)) return !area->isReadOnly();
  if (const auto* const area = as<QPlainTextEdit>(field)) return !area->isReadOnly();
  return as<QAbstractItemView>(field) == nullptr && field->testAttribute(Qt::WA_InputMethodEnabled);
}

bool isSecret(const QWidget* field) {
  if (field == nullptr) return false;
  if ((field->inputMethodHints() & (Qt::ImhHiddenText | Qt::ImhSensitiveData)) != 0) return true;
  auto* const line = const_cast<QLineEdit*>(lineEditOf(field));
  if (line == nullptr) return false;
  if ((line->inputMethodHints() & (Qt::ImhHiddenText | Qt::ImhSensitiveData)) != 0) return true;
  // Once secret, always secret: some fields show what was typed while a button is held.
  if (line->echoMode() != QLineEdit::Normal) line->setProperty(secretProperty, true);
  return isFlagged(line, secretProperty);
}

}  // namespace docent::qt
