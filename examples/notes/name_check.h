// name_check.h: opens every window of Notes and says which widgets and actions have no stable name, for --lint-names. GUI thread.
#pragma once

namespace notes {

class MainWindow;

/// The exit code: 0 when all have one.
int checkNames(MainWindow& window);

}  // namespace notes
