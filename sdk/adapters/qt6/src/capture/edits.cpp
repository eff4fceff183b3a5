#include "capture/edits.h"

#include <docent/qt/element_name.h>

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMetaMethod>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextEdit>

namespace docent::qt {
namespace {

bool isModifier(int key) {
  return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt || key == Qt::Key_Meta || key == Qt::Key_AltGr ||
         key == Qt::Key_CapsLock;
}

// The field takes the key as text, or it cuts, pastes or deletes; whether anything changes, its signal tells.
bool editsText(const QWidget* field, const QKeyEvent& event) {
  if (!takesText(field)) return false;
  const bool area = qobject_cast<const QTextEdit*>(field) != nullptr || qobject_cast<const QPlainTextEdit*>(field) != nullptr;
  if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) return area;
  if (event.key() == Qt::Key_Backspace || event.key() == Qt::Key_Delete) return true;
  if (event.modifiers().testFlag(Qt::ControlModifier)) return event.matches(QKeySequence::Paste) || event.matches(QKeySequence::Cut);
  return !event.text().isEmpty() && event.text().front().isPrint();
}

bool hasHistory(const QWidget* field, bool undo) {
  const auto* line = qobject_cast<const QLineEdit*>(field);
  if (line == nullptr) line = field->findChild<QLineEdit*>({}, Qt::FindDirectChildrenOnly);
  if (line != nullptr) return undo ? line->isUndoAvailable() : line->isRedoAvailable();
  const QTextDocument* document = nullptr;
  if (const auto* const area = qobject_cast<const QTextEdit*>(field)) document = area->document();
  if (const auto* const area = qobject_cast<const QPlainTextEdit*>(field)) document = area->document();
  return document != nullptr && (undo ? document->isUndoAvailable() : document->isRedoAvailable());
}

QMetaMethod changeSignal(const QWidget* field) {
  if (qobject_cast<const QScrollBar*>(field) != nullptr || qobject_cast<const QAbstractItemView*>(field) != nullptr) return {};  // shows another part
  return field->metaObject()->userProperty().notifySignal();
}

}  // namespace

void Edits::begin(const Element& element, bool held) {
  if (field_ != element.field) watch(element.field);
  widget_ = element.widget;
  role_ = element.role;
  running_ = true;
  held_ = held;
  tookBack_ = false;
  if (held || endPosted_) return;
  endPosted_ = true;
  QMetaObject::invokeMethod(this, &Edits::end, Qt::QueuedConnection);
}

void Edits::beginCommand() {
  QWidget* const focus = QApplication::focusWidget();
  if (focus != nullptr && !isIgnored(focus)) return begin(elementOf(focus));
  running_ = held_ = false;
}

void Edits::key(const Element& element, const QKeyEvent& event) {
  if (isModifier(event.key())) return;
  const bool undo = event.matches(QKeySequence::Undo);
  if ((undo || event.matches(QKeySequence::Redo)) && takesText(element.field) && hasHistory(element.field, undo)) {
    tookBack();
    return recorder_.record(undo ? Kind::undo : Kind::redo, element);
  }
  if (!editsText(element.field, event)) {
    if (recorder_.isDue(Kind::key, element.field)) recorder_.record(Kind::key, element);
  } else if (!changeSignal(element.field).isValid() && recorder_.isDue(Kind::edit, element.field)) {
    recorder_.record(Kind::edit, element);  // an editor that Qt does not know
  }
}

void Edits::scrolled(const Element& element) {
  if (recorder_.isDue(Kind::scroll, element.widget)) recorder_.record(Kind::scroll, element);
}

void Edits::changed() {
  if (!running_ || tookBack_ || !recorder_.isOn() || widget_ == nullptr || field_ == nullptr) return;
  if (recorder_.isDue(Kind::edit, field_)) recorder_.record(Kind::edit, {widget_, field_, role_});
}

void Edits::end() {
  endPosted_ = false;
  if (!held_) running_ = false;
}

void Edits::watch(QWidget* field) {
  static const QMetaMethod slot = staticMetaObject.method(staticMetaObject.indexOfSlot("changed()"));
  if (field_ != nullptr) disconnect(field_, nullptr, this, nullptr);
  field_ = field;
  const QMetaMethod signal = changeSignal(field);
  if (signal.isValid()) connect(field, signal, this, slot);
}

}  // namespace docent::qt
