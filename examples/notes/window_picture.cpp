#include "window_picture.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QPainter>
#include <QWidget>
#include <algorithm>

#include "appearance.h"

namespace notes {

namespace {

constexpr int titleBar = 30;  // what a window system draws over a dialog, and does not here

bool hasTitleBar(const QWidget* window) { return window->windowType() == Qt::Dialog; }

QWidgetList windowsFromBelow() {
  QWidgetList windows;
  for (QWidget* const window : QApplication::topLevelWidgets()) {
    if (window->isVisible() && window->windowType() != Qt::Desktop) windows.append(window);
  }
  const auto rank = [](const QWidget* w) {
    if (w->windowType() == Qt::Popup) return 10;
    // A window stands over the one that it belongs to.
    int depth = w == QApplication::activeModalWidget() ? 1 : w->windowType() == Qt::Tool ? 5 : 0;
    for (const QWidget* at = w->parentWidget(); at != nullptr; at = at->parentWidget()) depth += at->isWindow() ? 1 : 0;
    return depth;
  };
  std::stable_sort(windows.begin(), windows.end(), [&](const QWidget* a, const QWidget* b) { return rank(a) < rank(b); });
  return windows;
}

QRect outerRect(const QWidget* window) { return window->geometry().adjusted(0, hasTitleBar(window) ? -titleBar : 0, 0, 0); }

void paintFrame(QPainter& painter, const QWidget* window) {
  const QRect outer = outerRect(window);
  painter.setPen(Qt::NoPen);
  for (int ring = 12; ring > 0; ring -= 2) {
    painter.setBrush(QColor(0, 0, 0, 9));
    painter.drawRoundedRect(outer.adjusted(-ring, -ring + 4, ring, ring + 4), ring, ring);
  }
  const QPalette palette = window->palette();
  const QRect bar(outer.left(), outer.top(), outer.width(), titleBar);
  painter.fillRect(bar, mixed(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.08));
  painter.setFont(sized(1, QFont::DemiBold));
  painter.setPen(palette.color(QPalette::WindowText));
  painter.drawText(bar, Qt::AlignCenter, window->windowTitle());
}

}  // namespace

void arrangeWindows() {
  for (QWidget* const window : QApplication::topLevelWidgets()) {
    if (!hasTitleBar(window) || !window->isVisible() || window->parentWidget() == nullptr || window->property("notesPlaced").toBool()) continue;
    window->setProperty("notesPlaced", true);
    const QRect owner = window->parentWidget()->window()->geometry();
    window->move(owner.center() - window->rect().center() + QPoint(0, titleBar / 2));
  }
  if (QApplication::activeWindow() != nullptr || QApplication::activePopupWidget() != nullptr) return;
  const QWidgetList windows = windowsFromBelow();
  QWidget* const modal = QApplication::activeModalWidget();
  if (modal != nullptr) modal->activateWindow();
  else if (!windows.isEmpty()) windows.first()->activateWindow();
}

QImage windowPicture() {
  const QWidgetList windows = windowsFromBelow();
  QRect all;
  for (const QWidget* const window : windows) all |= outerRect(window);
  if (all.isEmpty()) return {};
  const double ratio = windows.first()->devicePixelRatioF();
  QImage picture(all.size() * ratio, QImage::Format_RGB32);
  picture.setDevicePixelRatio(ratio);
  picture.fill(QColor(0x50, 0x56, 0x60));
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(-all.topLeft());
  for (QWidget* const window : windows) {
    if (hasTitleBar(window)) paintFrame(painter, window);
    painter.drawPixmap(window->geometry().topLeft(), window->grab());
  }
  return picture;
}

bool takePicture(const QString& file) {
  QDir().mkpath(QFileInfo(file).path());
  QApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);  // no layout is caught halfway
  return windowPicture().save(file);
}

}  // namespace notes
