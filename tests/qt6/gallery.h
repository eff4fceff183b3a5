// One of everything that the kit shows, in a real window by way of a real client and presenter: what tests of pictures and of accessibility walk
// through. The window has one strong colour and an anchor of another, so that a picture tells them from cards. GUI thread.
#pragma once

#include <docent/qt/presenter.h>

#include <QMainWindow>
#include <array>

#include "cards/card.h"
#include "rig.h"

namespace docent::qt::testing {

/// The strategy of the gallery with all texts in `language`, "en", "zh" or "ar".
QByteArray galleryStrategy(const QByteArray& language);

struct Exhibit {
  const char* name;
  const char* campaign;
  const char* detail = "";  ///< the question of a survey, the state of a checklist, the side of a callout in left-to-right
};
extern const std::array<Exhibit, 5> anchoredExhibits;   ///< callouts with an arrow
extern const std::array<Exhibit, 19> standingExhibits;  ///< all other cards

class Gallery {
 public:
  static const QColor ground, anchor;
  static const QRect anchorPlace;
  /// The client is one a language and process, because opening it takes longer than a picture.
  explicit Gallery(const QByteArray& language);

  /// On the screen and laid out; null when it did not come.
  Card* show(const Exhibit& exhibit);
  QMainWindow& window() { return window_; }
  Presenter& presenter() { return presenter_; }
  Client& client() { return rig_.client(); }

 private:
  Card* find() const;
  Rig& rig_;
  QMainWindow window_;
  Presenter presenter_;
};

}  // namespace docent::qt::testing
