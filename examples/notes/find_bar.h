// find_bar.h: find and replace in the open note, below the toolbar. Marks all matches and counts them. GUI thread.
#pragma once

#include <QTextCursor>
#include <QWidget>

class QLabel;
class QLineEdit;
class QTextEdit;
class QToolButton;

namespace notes {

class FindBar : public QWidget {
  Q_OBJECT
 public:
  explicit FindBar(QTextEdit* editor, QWidget* parent = nullptr);

  /// Shows the bar, with the selected words to look for.
  void begin();
  /// Hides it, and the marks.
  void end();
  int matches() const { return static_cast<int>(found_.size()); }
  /// Of the match that is selected, from 1; 0: none.
  int current() const;

 signals:
  void searched();  ///< the user looks for something
  void replaced(int count);

 public slots:
  void next();
  void previous();
  void replace();
  void replaceAll();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QToolButton* button(const char* name, const char* icon, const QString& tip);
  void search();
  void mark();
  void select(const QTextCursor& cursor);

  QTextEdit* editor_;
  QLineEdit* what_;
  QLineEdit* with_;
  QToolButton* matchCase_;
  QToolButton* wholeWords_;
  QLabel* count_;
  QList<QTextCursor> found_;
};

}  // namespace notes
