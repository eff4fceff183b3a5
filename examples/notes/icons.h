// icons.h: the icons of Notes, drawn as lines in the colour of the text beside them, so they are sharp at every size and fit every palette, and need
// neither an icon theme nor an image plugin. GUI thread.
#pragma once

#include <QIcon>

namespace notes {

/// "bold", "table", …: icon_shapes.cpp has them all. An unknown name is an empty icon.
QIcon icon(const QString& name);
/// Paints `name` into `rect` in one colour.
void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& color);
/// The application's own icon.
QIcon applicationIcon();

/// The shapes of `name` in a square of 24: see icon_shapes.cpp; null when there is none.
const char* iconShape(const QString& name);

}  // namespace notes
