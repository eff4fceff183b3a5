#include "layout_audit.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabWidget>

#include "look/text_block.h"

namespace docent::qt::testing {

namespace {

constexpr double touching = 0.2;  // of the border of a label: more is a text that is cut, less a letter that just reaches it

bool isKind(const QWidget* widget, const char* name) { return widget->inherits(name); }

// Widgets whose children are their own affair.
bool isWhole(const QWidget* widget) {
  return qobject_cast<const QLineEdit*>(widget) != nullptr || qobject_cast<const QComboBox*>(widget) != nullptr ||
         qobject_cast<const QAbstractSpinBox*>(widget) != nullptr || qobject_cast<const QAbstractItemView*>(widget) != nullptr ||
         qobject_cast<const QPlainTextEdit*>(widget) != nullptr || qobject_cast<const QScrollBar*>(widget) != nullptr;
}

QWidgetList partsOf(const QWidget* parent) {
  QWidgetList parts;
  if (isWhole(parent)) return parts;
  for (QObject* const child : parent->children()) {
    auto* const widget = qobject_cast<QWidget*>(child);
    if (widget != nullptr && widget->isVisible() && !widget->isWindow() && !widget->size().isEmpty()) parts.push_back(widget);
  }
  return parts;
}

void collect(const QWidget* parent, QWidgetList& out) {
  const QWidgetList parts = partsOf(parent);
  for (QWidget* const part : parts) {
    out.push_back(part);
    collect(part, out);
  }
}

// How wide the longest word or line of a label is, wrapped as the label wraps it.
int textWidth(const QLabel& label) {
  const int room = label.contentsRect().width();
  const int flags = (label.wordWrap() ? static_cast<int>(Qt::TextWordWrap) : 0) | static_cast<int>(label.alignment());
  return label.textFormat() == Qt::MarkdownText ? 0 : label.fontMetrics().boundingRect(QRect(0, 0, room, 100000), flags, label.text()).width();
}

bool isCut(const QWidget* widget) {
  if (const auto* const label = qobject_cast<const QLabel*>(widget)) {
    const int needed = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
    return needed > label->height() || textWidth(*label) > label->contentsRect().width();
  }
  if (const auto* const block = qobject_cast<const TextBlock*>(widget)) {
    return block->widget()->height() > block->viewport()->height() && !block->verticalScrollBar()->isVisible();
  }
  const auto* const button = qobject_cast<const QAbstractButton*>(widget);
  if (button == nullptr) return false;
  if (button->hasHeightForWidth()) return button->heightForWidth(button->width()) > button->height();
  return button->sizeHint().width() > button->width() || button->sizeHint().height() > button->height();
}

// Where the text of a widget is, without its outline and its mark.
QRect inkPlace(const QWidget* widget) {
  if (const auto* const label = qobject_cast<const QLabel*>(widget)) return label->contentsRect();
  const QRect inner = widget->rect().adjusted(7, 7, -7, -7);
  const int mark = isKind(widget, "docent::qt::ChoiceButton")    ? 32
                   : isKind(widget, "docent::qt::ChecklistPill") ? 30
                   : isKind(widget, "QCheckBox")                 ? 16
                                                                 : 0;
  return widget->layoutDirection() == Qt::RightToLeft ? inner.adjusted(0, 0, -mark, 0) : inner.adjusted(mark, 0, 0, 0);
}

void findOverlaps(const QWidget* parent, QStringList& out) {
  if (qobject_cast<const QAbstractScrollArea*>(parent) != nullptr || qobject_cast<const QTabWidget*>(parent) != nullptr) return;
  const QWidgetList parts = partsOf(parent);
  for (qsizetype i = 0; i < parts.size(); i++) {
    for (qsizetype j = i + 1; j < parts.size(); j++) {
      if (parts[i]->geometry().intersects(parts[j]->geometry())) out << describe(parts[i]) + " overlaps " + describe(parts[j]);
    }
  }
}

// Whether `widget` is within `allowed` of `root`; what can be scrolled may be above and below.
bool isInside(const QWidget* widget, const QWidget* root, const QRect& allowed) {
  for (const QWidget* outer = widget->parentWidget(); outer != root && outer != nullptr; outer = outer->parentWidget()) {
    const auto* const area = qobject_cast<const QAbstractScrollArea*>(outer->parentWidget());
    if (area == nullptr || area->viewport() != outer) continue;
    const int left = widget->mapTo(outer, QPoint()).x();
    return left >= 0 && left + widget->width() <= outer->width();
  }
  return allowed.contains(QRect(widget->mapTo(root, QPoint()), widget->size()));
}

void findTouching(const QLabel* label, const QRect& place, const Picture& picture, QStringList& out) {
  const QColor ground = picture.ground(place);
  const double strong = std::max(3.0, picture.contrastIn(place) / 2);
  const std::pair<const char*, QRect> borders[] = {{"left", {place.left(), place.top(), 1, place.height()}},
                                                   {"right", {place.right(), place.top(), 1, place.height()}},
                                                   {"top", {place.left(), place.top(), place.width(), 1}},
                                                   {"bottom", {place.left(), place.bottom(), place.width(), 1}}};
  for (const auto& [name, border] : borders) {
    if (picture.inkIn(border, ground, strong) > touching) out << describe(label) + " is cut at its " + name;
  }
}

void findFaintRows(const QAbstractItemView* view, const Picture& picture, QStringList& out) {
  for (int row = 0; view->model() != nullptr && row < view->model()->rowCount(); row++) {
    const QRect place = view->visualRect(view->model()->index(row, 0)).intersected(view->viewport()->rect()).adjusted(40, 6, -40, -6);
    if (place.height() < 8) continue;
    const double found = picture.contrastIn(QRect(view->viewport()->mapTo(view->window(), place.topLeft()), place.size()));
    if (found < 4.5) out << QString("row %1 of %2 has a contrast of %3").arg(row).arg(describe(view)).arg(found, 0, 'f', 2);
  }
}

}  // namespace

QString describe(const QWidget* widget) {
  const QRect at(widget->mapTo(widget->window(), QPoint()), widget->size());
  return QString("%1 '%2' \"%3\" (%4,%5 %6x%7)")
      .arg(widget->metaObject()->className(), widget->objectName(), textOf(widget).left(40))
      .arg(at.x())
      .arg(at.y())
      .arg(at.width())
      .arg(at.height());
}

QString textOf(const QWidget* widget) {
  if (const auto* const label = qobject_cast<const QLabel*>(widget)) return label->text();
  if (const auto* const button = qobject_cast<const QAbstractButton*>(widget))
    return button->text().isEmpty() ? button->accessibleName() : button->text();
  if (const auto* const line = qobject_cast<const QLineEdit*>(widget)) return line->text().isEmpty() ? line->placeholderText() : line->displayText();
  if (const auto* const editor = qobject_cast<const QPlainTextEdit*>(widget)) {
    return editor->toPlainText().isEmpty() ? editor->placeholderText() : editor->toPlainText();
  }
  if (const auto* const box = qobject_cast<const QComboBox*>(widget)) return box->currentText();
  return widget->accessibleName();
}

QStringList layoutDefects(QWidget* root, const QRect& allowed) {
  QStringList out;
  QWidgetList all;
  collect(root, all);
  findOverlaps(root, out);
  for (const QWidget* const widget : all) {
    findOverlaps(widget, out);
    if (isCut(widget))
      out << describe(widget) + " is cut: it needs " + QString::number(widget->sizeHint().width()) + " x " +
                 QString::number(widget->hasHeightForWidth() ? widget->heightForWidth(widget->width()) : widget->sizeHint().height());
    if (!isInside(widget, root, allowed)) out << describe(widget) + " lies outside of its card";
  }
  return out;
}

QStringList inkDefects(QWidget* root, const Picture& picture) {
  QStringList out;
  QWidgetList all;
  collect(root, all);
  for (const QWidget* const widget : all) {
    if (const auto* const view = qobject_cast<const QAbstractItemView*>(widget)) findFaintRows(view, picture, out);
    const bool isText =
        qobject_cast<const QLabel*>(widget) != nullptr || qobject_cast<const QAbstractButton*>(widget) != nullptr ||
        (isWhole(widget) && qobject_cast<const QAbstractScrollArea*>(widget) == nullptr && qobject_cast<const QScrollBar*>(widget) == nullptr) ||
        qobject_cast<const QPlainTextEdit*>(widget) != nullptr;
    if (!isText || !widget->isEnabled() || textOf(widget).isEmpty()) continue;
    const QRect seen = inkPlace(widget).intersected(widget->visibleRegion().boundingRect());
    if (seen.width() < 4 || seen.height() < 8) continue;
    const QRect place(widget->mapTo(widget->window(), seen.topLeft()), seen.size());
    const auto* const button = qobject_cast<const QAbstractButton*>(widget);
    const bool isSign = button != nullptr && button->text().isEmpty() && !isKind(button, "docent::qt::ChoiceButton");
    const double found = picture.contrastIn(place);
    if (found < (isSign ? 3.0 : 4.5)) out << describe(widget) + QString(" has a contrast of %1").arg(found, 0, 'f', 2);
    const auto* const label = qobject_cast<const QLabel*>(widget);
    if (label != nullptr && seen == label->rect()) findTouching(label, place, picture, out);
  }
  return out;
}

}  // namespace docent::qt::testing
