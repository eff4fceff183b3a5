// cards/card.h: what all cards are: widgets that show one presentation inside a window of the application and say what the user does with it. A card
// knows neither Docent nor the presenter; the presenter reports, moves and deletes it. GUI thread.
//
// A card paints its own rounded surface with a shadow of `shadowExtent` on every side, and is placed by its whole rectangle, shadow included.
#pragma once

#include <QWidget>

#include "cards/content.h"
#include "look/theme.h"

namespace docent::qt {

class Card : public QWidget {
  Q_OBJECT
 public:
  explicit Card(QWidget* parent);

  /// First content and each update of it: texts, direction and accessibility from it.
  virtual void setContent(const Content& content) = 0;
  /// The widget that gets the focus when the user enters the card by key.
  virtual QWidget* firstFocus() = 0;
  const Content& content() const { return content_; }
  Theme theme() const { return Theme::of(this); }

 signals:
  void actionChosen(const QString& id);
  void advanced(const QString& how);                               ///< of a tour: "next", "back"
  void itemChosen(const QString& id);                              ///< of a checklist: an item that launches something
  void answered(const QString& question, const QByteArray& json);  ///< of a survey; empty: skipped
  void dismissed(const QString& how);                              ///< "close", "escape", "skip", "never_again"
  void linkActivated(const QString& link);
  void resized();  ///< wants another size

 protected:
  /// Keeps `content`, and sets direction, accessible name and description from it. Call it first in setContent().
  void adopt(const Content& content);
  /// Escape dismisses what may be dismissed.
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;
  /// The campaign's colours, as far as they are asked for, as the palette of the card and all in it.
  void wearTheme();
  /// Clicks on a card are not clicks on what lies below.
  void mousePressEvent(QMouseEvent* event) override;

 private:
  Content content_;
  bool isDressing_ = false;
  QSize wanted_;  // what the layout asked for last
};

/// Paints a card's surface with its shadow into `bounds`.
void paintSurface(QPainter& painter, const QRect& bounds, const Theme& theme, double corner = radius);

}  // namespace docent::qt
