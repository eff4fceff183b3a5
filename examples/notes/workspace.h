// workspace.h: what the windows of Notes share. main owns all of it; it outlives every window. GUI thread.
#pragma once

#include "defects.h"
#include "guidance.h"
#include "note_store.h"
#include "preferences.h"

namespace notes {

struct Workspace {
  NoteStore& store;
  Preferences& preferences;
  Guidance& guidance;
  Defects& defects;
  QString language;  ///< "en", "zh-CN", "ar": of this run
};

}  // namespace notes
