// capture/element.h: what the widget that got an event is to the user: a list, not its viewport; a spin box, not the line edit in it; a combo box,
// not the list that drops from it. GUI thread; an Element is made for one event and not kept.
#pragma once

#include <QByteArray>

class QWidget;

namespace docent::qt {

struct Element {
  QWidget* widget = nullptr;  ///< The one whose name it has.
  QWidget* field = nullptr;   ///< The one whose change is an edit: the same, but for an editor in a cell, which has the name of its view.
  QByteArray role;            ///< One of docs/signals.md; empty: unknown.
};

Element elementOf(QWidget* receiver);
/// The property "docentRole", else by class.
QByteArray roleOf(const QWidget* widget);
/// A click on it promises that something happens.
bool isInteractiveRole(const QByteArray& role);
/// The dialog that `widget` is in, or the widget around it with the property "docentForm"; itself when it is one; null: none.
const QWidget* formOf(const QWidget* widget);
/// A field for texts in which the user types (a line edit, an area, the editable part of a combo or spin box), also one that Qt does not know.
bool takesText(const QWidget* field);
/// A field whose texts are nobody's business, whatever was allowed.
bool isSecret(const QWidget* field);

}  // namespace docent::qt
