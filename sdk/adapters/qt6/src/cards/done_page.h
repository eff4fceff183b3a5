// cards/done_page.h: the last page of a survey and of a checklist: a large tick, a heading, a sentence if there is more to say, and one button that
// closes it. Owned by its card; GUI thread.
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace docent::qt {

class Button;
class TextBlock;

class DonePage : public QWidget {
  Q_OBJECT
 public:
  explicit DonePage(QWidget* parent);

  void setWords(const QString& heading, const QString& sentence, const QString& button);
  Button* button() const { return button_; }

 signals:
  void closed();

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void restyle();
  TextBlock* heading_;
  TextBlock* sentence_;
  Button* button_;
};

}  // namespace docent::qt
