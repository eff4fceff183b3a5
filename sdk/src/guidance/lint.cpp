#include "guidance/lint.h"

#include "guidance/lint_context.h"
#include "guidance/strategy_loader.h"

namespace docent::core {

Findings lint(std::string_view json, const ZoneSource& zones) {
  StrategyReport report = read_strategy(json, zones);
  if (report.loaded == nullptr) return std::move(report.findings);
  const auto document = parse_json(json);
  if (!document.ok()) return std::move(report.findings);
  LintContext context{*document, report.loaded->strategy, report.findings};
  lint_rules(context);
  lint_reach(context);
  lint_frequency(context);
  lint_content(context);
  lint_policies(context);
  return std::move(report.findings);
}

}  // namespace docent::core
