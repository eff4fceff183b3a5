// A strategy document after it was read: plain data, immutable once loaded. docs/strategy.md says what it means; strategy_loader.h reads it.
// Rules are compiled and live in the RuleSet beside it; here stand their ids. Texts stay as {locale: text} values and are resolved when they are
// shown.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidance/schedule.h"
#include "json/value.h"
#include "profile/series.h"
#include "rules/history_slot.h"

namespace docent::core {

// An event, and a condition on its properties.
struct EventMatch {
  std::string event;
  RuleId filter = no_rule;
};

struct Trigger : EventMatch {
  uint32_t goal = 1;
  int64_t within_ms = Series::ever;
  uint64_t key = 0;  // hash of the definition
};

struct Invalidation : EventMatch {
  std::string reason = "ACTION_PERFORMED";
};

struct FeatureUse : EventMatch {
  std::string slot;  // key of the series of a filtered use; "" : the event's own history
};

struct Feature {
  std::string id;
  Value name;
  std::vector<FeatureUse> used_by;
  RuleId available = no_rule;
};

enum class Stage : uint8_t { none, launch, stable, sunset };
std::string_view stage_name(Stage stage) noexcept;

struct LifecycleRow {
  std::string feature;
  Stage stage = Stage::none;
  Moment since;
  std::optional<Moment> until;
};

enum class CampaignType : uint8_t { tip, banner, recommendation, tour, survey, checklist };
std::string_view campaign_type_name(CampaignType type) noexcept;
std::optional<CampaignType> parse_campaign_type(std::string_view name) noexcept;
// Whether this version runs campaigns of the type; explain names the others as not supported.
constexpr bool runs(CampaignType type) noexcept { return type <= CampaignType::recommendation; }

enum class Until : uint8_t { none, shown, interacted, completed, responded };

struct CampaignFrequency {
  std::optional<uint64_t> display_limit;
  int64_t interval_ms = 0;
  int64_t recontact_ms = 0;
  Until until = Until::none;
  bool redisplay_after_dismiss = false;
};

struct Variant {
  std::string id;
  uint32_t weight = 0;
  Value content;  // the campaign's with this variant's laid over it
  bool control = false;
};

struct Experiment {
  std::string seed;
  std::string hash_attribute = "installId";
  std::vector<Variant> variants;
};

// A question to history that a rule asks: what a sentence about the decision is made from.
struct Evidence {
  RuleId rule = no_rule;  // gives the figure
  HistoryOp op = HistoryOp::event_count;
  std::vector<std::string> names;
  int64_t window_ms = 0;  // 0: all of the past
};

struct Candidate {
  std::string feature;
  RuleId condition = no_rule;  // `if`
  RuleId score_rule = no_rule;
  double score = 0;                // when there is no rule
  std::vector<Evidence> evidence;  // of the score, then of the condition
  Value text;
};

struct Campaign {
  std::string id;
  std::string type_name;
  CampaignType type = CampaignType::tip;
  std::string pointer;    // in the document
  std::string disabled;   // why this item does not run although it is enabled: unknown type or operator, …; "" : it runs
  std::string violation;  // of the content policy; "" : none
  bool enabled = true;
  bool emergency = false;  // `policy`: "emergency"
  bool armed_only = false;
  bool dismissible = true;
  int64_t priority = 0;
  std::string exclusion_group;
  std::string feature;
  Stage stage = Stage::none;
  Schedule schedule;
  std::vector<Trigger> triggers;
  std::vector<EventMatch> cancel_triggers;
  std::vector<Invalidation> invalidate_on;
  int64_t delay_ms = 0;
  int64_t min_visible_ms = 1'000;
  RuleId targeting = no_rule;
  std::vector<Evidence> evidence;  // of the targeting
  CampaignFrequency frequency;
  std::optional<Experiment> experiment;
  Value content;
  // recommendation
  std::string slot;
  std::size_t limit = 0;
  int64_t exclude_used_ms = 0;
  std::vector<Candidate> candidates;
};

struct Cap {
  std::string id;
  std::vector<CampaignType> types;  // empty: all that are not exempt
  uint64_t limit = 0;
  int64_t window_ms = 0;
};

struct EmergencyPlan {
  std::string id;
  RuleId arm_when = no_rule;  // none: armed by the backend only
  std::string arm_pointer;
  int64_t stand_down_ms = 0;
  std::vector<std::string> kill_switch;
  std::string shows;
};

struct Policies {
  bool enabled = true;
  uint64_t max_concurrent = 1;
  int64_t cooldown_ms = 0;
  RuleId suppress_when = no_rule;
  std::vector<Cap> caps;
  std::array<bool, 6> exempt{};  // by CampaignType
  std::optional<double> holdout_percentage;
  std::string holdout_seed;
  std::optional<DailyWindow> quiet_hours;
  Zone quiet_zone;
  std::vector<EmergencyPlan> emergency;
  std::map<std::string, double, std::less<>> sampling;
  std::optional<int64_t> flush_interval_ms;
  std::optional<int64_t> refresh_interval_ms;
};

struct Strategy {
  std::string json;
  std::string product;
  uint32_t version = 0;
  std::string default_locale;
  Zone device_zone;  // where no zone is named
  std::vector<std::string> required_locales;
  std::vector<Feature> features;
  std::vector<LifecycleRow> lifecycle;
  Policies policies;
  std::vector<Campaign> campaigns;  // in the order of the document

  const Campaign* campaign(std::string_view id) const noexcept;
  const Feature* feature(std::string_view id) const noexcept;
  // The stage a feature is in now: the latest that has begun and not ended.
  Stage stage_of(std::string_view feature_id, Instant now) const noexcept;
};

}  // namespace docent::core
