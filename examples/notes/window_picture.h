// window_picture.h: a picture of the application as it stands on the screen: its windows one over the other, in the screen's resolution. GUI thread.
#pragma once

#include <QImage>

namespace notes {

/// Puts new dialogs over the middle of their windows, as a window system does; where there is none they would lie in a corner.
void placeDialogs();
QImage windowPicture();
/// False when it cannot be written.
bool takePicture(const QString& file);

}  // namespace notes
