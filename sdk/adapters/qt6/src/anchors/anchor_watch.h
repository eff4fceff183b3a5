// anchors/anchor_watch.h: tells when an anchor moved, was resized, scrolled, hidden, shown or destroyed, by watching it and all its parents. What
// happens in one go is told once. GUI thread.
#pragma once

#include <QObject>

#include "anchors/anchor.h"
#include "tell_once.h"

namespace docent::qt {

class AnchorWatch : public QObject {
  Q_OBJECT
 public:
  explicit AnchorWatch(const Anchor& anchor, QObject* parent = nullptr);
  ~AnchorWatch() override;

  const Anchor& anchor() const { return anchor_; }

 signals:
  void changed();  ///< ask anchor().visibleRect() again; the anchor may be gone

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void watchParents();
  void tell();

  Anchor anchor_;
  QList<QPointer<QWidget>> watched_;
  TellOnce told_;
};

}  // namespace docent::qt
