// A strategy document after it was read: plain data, immutable once loaded. docs/strategy.md says what it means; strategy_loader.h reads it.
// Rules are compiled and live in the RuleSet beside it; here stand their ids. Texts stay as {locale: text} values and are resolved when they are
// shown.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidance/schedule.h"
#include "guidance/survey_flow.h"
#include "json/value.h"
#include "profile/series.h"
#include "rules/history_slot.h"
#include "signals/thresholds.h"

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
// The user opens and closes it as they like, and it lies beside their work: it takes no place from those that interrupt.
constexpr bool stays_aside(CampaignType type) noexcept { return type == CampaignType::checklist || type == CampaignType::recommendation; }

enum class Until : uint8_t { none, shown, interacted, completed, responded };

struct CampaignFrequency {
  std::optional<uint64_t> display_limit;
  int64_t interval_ms = 0;
  int64_t recontact_ms = 0;
  Until until = Until::none;
  bool redisplay_after_dismiss = false;
  bool resume = false;  // a tour that was interrupted goes on where it was
};

struct TourStep {
  std::string id;
  bool modal = false;                 // in the middle of the window; else at its anchor
  std::optional<Trigger> advance_on;  // the event that leads to the next step
  int64_t wait_ms = 0;                // how long the host waits for the anchor
  bool skip_missing = false;          // without its anchor the step is left out
  Value content;                      // anchor, placement, a11y, text, actions
};

struct ChecklistItem {
  std::string id;
  RuleId complete_when = no_rule;
  std::string launches;  // campaign; "": none
  Value text;
};

// What is shown: the campaign's own, or with a variant's parts in their place.
struct CampaignBody {
  Value content;
  std::vector<TourStep> steps;
  std::shared_ptr<const SurveyFlow> survey;
  std::vector<std::string> placeholders;  // event properties that the texts insert, without "event."
};

struct Variant {
  std::string id;
  uint32_t weight = 0;
  CampaignBody body;
  bool control = false;
};

struct Experiment {
  std::string seed;
  std::string hash_attribute = "installId";
  std::vector<Variant> variants;
  std::optional<EventMatch> goal;
  int64_t goal_within_ms = Series::ever;  // after the exposure
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
  CampaignBody body;
  std::vector<ChecklistItem> items;
  std::vector<std::string> depends_on;  // events that can change whether a checklist is there, or what is done
  std::vector<std::string> after;       // campaigns of its ordered groups that have to be over first
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
  RuleId arm_when = no_rule;        // none: armed by the backend only
  std::vector<std::string> events;  // whose arrival can change whether it holds
  int64_t stand_down_ms = 0;
  std::vector<std::string> kill_switch;
  std::string shows;
  bool armed_by_backend = false;      // the document says so
  std::optional<Moment> armed_until;  // … until then
};

// Campaigns that come one after the other.
struct OrderedGroup {
  std::string id;
  std::vector<std::string> campaigns;
};

struct Policies {
  bool enabled = true;
  uint64_t max_concurrent = 1;
  int64_t cooldown_ms = 0;
  RuleId suppress_when = no_rule;
  std::vector<Cap> caps;
  std::array<bool, 6> exempt{};          // by CampaignType
  std::array<bool, 6> user_may_lower{};  // by CampaignType
  std::vector<OrderedGroup> groups;
  SignalThresholds signals;
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
