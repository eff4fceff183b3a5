// docent/qt/presenter.h: shows what Docent decides (tips, tours, banners, checklists, surveys) in a Qt Widgets application, and reports what became
// of it. Make one after the client:
//
//   docent::qt::Presenter presenter(*client);
//
// Threads    The GUI thread only.
// Ownership  The presenter owns what it shows. The client may be closed before it: nothing new appears then, and what is there goes when it is used.
// Anchors    A campaign's `anchor` names a widget: by setAnchor(), else by object name ("toolbar.format"), a path of object names ("editor/bold"), or
//            the object name of an action, which stands for its button in a visible toolbar or its entry in a menu bar.
// Politeness Nothing appears over a modal dialog (except what points into it), while the user types fast, in full screen, in the first seconds after
//            start, or beside another tip, tour or survey: it waits up to a minute and is given back as suppressed, to be decided again. Emergencies,
//            previews and what the user asked for do not wait. What an application does is told to Docent as `app.modal` and `app.fullScreen`.
// Keyboard   F6 moves the focus between the window and what the kit shows in it; Escape closes it and gives the focus back.
#ifndef DOCENT_QT_PRESENTER_H
#define DOCENT_QT_PRESENTER_H

#include <docent/qt/export.h>
#include <docent/docent.hpp>

#include <QtCore/QObject>
#include <QtCore/QRect>
#include <QtCore/QStringList>

#include <functional>
#include <memory>

class QAction;
class QWidget;

namespace docent::qt {

/// When the presenter holds something back. Milliseconds; 0 switches one off (of holdMs: nothing is given back).
struct Courtesy {
  int startMs = 3000;        ///< nothing so long after the presenter was made
  int typingPauseMs = 1200;  ///< nothing until the user has not typed for so long, when there were `typingKeys` keys in the 2 s before
  int typingKeys = 4;        ///< 1 to 16
  int holdMs = 60000;        ///< what had to wait longer is given back as suppressed
};

class DOCENT_QT_API Presenter : public QObject {
  Q_OBJECT
 public:
  explicit Presenter(Client& client, QObject* parent = nullptr) : Presenter(client.get(), parent) {}
  explicit Presenter(docent_client* client, QObject* parent = nullptr);
  ~Presenter() override;

  /// `name` is `widget`, or with `part` a rectangle of it in its coordinates (a tab, a cell; an empty one: not there now), asked whenever it is
  /// drawn. Replaces an earlier anchor of this name; a null widget removes it. A destroyed widget is no anchor any more.
  void setAnchor(const QString& name, QWidget* widget, std::function<QRect()> part = {});
  /// Asked before anything but an emergency appears; false holds it back. Asked again every second while it waits.
  void setVeto(std::function<bool(const QString& campaign, const QString& type)> mayShow);
  void setCourtesy(const Courtesy& courtesy);
  /// Where banners and checklists appear, and what has no anchor. Default: the active QMainWindow, else the first visible one,
  /// else the active window.
  void setHome(QWidget* window);

  /// The user asks for a campaign ("show me the tour"): it does not wait.
  void launch(const QString& campaign);
  /// How any campaign would look, counting nothing. Failure: previewFailed().
  void preview(const QString& campaign, const QString& variant = {});
  /// "What was that tip?": what was shown in this run, newest first, in a dialog over `parent`; each can be asked for again.
  void showHistory(QWidget* parent = nullptr);
  /// For a Help menu; triggers showHistory(). Owned by the presenter.
  QAction* historyAction();
  /// Campaigns on the screen now, newest last.
  QStringList onScreen() const;
  /// Anchors that campaigns asked for in this run, and whether the last look found them ("toolbar.format", true).
  QList<std::pair<QString, bool>> anchorsAskedFor() const;

  docent_client* client() const;

 signals:
  /// The user chose an action whose command is the host's own: not `focus:` of a known anchor, not an http(s) `open:`, not one that Docent carries
  /// out.
  void commandRequested(const QString& command, const QString& campaign);
  void appeared(const QString& campaign, const QString& type);
  /// `outcome`: "interacted", "dismissed", "snoozed", "completed", "abandoned" or "withdrawn".
  void closed(const QString& campaign, const QString& outcome);
  void previewFailed(const QString& campaign, const QString& message);

 private:
  class Q_DECL_HIDDEN Stage;
  std::unique_ptr<Stage> stage_;
};

}  // namespace docent::qt

#endif
