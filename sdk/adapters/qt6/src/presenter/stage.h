// presenter/stage.h: everything that is on the screen or on its way there. It takes what docent_poll() hands out, asks whether now is a moment, has
// it drawn, and reports what became of it. GUI thread; owned by the presenter.
#pragma once

#include <docent/qt/presenter.h>

#include <QElapsedTimer>
#include <QHash>
#include <QPointer>
#include <QTimer>
#include <map>
#include <memory>
#include <vector>

#include "anchors/anchor_lookup.h"
#include "panels/message_history.h"
#include "presenter/bell.h"
#include "presenter/courtesy.h"
#include "presenter/showing.h"

namespace docent::qt {

class Presenter::Stage : public QObject {
 public:
  Stage(Presenter& presenter, docent_client* client);
  ~Stage() override;

  docent_client* client() const { return client_; }
  AnchorLookup& anchors() { return anchors_; }
  CourtesyWatch& courtesy() { return courtesy_; }
  MessageHistory& history() { return history_; }
  void setVeto(std::function<bool(const QString&, const QString&)> mayShow) { mayShow_ = std::move(mayShow); }
  void setHome(QWidget* window) { home_ = window; }
  void launch(const QString& campaign);
  void preview(const QString& campaign, const QString& variant);
  QStringList onScreen() const;
  const std::map<QString, bool>& anchorsAskedFor() const { return askedFor_; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void poll();
  void take(docent_presentation* handle);
  void listen(Showing* showing);
  // Tries to bring what waits to the screen. What can change without being told is asked again by a timer.
  void advance();
  // Milliseconds until `showing` is to be tried again; `never` when it is there, or gone, or something tells.
  qint64 tryOpen(Showing* showing);
  bool waitsForItsWindow(const Showing* showing) const;
  qint64 waitHidden(Showing* showing);
  qint64 waitForAnchor(Showing* showing);
  qint64 hold(Showing* showing);
  void appear(Showing* showing);
  // Whether another moment is to be waited for, wherever it would be; and whether a dialog or a menu covers `window`.
  bool isHeld(const Showing* showing) const;
  bool isCovered(const Showing* showing, const QWidget* window) const;
  bool isTaken(const Showing* showing) const;
  Anchor findAnchor(Showing* showing);
  void giveUpAnchor(Showing* showing);
  QWidget* home() const;
  void collapseChecklists();
  void stackPanels();

  void report(Showing* showing, int outcome, const QString& detail);
  void act(Showing* showing, const QString& action);
  void answer(Showing* showing, const QString& question, const QByteArray& json);
  void carryOut(const QString& command, const QString& campaign);
  void openLink(const QString& link, const QString& campaign);
  void move(Showing* showing, const QString& how);
  void remove(Showing* showing, const QString& outcome);
  Showing* find(const QString& id) const;

  bool isInCard(const QWidget* widget) const;
  QWidget* nextFocus() const;
  Showing* tourIn(const QWidget* window) const;

  Presenter& presenter_;
  docent_client* client_;
  AnchorLookup anchors_;
  CourtesyWatch courtesy_;
  MessageHistory history_;
  Bell bell_;
  std::function<bool(const QString&, const QString&)> mayShow_;
  QPointer<QWidget> home_;
  std::vector<Showing*> showings_;  // oldest first; children of this
  std::map<QString, bool> askedFor_;
  QHash<QString, QElapsedTimer> launched_;  // campaigns that the user asked for and that have not come yet, since when
  QTimer retry_;
  QPointer<QWidget> cameFrom_;  // the application's widget that had the focus before a card got it
};

}  // namespace docent::qt
