// printing.h: prints a note, or shows how it would be printed. GUI thread; the dialogs are Qt's.
#pragma once

#include <QString>

class QWidget;

namespace notes {

void printNote(const QString& title, const QString& html, bool preview, QWidget* parent);

}  // namespace notes
