// What a person would call a defect of layout, looked for in anything that is on the screen: text that is cut off, controls that overlap or lie
// outside of their card, text that can't be read. Each answer has one line a defect, with the widget's class, object name and text. GUI thread.
#pragma once

#include <QRect>
#include <QStringList>

#include "picture.h"

class QWidget;

namespace docent::qt::testing {

/// Class, object name and the beginning of the text of `widget`.
QString describe(const QWidget* widget);
/// What `widget` shows or, as a button without a text, is called.
QString textOf(const QWidget* widget);

/// Texts and controls in `root` that do not fit, overlap, or leave `allowed` (in root's coordinates).
QStringList layoutDefects(QWidget* root, const QRect& allowed);
/// Text in `root` below 4.5 of contrast, signs of buttons without text below 3, and text that touches the borders of its label, in the picture of
/// `root`'s window. What is disabled may be faint.
QStringList inkDefects(QWidget* root, const Picture& picture);

}  // namespace docent::qt::testing
