// cards/callout.h: the card of tips and of the steps of tours: title, text, actions, and an arrow that points at its anchor. It lies within the
// window as a child, or, where there is no room, beside it as a window of its own. GUI thread.
#pragma once

#include "cards/card.h"
#include "cards/placement.h"

class QHBoxLayout;
class QLabel;

namespace docent::qt {

class Button;
class StepDots;
class TextBlock;

class Callout : public Card {
  Q_OBJECT
 public:
  explicit Callout(QWidget* parent);

  void setContent(const Content& content) override;
  QWidget* firstFocus() override;

  /// The size of the surface for bounds of this width and height.
  QSize surfaceSize(const QSize& bounds) const;
  /// Moves and draws it there: `placed` in the parent's coordinates, or in the screen's with `ownWindow`.
  void place(const Placement& placed, bool ownWindow);
  const Placement& placement() const { return placed_; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QPolygonF arrow() const;
  QRect surface() const { return rect().adjusted(shadowExtent, shadowExtent, -shadowExtent, -shadowExtent); }
  void addActions(const Content& content);
  void addTourActions(const Content& content);
  Button* addButton(int kind, const QString& text);
  void applyTheme();

  TextBlock* title_;
  Button* close_;
  TextBlock* body_;
  QLabel* hint_;
  StepDots* dots_;
  QWidget* foot_;
  QHBoxLayout* buttons_;
  QList<Button*> added_;
  Placement placed_;
  bool leaving_ = false;  // the user chose another step; a second click means the same
};

/// Where one is among the steps of a tour.
class StepDots : public QWidget {
  Q_OBJECT
 public:
  explicit StepDots(QWidget* parent);
  void setStep(int index, int count);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  int index_ = 0;
  int count_ = 0;
};

}  // namespace docent::qt
