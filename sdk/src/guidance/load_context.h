// What the parts of the strategy loader share while one document is read. Lives on the stack of read_strategy().
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time_zone_name.h"
#include "guidance/content.h"
#include "guidance/document_reader.h"
#include "guidance/references.h"
#include "guidance/strategy.h"
#include "rules/rule_set.h"

namespace docent::core {

// What to do about a time zone that is not known.
inline constexpr std::string_view zone_remedy =
    "write \"local\", \"UTC\", an offset such as \"+08:00\", or a name of the IANA database such as \"Europe/Berlin\", which the device must have";

struct LoadContext {
  Findings& findings;
  References& references;
  RuleSet& rules;
  Strategy& strategy;
  const Value& segments;  // of the document
  ContentPolicy content_policy;
  ZoneSource zones;  // asks once for each name

  TextContext texts() const { return {strategy.required_locales, strategy.default_locale, references, findings}; }

  // What this version does not know and a later one may: a warning, and the item is off for this reason unless it was already.
  void disable(std::string& disabled, std::string_view rule, const std::string& place, std::string message, std::string remedy);
  // Compiles a rule. An operator that this version does not know disables the item or, without `disabled`, is an error like everything else that is
  // wrong with a rule. no_rule on failure.
  RuleId rule(const Value& rule, const std::string& pointer, RuleScope scope, std::string* disabled);
  void note_failure(const RuleError& error, const std::string& pointer, std::string* disabled);
  // The first questions to history in a rule that compiles.
  std::vector<Evidence> evidence(const Value& rule);
  // Keeps the first rule of the content policy that the texts and actions of `content` break.
  void note_violation(const Value& content, std::string_view plain, Campaign& campaign) const;
  // {event, filter?} and nothing else, unless the caller has taken more from `reader`.
  EventMatch event_match(ObjectReader& reader, std::string* disabled);
};

// `policies` of the document.
void read_policies(const Value& value, const std::string& pointer, LoadContext& context);
// One element of `campaigns`.
void read_campaign(const Value& value, const std::string& pointer, LoadContext& context);
// The lists that make a tour, a survey and a checklist. An unknown operator or question type disables the campaign.
std::vector<TourStep> read_steps(const Value& list, const std::string& pointer, Campaign& campaign, LoadContext& context);
std::shared_ptr<const SurveyFlow> read_questions(const Value& list, const std::string& pointer, Campaign& campaign, LoadContext& context);
std::vector<ChecklistItem> read_items(const Value& list, const std::string& pointer, Campaign& campaign, LoadContext& context);
// "tip" and so on for caps and exemptions; unknown names are errors.
std::vector<CampaignType> read_campaign_types(ObjectReader& reader, std::string_view key, Findings& findings);

}  // namespace docent::core
