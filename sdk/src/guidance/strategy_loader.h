// Reads a strategy document and says everything that is wrong with it. Pure; used by the engine when a strategy arrives, and by linters.
// The envelope is strict: one error anywhere, and the document is refused whole. Inside campaigns[] an unknown type or operator disables that item
// only.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/status.h"
#include "base/time_zone_name.h"
#include "guidance/document_reader.h"
#include "guidance/strategy.h"
#include "rules/rule_set.h"

namespace docent::core {

struct LoadedStrategy {
  Strategy strategy;
  RuleSet rules;
};

struct StrategyReport {
  std::unique_ptr<LoadedStrategy> loaded;  // null when the document is refused
  Findings findings;                       // errors, or warnings of a document that was read
};

// Named time zones are those that `zones` knows; it is asked once for each name.
StrategyReport read_strategy(std::string_view json, const ZoneSource& zones = {});

// The errors as one message with places and remedies, the first five in full.
Status refusal(const Findings& findings, std::string_view json);

}  // namespace docent::core
