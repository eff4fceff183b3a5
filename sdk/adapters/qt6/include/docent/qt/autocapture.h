// docent/qt/autocapture.h: records what people do in a Qt Widgets application, without a line in its widgets. One object installs it:
//
//   docent::qt::Autocapture autocapture(*client);
//
// Recorded   clicks (buttons, tabs, lists, menus, also by key), commands (actions, undo and redo among them), edits of fields and forms, dialogs that
//            open, are accepted and close, scrolling, as `interaction` events by the elements' names (docent/qt/element_name.h), from which the
//            behaviour signals come (docs/signals.md); screens: windows, dialogs and pages of stacks, tabs and wizards that have an object name or
//            "docentName", by just that; foreground and background, from which dwell is made.
// Never      what is typed, chosen or shown: no text, no password, no file name, no window title. allow() lets one property of one element through.
// Cost       An event filter of the application; at most 5 µs a click. Edits, keys and scrolling are recorded once a second per element at most.
// Threads    The GUI thread only. The client may be closed before it; nothing is recorded then.
#ifndef DOCENT_QT_AUTOCAPTURE_H
#define DOCENT_QT_AUTOCAPTURE_H

#include <docent/qt/export.h>
#include <docent/docent.hpp>

#include <QtCore/QObject>

#include <memory>

class QAbstractItemModel;
class QLineEdit;

namespace docent::qt {

class DOCENT_QT_API Autocapture : public QObject {
  Q_OBJECT
 public:
  explicit Autocapture(Client& client, QObject* parent = nullptr) : Autocapture(client.get(), parent) {}
  explicit Autocapture(docent_client* client, QObject* parent = nullptr);
  ~Autocapture() override;

  /// Lets the value of `property` of the element `name` (as elementName() gives it) through with its clicks and edits, as the property `value`: bool,
  /// number, or at most 200 characters of text. Only for what is no secret, such as the choice in a list of formats.
  void allow(const QString& name, const QByteArray& property);
  /// Records `search_no_result` (property `target`) when the user has typed into `field` and `results` stays empty for a second. Never the words.
  void watchSearch(QLineEdit* field, QAbstractItemModel* results);
  /// Switches recording off and on; on at first.
  void setEnabled(bool enabled);
  bool isEnabled() const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  class Q_DECL_HIDDEN Capture;
  std::unique_ptr<Capture> capture_;
};

}  // namespace docent::qt

#endif
