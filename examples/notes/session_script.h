// session_script.h: the language of recorded sessions, read from text. README.md explains it to those who write one. Values only.
//
//   @say TEXT                    what happens, for the reader
//   type TEXT                    types into what has the focus; \n is Enter
//   key KEYS                     a key or combination, such as Ctrl+S
//   click NAME                   the widget, action or menu entry of this object name
//   choose NAME VALUE            an entry of a list or combo box, by its value or text
//   see NAME TEXT                waits until the widget shows this text
//   wait CAMPAIGN SECONDS        waits until the campaign is on the screen; gone: until it is not any more
//   press ACTION                 a button of what is shown, by text or id
//   answer VALUE                 the answer to a survey's question: a degree, a choice, or words; then Next
//   launch CAMPAIGN, preview CAMPAIGN
//   fail OPERATION:PROBABILITY   plants a defect from here on
//   picture FILE                 what is on the screen, as PNG
//   quit
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace notes {

struct SessionStep {
  int line = 0;
  QString command;
  QStringList arguments;
};

/// The steps of `text`; `error` names the first line that is none, and is empty otherwise. Blank lines and lines with # at their beginning are left
/// out.
QList<SessionStep> readSession(const QString& text, QString& error);

}  // namespace notes
