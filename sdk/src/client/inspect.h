// What a data directory holds, for `docent inspect` and for support: read without changing anything, also while a client runs on it.
#pragma once

#include <string>

#include "base/status.h"

namespace docent::core {

// JSON as in docs/cli/inspect.schema.json. not_found: no database there.
Result<std::string> inspect_data_dir(const std::string& path);

}  // namespace docent::core
