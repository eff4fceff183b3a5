// notice_bar.h: a strip at the bottom of the window that says what happened and offers one thing to do about it. It never takes the focus. GUI
// thread.
#pragma once

#include <QTimer>
#include <QWidget>
#include <functional>

class QLabel;
class QPushButton;

namespace notes {

class NoticeBar : public QWidget {
  Q_OBJECT
 public:
  explicit NoticeBar(QWidget* parent = nullptr);

  /// Shows `text` for `seconds` (0: until it is closed). `offer` is the text of the button, "" for none.
  void say(const QString& text, int seconds, const QString& offer = {}, std::function<void()> act = {});

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QLabel* text_;
  QPushButton* button_;
  QTimer end_;
  std::function<void()> act_;
};

}  // namespace notes
