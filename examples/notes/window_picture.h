// window_picture.h: a picture of the application as it stands on the screen: its windows one over the other, in the screen's resolution. GUI thread.
#pragma once

#include <QImage>

namespace notes {

QImage windowPicture();
/// False when it cannot be written.
bool takePicture(const QString& file);

}  // namespace notes
