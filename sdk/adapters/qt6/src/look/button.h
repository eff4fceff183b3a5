// look/button.h: the buttons on cards. They paint themselves from the theme, because a style's buttons don't fit a coloured or dark ground; they are
// QPushButtons for everything else: keyboard, accessibility, tests. GUI thread.
#pragma once

#include <QPushButton>

#include "look/theme.h"

namespace docent::qt {

class Button : public QPushButton {
  Q_OBJECT
 public:
  enum class Kind {
    primary,    ///< what the card wants: filled
    secondary,  ///< outlined
    plain,      ///< text only
    close       ///< a cross without text; give it an accessible name
  };
  Button(Kind kind, const QString& text, QWidget* parent = nullptr);

  /// On another ground than the surface of cards (a banner): its colours.
  void setTone(const Theme::Tone& tone);
  QSize sizeHint() const override;
  /// Where there is no room for all of a text its end is left out; the tooltip has it.
  QSize minimumSizeHint() const override;

 protected:
  bool event(QEvent* event) override;
  /// Enter presses it, as it does in dialogs, and does not go on to the card.
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QString shownText() const;
  Kind kind_;
  Theme::Tone tone_;
  bool toned_ = false;
};

/// The focus ring of everything the kit draws: two pixels outside of `shape`, in `color`.
void paintFocusRing(QPainter& painter, const QRectF& shape, double corner, const QColor& color);

}  // namespace docent::qt
