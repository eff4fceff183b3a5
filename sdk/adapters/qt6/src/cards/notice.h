// cards/notice.h: a sentence on a card that says what went wrong, on a tinted ground; hidden while there is none. It is told to assistive technology
// as an alert. Owned by its card; GUI thread.
#pragma once

#include <QWidget>

namespace docent::qt {

class TextBlock;

class Notice : public QWidget {
  Q_OBJECT
 public:
  explicit Notice(QWidget* parent);

  /// Shows and announces `sentence`; an empty one hides it.
  void setText(const QString& sentence);
  QString text() const;

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void restyle();
  TextBlock* text_;
};

}  // namespace docent::qt
