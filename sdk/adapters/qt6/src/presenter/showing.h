// presenter/showing.h: one presentation from the moment it was handed out until it is closed: its card, where that is, and how long it was visible.
// It reports nothing to Docent; the stage does. GUI thread; owned by the stage.
#pragma once

#include <docent/docent.hpp>

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <memory>

#include "anchors/anchor_watch.h"
#include "cards/card.h"

namespace docent::qt {

class Callout;
class Spotlight;

class Showing : public QObject {
  Q_OBJECT
 public:
  /// Takes ownership of `handle`. `asked`: the user asked for it.
  Showing(docent_presentation* handle, bool asked, QObject* parent);
  ~Showing() override;

  const docent_presentation* handle() const { return handle_.get(); }
  const Content& content() const { return content_; }
  Card* card() const { return card_; }
  bool wasAsked() const { return asked_; }
  /// Emergencies and previews wait for nothing.
  bool isUrgent() const;
  /// Of tips, tours and surveys there is one at a time.
  bool isFloating() const { return content_.type == "tip" || content_.type == "tour" || content_.type == "survey"; }
  /// The name of the element that it points at now; empty: none.
  QString anchorName() const;
  /// How long to look for it before giving up.
  int anchorPatienceMs() const;
  bool skipsMissingAnchor() const;
  bool isOpen() const { return card_ != nullptr; }
  /// The window that it is shown in; null while it is not open, or when that cannot be seen.
  QWidget* window() const { return card_ != nullptr && home_ && home_->isVisible() ? home_.data() : nullptr; }
  bool isVisible() const { return card_ != nullptr && card_->isVisible(); }
  bool wasReportedShown() const { return reportedShown_; }
  /// True once: the first call says that it has to be reported as shown.
  bool takeShown() { return !std::exchange(reportedShown_, true); }

  /// Another state of the same presentation. What is open stays open; a step with another anchor needs open() again.
  void update(docent_presentation* handle);
  /// Another step of a tour that is only previewed: Docent does not lead those.
  void goTo(qsizetype step);
  /// Draws it: beside `anchor`, or in `home` where the campaign has no anchor.
  void open(const Anchor& anchor, QWidget* home);
  /// Takes the card away without an outcome, to be opened again.
  void hideCard();
  /// Takes it away for good: nothing brings it back until this is deleted.
  void retire();
  /// True once, when the card had the focus and has none to give it to now: it waits for its anchor.
  bool dropFocusWish() { return std::exchange(wantsFocus_, false); }
  bool wasOpened() const { return opened_; }
  /// A survey that only says thanks stands in nobody's way.
  bool isThanking() const;
  /// Whether open() is due: nothing is drawn yet, or for another anchor, or its window is gone.
  bool needsOpening() const;
  /// Places the card again, as when its anchor moved.
  void place();
  /// How far the card is lifted above the bottom corner that it shares with others.
  void setLift(int lift);

  QElapsedTimer waiting;        ///< since it was handed out, or since its anchor went out of sight
  QElapsedTimer anchorMissing;  ///< valid while its anchor can't be seen

 signals:
  void visibleLongEnough();
  void anchorLost();  ///< the anchor can't be seen any more; the card is hidden
  void opened();
  void finished();  ///< the user has read the last page of a survey or checklist

 private:
  struct Destroy {
    void operator()(docent_presentation* p) const { docent_presentation_destroy(p); }
  };
  void adopt(Content content);
  bool hasFocusWithin() const;
  bool isInAnotherWindow() const;
  Card* makeCard(QWidget* parent);
  void placeCallout(Callout* callout);
  void placeInCorner();
  void showCard();
  void countVisible();
  void dimAround(const QRect& rect, QWidget* window);

  std::unique_ptr<docent_presentation, Destroy> handle_;
  Content content_;
  bool asked_;
  bool reportedShown_ = false;
  QPointer<Card> card_;
  QPointer<Card> announced_;  // told to assistive technology since it appeared
  QPointer<QWidget> holder_;  // what the card's window lays out for a banner
  QPointer<QWidget> home_;
  QPointer<Spotlight> spotlight_;
  std::unique_ptr<AnchorWatch> watch_;
  QString openedFor_;  // the anchor's name
  QTimer visible_;
  int visibleLeftMs_ = 0;
  int lift_ = 0;
  bool opened_ = false;
  bool wantsFocus_ = false;  // it had the focus before its content changed
};

}  // namespace docent::qt
