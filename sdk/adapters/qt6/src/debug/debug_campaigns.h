// debug/debug_campaigns.h: the debug overlay's campaigns: the state of each, every reason for and against it, and buttons to preview or launch it.
// GUI thread; asks in the background, one question at a time.
#pragma once

#include <QJsonObject>

#include "debug/debug_view.h"

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace docent::qt {

struct Answer;
class PageLabel;

class DebugCampaigns : public DebugView {
  Q_OBJECT
 public:
  explicit DebugCampaigns(const DebugSource& source, QWidget* parent = nullptr);
  void refresh() override;
  /// Why a preview failed.
  void say(const QString& message);

 private:
  enum Column { id, type, state, displays, earliest };
  void build();
  void adopt(const Answer& answer);
  void fill(QTreeWidgetItem* item, const QJsonObject& explained);
  QString chosen() const;
  void showDetails();

  DebugSource source_;
  QTreeWidget* table_;
  QPlainTextEdit* details_;
  QLineEdit* variant_;
  QPushButton* preview_;
  QPushButton* launch_;
  PageLabel* message_;
  QByteArray json_;
  bool asking_ = false;
};

}  // namespace docent::qt
