// capture/own_name.h: what the developer called an object, and the dynamic properties by which an application tells capture about it. Costs some
// nanoseconds for objects without dynamic properties, so it may be asked of every ancestor of a widget. GUI thread.
#pragma once

#include <QObject>
#include <QString>
#include <QVariant>

namespace docent::qt {

/// Names are kept to this many bytes of UTF-8 (docs/signals.md).
inline constexpr int maxNameBytes = 128;

/// The dynamic property `name`; invalid when there is none. QObject::property() would search the properties of the class first.
QVariant dynamicProperty(const QObject* object, const char* name);
/// True when the dynamic property `name` is there and true: "docentIgnore", "docentForm", "docentCommit".
bool isFlagged(const QObject* object, const char* name);
/// True for parts that Qt makes for itself, such as the viewport of a list.
bool isQtInternal(const QObject* object);
/// The dynamic property "docentName", else the object name; "" without one, and for Qt's own parts.
QString ownName(const QObject* object);
/// `name` cut between code points to `maxNameBytes`.
QString clippedName(const QString& name);
/// The length of `text` in UTF-8.
qsizetype utf8Size(QStringView text);

}  // namespace docent::qt
