// panels/page.h: what pages of preferences are made of: text in the theme's colours, and rounded groups that lie on the window. GUI thread.
#pragma once

#include <QLabel>
#include <QVBoxLayout>
#include <QWidget>

namespace docent::qt {

/// Plain text that wraps. It follows the palette, and is not there while it is empty.
class PageLabel : public QLabel {
  Q_OBJECT
 public:
  enum class Kind {
    heading,  ///< over a group, on the window's ground
    title,
    body,
    muted,
    success,
    failure
  };
  explicit PageLabel(Kind kind, const QString& text = {}, QWidget* parent = nullptr);

  /// Shows `text`, hides the label when it is empty.
  void setWords(const QString& text);
  /// The same for what the user should hear at once: assistive technology reads it out.
  void announce(Kind kind, const QString& text);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void recolour();
  Kind kind_;
  bool recolouring_ = false;
};

/// A rounded surface with a vertical layout.
class Group : public QWidget {
  Q_OBJECT
 public:
  explicit Group(QWidget* parent = nullptr);
  QVBoxLayout* column() { return column_; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QVBoxLayout* column_;
};

/// A line between the rows of a group.
class Divider : public QWidget {
  Q_OBJECT
 public:
  explicit Divider(QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace docent::qt
