// note.h: what a note is. Values only; any thread.
#pragma once

#include <QDateTime>
#include <QString>

namespace notes {

struct Note {
  QString id;     ///< also the name of its file
  QString title;  ///< as the user wrote it, may be empty
  QString html;   ///< the body, as html_writer makes it
  QString text;   ///< the body's plain text, for search and previews
  QDateTime created;
  QDateTime modified;
  bool pinned = false;
};

}  // namespace notes
