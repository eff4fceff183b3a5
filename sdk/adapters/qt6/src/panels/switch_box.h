// panels/switch_box.h: a check box that looks like a switch, because its choice acts at once. Keyboard, accessibility and signals are those of
// QCheckBox. Its text wraps. GUI thread.
#pragma once

#include <QCheckBox>

namespace docent::qt {

class SwitchBox : public QCheckBox {
  Q_OBJECT
 public:
  explicit SwitchBox(const QString& text, QWidget* parent = nullptr);

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  /// The whole of it, not only what the style would draw.
  bool hitButton(const QPoint& position) const override;

 private:
  QRect textRect(int width) const;
};

}  // namespace docent::qt
