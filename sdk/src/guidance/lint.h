// Reads a strategy document as a critic: everything that the loader finds, and then what loads but can't do what its author meant. Pure, without a
// clock, so that the same document gives the same findings on every day. For people and tools before a document is sent out; engines don't call it.
// docs/lint.md explains each rule.
#pragma once

#include <string_view>

#include "base/time_zone_name.h"
#include "guidance/document_reader.h"

namespace docent::core {

// The loader's errors, and nothing else, when the document is refused. Else the loader's warnings and the linter's, in the order of the concerns.
// Breaches of the content policy are errors here, although the document loads: what breaches it is never shown. `zones` as for read_strategy().
Findings lint(std::string_view json, const ZoneSource& zones = {});

}  // namespace docent::core
