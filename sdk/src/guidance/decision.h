// A decision about a campaign as one line of JSON (docs/cli/decision.schema.json). The same for the SDK and the simulator, so it leaves out what
// differs from run to run: presentations' ids. Pure.
#pragma once

#include <string>
#include <string_view>

#include "guidance/engine.h"

namespace docent::core {

std::string decision_json(const Decision& decision, std::string_view user);

}  // namespace docent::core
