// The inside of Engine: the present strategy bound to what this identity has done, and the order in which inputs take effect. One file per concern
// implements it (activation, trigger, obstacles, arbitration, outcome, emergency, recommendation, explain, engine_state). Worker thread only; pure.
//
// Invariants: every campaign of the strategy has a state; at most one presentation of a campaign is live; an attempt never coexists with a live
// presentation of its campaign; decide() runs at the end of every input that may have changed what can be shown.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidance/campaign_state.h"
#include "guidance/engine.h"
#include "guidance/event_index.h"
#include "guidance/frequency.h"
#include "guidance/rule_runtime.h"
#include "guidance/strategy_loader.h"
#include "guidance/verdict.h"
#include "profile/history.h"

namespace docent::core {

// What stands between an attempt and the user.
struct Obstacle {
  VerdictCode code = VerdictCode::disabled;
  bool final = true;             // the attempt is over; else it waits
  int64_t until_ms = INT64_MAX;  // when to look again; INT64_MAX: when something else has changed
  std::string_view by;           // cap, campaign, feature, reason; points into the strategy or a state
};

struct Engine::Impl {
  explicit Impl(EngineConfig engine_config);

  // A campaign of the strategy and what it has been through.
  struct Subject {
    const Campaign* campaign = nullptr;
    CampaignState* state = nullptr;
    VerdictCode last_block = VerdictCode::shown;  // of the last attempt that had to wait; shown: none
    std::string last_block_by;
  };
  // A presentation that is on its way or on the screen.
  struct Live {
    std::string_view campaign;
    CampaignType type = CampaignType::tip;
    std::string_view exclusion_group;
    bool emergency = false;
    bool offered_only = true;
    int64_t timeout_ms = 0;
    bool this_round = false;  // decided in the present call of decide()
  };
  struct Plan {
    const EmergencyPlan* plan = nullptr;
    int64_t armed_until_ms = 0;  // 0: not armed
    bool dirty = false;
  };

  // --- activation.cpp
  Status load_strategy(std::string_view json, Instant now, bool allow_lower);
  void bind_states();
  Subject* subject(std::string_view campaign_id) noexcept;

  // --- engine.cpp
  void note_time(Instant now);
  void clamp_future(int64_t now_ms);
  void observe(const EventView& event, EngineOutput& out);
  void advance(Instant now, EngineOutput& out);
  Status invoke(std::string_view campaign, Instant now, EngineOutput& out);
  std::optional<int64_t> next_timer();
  void changed() { attempts_maybe = pending = timer_stale = true; }

  // --- trigger.cpp
  void on_watched(const EventWatch& watch, const EventView& event);
  bool progress(Subject& s, const Trigger& trigger, const EventView& event);
  void begin_attempt(Subject& s, const Trigger& trigger, uint64_t reached, Instant now);
  void end_attempt(Subject& s);
  void invalidate(Subject& s, std::string_view reason, Instant now);

  // --- obstacles.cpp: in the order in which decide() asks
  std::optional<Obstacle> final_obstacle(const Subject& s, const Attempt& attempt, Instant now);
  std::optional<Obstacle> passing_obstacle(const Subject& s, const Attempt& attempt, Instant now);
  std::optional<Obstacle> off(const Subject& s) const;
  std::optional<Obstacle> limit_reached(const Subject& s) const;
  std::optional<Obstacle> wrong_stage(const Subject& s, Instant now) const;
  std::optional<Obstacle> crowded(const Subject& s, const Attempt& attempt) const;
  std::optional<Obstacle> snoozed(const Subject& s, Instant now) const;
  std::optional<Obstacle> held(const Subject& s, Instant now) const;
  std::optional<Obstacle> too_soon(const Subject& s, Instant now) const;
  std::optional<Obstacle> capped(const Subject& s, Instant now) const;
  std::optional<Obstacle> cooling_down(const Subject& s, Instant now) const;
  std::optional<Obstacle> quiet(Instant now) const;
  std::optional<Obstacle> suppressed(const Subject& s, Instant now);
  bool targeted(const Subject& s, Instant now);
  bool feature_usable(std::string_view feature, Instant now);     // available, and not switched off by a plan
  bool feature_available(std::string_view feature, Instant now);  // by its own rule
  InFlight in_flight() const noexcept;

  // --- arbitration.cpp
  void decide(Instant now, EngineOutput& out);
  static bool comes_first(const Subject* a, const Subject* b);
  void resolve(Subject& s, Instant now, EngineOutput& out);
  void offer(Subject& s, Instant now, EngineOutput& out);
  const Variant* variant_of(const Campaign& c, bool& unassigned) const;
  bool held_out(const Campaign& c) const;
  void would_have_shown(Subject& s, std::string_view variant, std::string_view why, Instant now, EngineOutput& out);
  void rebuild_live();
  void refresh_live() {
    if (live_stale) rebuild_live();
  }

  // --- outcome.cpp
  void outcome(const Uuid& id, Outcome outcome, std::string_view detail, Instant now, EngineOutput& out);
  void apply(std::string_view campaign_id, CampaignState& state, LivePresentation& p, Outcome outcome, std::string_view detail, Instant now,
             EngineOutput& out);
  void time_out_presentations(Instant now, EngineOutput& out);
  void abandon_after_restart(Instant now, EngineOutput& out);
  void recommendation_outcome(std::string_view campaign, std::string_view feature, Outcome outcome, Instant now, EngineOutput& out);

  // --- emergency.cpp
  bool killed(std::string_view feature) const noexcept;
  bool shown_by_plan(std::string_view campaign) const noexcept;  // by one that is armed
  void end_attempts_without_plan();
  void look_at_plan(std::size_t position, Instant now);
  void stand_down_plans(Instant now, EngineOutput& out);
  void withdraw(std::string_view campaign, EngineOutput& out);

  // --- recommendation.cpp
  std::optional<RecommendationList> recommend(std::string_view slot, Instant now);
  bool used_within(const Feature& feature, int64_t window_ms, Instant now) const;
  static std::string dismissal_key(std::string_view campaign, std::string_view feature);

  // --- explain.cpp
  std::string explain(std::string_view campaign, Instant now);
  std::vector<CampaignVerdict> verdicts(const Subject& s, Instant now);
  void note_trigger(const Subject& s, Instant now, std::vector<CampaignVerdict>& list) const;
  Value explained(const Subject& s, Instant now);

  // --- engine_state.cpp
  void save_dirty(const StateSink& sink);
  void mark_all_dirty();
  void clear_identity(bool erase_rows);
  void restore(std::string_view kind, std::string_view key, std::string_view bytes);
  void merge(std::string_view kind, std::string_view key, std::string_view bytes);

  EngineConfig config;
  AttributeTable attributes;
  History history;
  CampaignStates states;
  DisplayLog displays;
  std::map<std::string, int64_t, std::less<>> armed_plans;  // id → armed until; survives a change of strategy
  bool plans_dirty = false;
  uint64_t counter = 0;  // presentations and answers made for this identity
  bool counter_dirty = false;
  bool traits_dirty = false;
  bool permitted = true;          // consent for guidance
  bool erase_other_rows = false;  // consent was withdrawn: the next save erases what history does not erase itself
  std::vector<std::string> erased_campaigns;
  std::vector<std::string> erased_plans;

  std::unique_ptr<LoadedStrategy> loaded;
  std::vector<Finding> warnings;
  std::optional<RuleRuntime> rules;
  std::optional<EventIndex> index;
  std::vector<std::string> locales;
  std::vector<Subject> subjects;  // parallel to the strategy's campaigns
  std::vector<Plan> plans;        // parallel to its emergency plans
  std::vector<Live> live;
  bool live_stale = false;  // rows were restored
  RankFunction rank;

  std::vector<Subject*> ready;  // scratch of decide()
  int64_t last_ms = 0;
  int32_t last_offset_s = 0;
  bool pending = false;        // something that waiting attempts depend on has changed
  bool attempts_maybe = true;  // false: no campaign has an attempt, so there is nothing to decide
  bool timer_stale = true;
  std::optional<int64_t> timer_ms;
};

}  // namespace docent::core
