// cards/marks.h: the small signs that surveys and checklists paint: a tick, a ring that fills, stars and faces. No fonts, so they look the same
// everywhere. GUI thread.
#pragma once

#include <QPainterPath>
#include <QRectF>

class QColor;
class QPainter;

namespace docent::qt {

/// The stroke of a tick within `box`; `share` (0 to 1) of it, as if just being drawn.
void paintTick(QPainter& painter, const QRectF& box, const QColor& color, double share = 1);
/// A filled disc with a tick on it: done. `share`: how far it has grown.
void paintDone(QPainter& painter, const QRectF& box, const QColor& disc, const QColor& tick, double share = 1);
/// An arc from the top, clockwise, for `share` of a full turn, on a track.
void paintProgressRing(QPainter& painter, const QRectF& box, double share, const QColor& color, const QColor& track);
/// A star with five points within `box`.
QPainterPath starPath(const QRectF& box);
/// A face within `box`: `mood` 0 very sad, 0.5 neither, 1 very happy.
void paintFace(QPainter& painter, const QRectF& box, double mood, const QColor& ground, const QColor& line);

}  // namespace docent::qt
