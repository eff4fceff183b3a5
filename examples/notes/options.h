// options.h: the command line of Notes. Values only.
#pragma once

#include <QString>
#include <QStringList>

#include "defects.h"

namespace notes {

struct CommandLine {
  QString dataDir;
  QString endpoint;
  QString writeKey = "notes-example";
  QString strategyFile;
  QString locale;  ///< empty: the preference, else the system's
  QString theme;   ///< empty: the preference
  QString session;
  QString pictures = ".";
  bool lintNames = false;
  Defects defects;
};

enum class Start { run, done, wrong };

/// Reads `arguments` (the first is the program). `message` is what to print for done (help, version) and wrong.
Start readCommandLine(const QStringList& arguments, CommandLine& line, QString& message);

}  // namespace notes
