// editor.h: the rich text of one note. Knows formats and tables, neither files nor Docent. GUI thread.
#pragma once

#include <QTextEdit>
#include <QTimer>

#include "document_look.h"

namespace notes {

class NoteEditor : public QTextEdit {
  Q_OBJECT
 public:
  explicit NoteEditor(QWidget* parent = nullptr);

  /// Another note: undo begins anew, and nothing is reported as an edit.
  void setNote(const QString& html);
  QString html() const;

  void toggle(QTextFormat::Property property);  ///< FontWeight, FontItalic, FontUnderline (TextUnderlineStyle), FontStrikeOut
  void setStyle(BlockStyle style);
  void toggleList(QTextListFormat::Style style);
  void indentList(int by);
  /// Links the selection, or inserts `text`; an empty `url` takes the link away.
  void setLink(const QString& url, const QString& text);
  QString linkUnderCursor() const;

  void insertTable(int rows, int columns);
  enum class TableEdit { rowAbove, rowBelow, columnBefore, columnAfter, removeRow, removeColumn, removeTable };
  void editTable(TableEdit edit);
  bool inTable() const { return textCursor().currentTable() != nullptr; }

  /// Where the column of text begins, from the leading edge.
  int columnStart() const;
  int wordCount() const;
  void setZoom(int percent);  ///< 50 to 300
  int zoom() const { return zoom_; }

 signals:
  void edited(int chars);  ///< after a pause or a paragraph, how many characters came or went
  void styleApplied(const QString& style);
  void tableInserted(int rows, int columns);
  void formatChanged();  ///< the cursor is at text of another format
  void zoomChanged(int percent);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void insertFromMimeData(const QMimeData* source) override;
  QMimeData* createMimeDataFromSelection() const override;

 private:
  bool leaveBlock();
  void reportEdit();
  void applyFont();

  QTimer pause_;
  int chars_ = 0;
  bool loading_ = false;
  int zoom_ = 100;
};

/// Characters that count as words: runs of letters and digits; each Chinese or Japanese character is one.
int countWords(const QString& text);

}  // namespace notes
