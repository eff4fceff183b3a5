// What the parts of the linter share while one document is read. Lives on the stack of lint(). Each part looks at one concern of a document that
// loads, and adds findings.
#pragma once

#include "guidance/document_reader.h"
#include "guidance/strategy.h"

namespace docent::core {

struct LintContext {
  const Value& document;  // as written
  const Strategy& strategy;
  Findings& findings;

  void warn(std::string_view rule, const std::string& pointer, std::string message, std::string remedy) {
    findings.warning(rule, pointer, std::move(message), std::move(remedy));
  }
  // The campaign as written.
  const Value& written(const Campaign& campaign) const {
    static const Value none;
    const auto index = static_cast<std::size_t>(&campaign - strategy.campaigns.data());
    const auto& list = document["campaigns"].as_array();
    return index < list.size() ? list[index] : none;
  }
};

// Whether a rule that holds for nobody, asks for opposites, or says of "never" what its author hardly means stands anywhere.
void lint_rules(LintContext& context);
// Campaigns, variants, stages and groups whose turn never comes; launches in a circle.
void lint_reach(LintContext& context);
// Limits, distances, caps and ends that can't take effect.
void lint_frequency(LintContext& context);
// The content policy, roles for assistive technology, placeholders.
void lint_content(LintContext& context);
// Everything about the document beside its campaigns, and experiments.
void lint_policies(LintContext& context);

// The length of the schedule in ms; empty without both ends, or when they are told by different clocks.
std::optional<int64_t> schedule_span_ms(const Schedule& schedule) noexcept;

}  // namespace docent::core
