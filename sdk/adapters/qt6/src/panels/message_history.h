// panels/message_history.h: "What was that tip?": what was shown in this run, newest first, and the dialog that lists it. The presenter owns the
// history and adds to it; it outlives the dialogs. In memory only. GUI thread.
#pragma once

#include <QAbstractListModel>
#include <QDateTime>
#include <QDialog>
#include <QList>

#include "cards/content.h"

class QLineEdit;
class QListView;
class QSortFilterProxyModel;

namespace docent::qt {

class PageLabel;

class MessageHistory : public QAbstractListModel {
  Q_OBJECT
 public:
  static constexpr int limit = 100;
  enum Role { TitleRole = Qt::DisplayRole, BodyRole = Qt::UserRole, TypeRole, TimeRole, CampaignRole, SearchRole };
  using QAbstractListModel::QAbstractListModel;

  /// On top; a presentation that is there already (an update: a tour's next step) takes its new texts where it stands. Withdrawals are not kept.
  void add(const Content& content);

  int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(entries_.size()); }
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  struct Entry {
    QString id, campaign, type, title, body;
    QDateTime time;
  };
  QList<Entry> entries_;
};

/// Deletes itself when closed. Keyboard: type to search, arrows choose, Enter asks for it again.
class HistoryDialog : public QDialog {
  Q_OBJECT
 public:
  explicit HistoryDialog(MessageHistory* history, QWidget* parent = nullptr);

 signals:
  /// The user wants to see this campaign again; the dialog closes.
  void again(const QString& campaign);

 protected:
  /// The arrow keys move in the list while the search has the focus.
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void showFound();
  void askAgain();

  MessageHistory* history_;
  QSortFilterProxyModel* found_;
  QLineEdit* search_;
  QListView* list_;
  PageLabel* empty_;
  QPushButton* again_;
};

}  // namespace docent::qt
