// note_list.h: the side of the window with all notes: search, order, and what can be done to one. GUI thread.
#pragma once

#include <QStyledItemDelegate>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;

namespace notes {

class Commands;
class NoteModel;
struct Workspace;

class NoteList : public QWidget {
  Q_OBJECT
 public:
  NoteList(Workspace& workspace, const Commands& commands, QWidget* parent = nullptr);

  void select(const QString& id);  ///< marks it without opening it; "" marks none
  QString selected() const;
  void beginSearch();
  QLineEdit* searchField() const { return search_; }
  NoteModel* model() const { return model_; }

 signals:
  void chosen(const QString& id);
  void searched();  ///< the user typed something to look for

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget* makeHeader(const Commands& commands);
  void showEmpty();

  Workspace& workspace_;
  NoteModel* model_;
  QLineEdit* search_;
  QComboBox* sort_;
  QListView* list_;
  QLabel* empty_;
  bool byKey_ = false;  // the user moves through the list by key
};

/// Two lines a note: its title, and when it was changed and how it begins.
class NoteDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// "14:05", "Yesterday", "3 Nov", "3 Nov 2024", in the application's language.
QString shortDate(const QDateTime& time);

}  // namespace notes
