// panels/consent_section.h: what may be used, one switch a purpose. A choice acts at once; what Docent refuses is said and put back. Until the user
// has decided, both are off, it says that nothing is sent, and the switches only mark what a button then decides: a decision denies what is not
// granted, and so erases what was held for it. GUI thread.
#pragma once

#include <docent/docent.hpp>

#include <QWidget>

namespace docent::qt {

class Button;
class PageLabel;
class SwitchBox;

class ConsentSection : public QWidget {
  Q_OBJECT
 public:
  explicit ConsentSection(docent_client* client, QWidget* parent = nullptr);

  void setRecipient(const QString& name);
  /// Reads the mask again.
  void refresh();

 signals:
  void consentChanged(quint32 granted);

 private:
  void choose();
  quint32 marked() const;
  void decide(quint32 granted);

  docent_client* client_;
  PageLabel* undecided_;
  Button* neither_;
  Button* decide_;
  bool unknown_ = false;
  SwitchBox* analytics_;
  PageLabel* analyticsBody_;
  SwitchBox* guidance_;
  PageLabel* result_;
};

}  // namespace docent::qt
