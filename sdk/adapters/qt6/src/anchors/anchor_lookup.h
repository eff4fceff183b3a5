// anchors/anchor_lookup.h: finds the widget that a name stands for. Registered names go first; then object names, of the active window before others;
// then object names of actions, which stand for their button in a visible toolbar or their entry in a menu bar. A path ("dialog/format") names
// parents too, nearest last, and may leave out some between. What is ignored by capture, the kit's cards among it, is no anchor. Looks at every
// widget of the windows, so it is called when something is to appear, not for every event. GUI thread.
#pragma once

#include <QHash>
#include <QString>

#include "anchors/anchor.h"

namespace docent::qt {

class AnchorLookup {
 public:
  /// A null widget removes the name.
  void set(const QString& name, QWidget* widget, std::function<QRect()> part);
  /// The anchor that can be seen now, else one that exists, else an empty one.
  Anchor find(const QString& name) const;

 private:
  QHash<QString, Anchor> registered_;
};

}  // namespace docent::qt
