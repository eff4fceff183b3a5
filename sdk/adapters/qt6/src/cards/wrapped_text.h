// cards/wrapped_text.h: a text that a widget paints itself, wrapped to a width, broken inside of words that are too long for it, never read as
// markup. Value; GUI thread.
#pragma once

#include <QFont>
#include <QRect>
#include <QString>

class QColor;
class QPainter;
class QTextLayout;

namespace docent::qt {

class WrappedText {
 public:
  WrappedText() = default;
  explicit WrappedText(const QString& text) : text_(text) {}

  const QString& text() const { return text_; }
  bool isEmpty() const { return text_.isEmpty(); }
  /// Beyond so many lines it ends in an ellipsis; 0, the default: never.
  void setMaximumLines(int lines);
  int height(const QFont& font, int width) const;
  /// `side`: Qt::AlignLeading, Qt::AlignTrailing or Qt::AlignHCenter, seen from `direction`.
  void paint(QPainter& painter, const QRect& rect, const QColor& color, Qt::LayoutDirection direction, Qt::Alignment side = Qt::AlignLeading) const;

 private:
  // Lays out what fits; returns the height.
  double layOut(QTextLayout& layout, double width) const;
  QString text_;
  int maximumLines_ = 0;
  // The last answer of height(): layouts ask many times.
  mutable QFont measuredFont_;
  mutable int measuredWidth_ = -1;
  mutable int measuredHeight_ = 0;
};

}  // namespace docent::qt
