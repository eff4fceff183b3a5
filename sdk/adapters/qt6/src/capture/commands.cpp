#include "capture/commands.h"

#include <docent/qt/element_name.h>

#include <QApplication>
#include <QKeySequence>
#include <QMenu>
#include <QShortcut>
#include <QUndoStack>
#include <QWidget>

#include "capture/own_name.h"

namespace docent::qt {
namespace {

// `word` as a word of a camelCase or snake_case name: in "actionUndo" and "edit-undo", not in "actionUndock".
bool hasWord(const QString& name, QLatin1String word) {
  for (qsizetype at = name.indexOf(word, 0, Qt::CaseInsensitive); at >= 0; at = name.indexOf(word, at + 1, Qt::CaseInsensitive)) {
    const bool begins = at == 0 || name[at].isUpper() || !name[at - 1].isLetter();
    const qsizetype end = at + word.size();
    if (begins && (end == name.size() || !name[end].isLower())) return true;
  }
  return false;
}

bool hasShortcut(const QAction* action, QKeySequence::StandardKey standard) {
  const QList<QKeySequence> own = action->shortcuts();
  if (own.isEmpty()) return false;
  const QList<QKeySequence> known = QKeySequence::keyBindings(standard);
  for (const QKeySequence& sequence : own) {
    if (known.contains(sequence)) return true;
  }
  return false;
}

// QUndoStack's actions have no name; they are told apart by the words that Qt gives them. The text is compared, never kept.
bool hasWordsOf(const QAction* action, const char* word) { return action->text().remove(u'&').startsWith(QUndoStack::tr(word)); }

bool isIgnoredAction(const QAction* action) {
  if (isFlagged(action, "docentIgnore")) return true;
  bool ignored = false;
  const QList<QObject*> places = action->associatedObjects();
  for (const QObject* place : places) {
    const auto* const widget = qobject_cast<const QWidget*>(place);
    if (widget == nullptr) continue;
    if (!isIgnored(widget)) return false;
    ignored = true;
  }
  return ignored;
}

}  // namespace

Kind kindOf(const QAction* action) {
  const QString name = ownName(action);
  if (hasWord(name, QLatin1String("undo"))) return Kind::undo;
  if (hasWord(name, QLatin1String("redo"))) return Kind::redo;
  if (hasShortcut(action, QKeySequence::Undo)) return Kind::undo;
  if (hasShortcut(action, QKeySequence::Redo)) return Kind::redo;
  if (name.isEmpty() && hasWordsOf(action, "Undo")) return Kind::undo;
  return name.isEmpty() && hasWordsOf(action, "Redo") ? Kind::redo : Kind::execute;
}

void Commands::watch(QAction* action) { connect(action, &QAction::triggered, this, &Commands::triggered, Qt::UniqueConnection); }

void Commands::watchAll() {
  const QWidgetList widgets = QApplication::allWidgets();
  for (const QWidget* widget : widgets) {
    const QList<QAction*> actions = widget->actions();
    for (QAction* action : actions) watch(action);
  }
}

void Commands::expect(QAction* action) {
  if (!action->isEnabled() || action->isSeparator() || action->menu() != nullptr) return;
  expected_ = action;
  record(action);
}

void Commands::shortcut(const QObject* shortcut) {
  if (isIgnored(qobject_cast<const QWidget*>(shortcut->parent()))) return;
  const QString name = ownName(shortcut);
  if (!name.isEmpty() && !isFlagged(shortcut, "docentIgnore")) recorder_.record(Kind::execute, clippedName(name), {});
}

void Commands::triggered() {
  auto* const action = qobject_cast<QAction*>(sender());
  if (action == nullptr) return;
  if (action == expected_) return expected_.clear();
  record(action);
}

void Commands::record(const QAction* action) {
  if (!recorder_.isOn() || isIgnoredAction(action)) return;
  const Kind kind = kindOf(action);
  if (kind != Kind::execute) edits_.tookBack();
  recorder_.record(kind, elementName(action), {});
}

}  // namespace docent::qt
