// docent/qt/privacy_panel.h: what a user decides about Docent: consent by purpose in plain words, what was recorded, erasing it, and how often tips
// may appear. A widget for a page of preferences, or a dialog of its own. Every choice acts at once; the first one about consent when its
// button is pressed. It speaks the language of its locale().
// Threads: the GUI thread only. The client may be closed before it; the panel is disabled then and says so.
#ifndef DOCENT_QT_PRIVACY_PANEL_H
#define DOCENT_QT_PRIVACY_PANEL_H

#include <docent/qt/export.h>
#include <docent/docent.hpp>

#include <QtWidgets/QWidget>

#include <memory>

namespace docent::qt {

class DOCENT_QT_API PrivacyPanel : public QWidget {
  Q_OBJECT
 public:
  explicit PrivacyPanel(Client& client, QWidget* parent = nullptr) : PrivacyPanel(client.get(), parent) {}
  explicit PrivacyPanel(docent_client* client, QWidget* parent = nullptr);
  ~PrivacyPanel() override;

  /// Who receives the data, for the sentence on analytics ("Example Ltd."). Default: "the makers of <application>".
  void setRecipient(const QString& name);
  /// Reads consent and the recorded list again; also done whenever the panel is shown.
  void refresh();
  /// The panel in a dialog with a Close button, modal to the window of `parent`, deleted when closed.
  static void showDialog(docent_client* client, QWidget* parent = nullptr);

 signals:
  void consentChanged(quint32 granted);  ///< A DOCENT_CONSENT_* mask.
  void erased();

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  class Q_DECL_HIDDEN Page;
  void build();
  docent_client* client_;
  QString recipient_;
  std::unique_ptr<Page> page_;
};

}  // namespace docent::qt

#endif
