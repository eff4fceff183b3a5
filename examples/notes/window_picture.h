// window_picture.h: a picture of the application as it stands on the screen: its windows one over the other, in the screen's resolution. GUI thread.
#pragma once

#include <QImage>

namespace notes {

/// What a window system does, where there is none: puts new dialogs over the middle of their windows, and makes the window active that is left.
void arrangeWindows();
QImage windowPicture();
/// False when it cannot be written.
bool takePicture(const QString& file);

}  // namespace notes
