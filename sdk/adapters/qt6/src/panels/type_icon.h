// panels/type_icon.h: small pictures of the kinds of campaign, drawn in one colour. Any size; GUI thread.
#pragma once

#include <QColor>
#include <QRectF>
#include <QString>

class QPainter;

namespace docent::qt {

/// Of "tip", "banner", "tour", "checklist", "survey", "recommendation"; a plain disc for what is not known.
void paintTypeIcon(QPainter& painter, const QRectF& place, const QString& type, const QColor& color);

}  // namespace docent::qt
