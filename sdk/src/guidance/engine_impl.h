// The inside of Engine: the present strategy bound to what this identity has done, and the order in which inputs take effect. One file per concern
// implements it (activation, trigger, obstacles, arbitration, experiment, outcome, tour, survey, checklist, emergency, preferences, recommendation,
// explain, engine_state). Worker thread only; pure.
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
#include "guidance/presentation.h"
#include "guidance/rule_runtime.h"
#include "guidance/strategy_loader.h"
#include "guidance/verdict.h"
#include "profile/history.h"
#include "signals/detector.h"

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
  // What the user wants: stored with the identity.
  struct Preferences {
    int64_t do_not_disturb_until_ms = 0;
    std::vector<Cap> limits;  // one a type, id "user"
  };
  struct Plan {
    const EmergencyPlan* plan = nullptr;
    int64_t armed_until_ms = 0;  // 0: not armed
    bool fresh = false;          // armed since the last alarm
  };

  // --- activation.cpp
  Status load_strategy(std::string_view json, Instant now, uint32_t rollback_from);
  void bind_states();
  Subject* subject(std::string_view campaign_id) noexcept;
  void take_effect(Instant now, EngineOutput& out);
  void withdraw_pulled(Instant now, EngineOutput& out);

  // --- engine.cpp
  void set_run_attributes();
  void note_time(Instant now);
  void clamp_future(int64_t now_ms);
  void observe(const EventView& event, EngineOutput& out);
  void advance(Instant now, EngineOutput& out);
  Status invoke(std::string_view campaign, Instant now, EngineOutput& out);
  Status preview(std::string_view campaign, std::string_view variant, Instant now, EngineOutput& out);
  void leave_identity(Instant now, EngineOutput& out);
  std::optional<int64_t> next_timer();
  std::optional<int64_t> next_own_timer();
  void changed() { pending = timer_stale = true; }

  // --- behaviour.cpp
  void bind_signals();
  void sense(const EventView& event, EngineOutput& out);
  void take_signals(EngineOutput& out);
  void take_signal(const Signal& signal, EngineOutput& out);
  void change_context(const PropertyView& attribute, Instant now, EngineOutput& out);

  // --- trigger.cpp
  void on_watched(const EventWatch& watch, const EventView& event, EngineOutput& out);
  bool progress(Subject& s, const Trigger& trigger, const EventView& event);
  void begin_attempt(Subject& s, const Trigger& trigger, uint64_t reached, const EventView& event);
  void want(Subject& s, Attempt attempt);
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
  std::optional<Obstacle> too_early(const Subject& s, Instant now);  // an earlier one of its ordered groups is not over
  bool over(const Subject& s, Instant now) const;
  std::optional<Obstacle> unwanted(const Subject& s, Instant now) const;  // by the user's own preferences
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
  std::optional<Presentation> present(const Subject& s, const LivePresentation& p, Change change, Instant now, bool completed = false);
  Value value_of_placeholder(std::string_view name, const std::string& event_values) const;

  // --- experiment.cpp
  static const CampaignBody& body_of(const Campaign& c, std::string_view variant) noexcept;
  const Variant* variant_of(const Campaign& c, bool& unassigned) const;
  bool held_out(const Campaign& c) const;
  void would_have_shown(Subject& s, std::string_view variant, std::string_view why, Instant now, EngineOutput& out);
  void expose(Subject& s, std::string_view variant, std::string_view detail, Instant now, EngineOutput& out);
  void reach_goal(Subject& s, Instant now, EngineOutput& out);

  void rebuild_live();
  void refresh_live() {
    if (live_stale) rebuild_live();
  }

  // --- outcome.cpp
  void outcome(const Uuid& id, Outcome outcome, std::string_view detail, Instant now, EngineOutput& out);
  void apply(std::string_view campaign_id, CampaignState& state, LivePresentation& p, Outcome outcome, std::string_view detail, Instant now,
             EngineOutput& out);
  void withdraw(std::string_view campaign_id, std::string_view why, EngineOutput& out);
  void take_away(std::string_view campaign_id, const LivePresentation& p, std::string_view why, EngineOutput& out);
  void try_again(Subject& s, const LivePresentation& p, Instant now);
  static bool can_skip(const Campaign& campaign, const LivePresentation& p);
  void time_out_presentations(Instant now, EngineOutput& out);
  void abandon_after_restart(Instant now, EngineOutput& out);
  void recommendation_outcome(std::string_view campaign, std::string_view feature, Outcome outcome, Instant now, EngineOutput& out);

  // --- tour.cpp
  void advance_tour(Subject& s, LivePresentation& p, std::string_view to, Instant now, EngineOutput& out);
  void advance_tours(const EventWatch& watch, const EventView& event, EngineOutput& out);
  void interrupt_tours(Instant now, EngineOutput& out);
  void resume_later(Subject& s, const LivePresentation& p, Instant now);

  // --- survey.cpp
  void answer(const Uuid& id, std::string_view question, std::string_view json, Instant now, EngineOutput& out);
  void respond(std::string_view campaign_id, const LivePresentation& p, bool complete, EngineOutput& out);

  // --- checklist.cpp
  void look_at_checklists(Instant now, EngineOutput& out);
  void look_at_checklist(Subject& s, Instant now, EngineOutput& out);
  bool tick_off(Subject& s, Instant now, EngineOutput& out);

  // --- preferences.cpp
  Status lower_frequency(std::string_view type, uint64_t limit, int64_t window_ms);
  void set_do_not_disturb(int64_t until_ms);
  std::string preferences_text() const;
  void read_preferences(std::string_view text);

  // --- emergency.cpp
  bool killed(std::string_view feature) const noexcept;
  bool shown_by_plan(std::string_view campaign) const noexcept;  // by one that is armed
  void end_attempts_without_plan();
  void look_at_plan(std::size_t position, Instant now, EngineOutput& out);
  void bind_plan(Plan& p, int64_t now_ms);
  void alarm(Plan& p, Instant now, EngineOutput& out);
  void stand_down_plans(Instant now, EngineOutput& out);
  void stand_down(Plan& p, EngineOutput& out);

  // --- recommendation.cpp
  std::optional<RecommendationList> recommend(std::string_view slot, Instant now);
  bool used_within(const Feature& feature, int64_t window_ms, Instant now) const;
  static std::string dismissal_key(std::string_view campaign, std::string_view feature);

  // --- explain.cpp
  std::string explain(std::string_view campaign, Instant now);
  std::vector<CampaignVerdict> verdicts(const Subject& s, Instant now);
  void note_trigger(const Subject& s, Instant now, std::vector<CampaignVerdict>& list) const;
  Value explained(const Subject& s, Instant now);
  Value verdict_list(const Subject& s, Instant now);
  // Tells the tracer what was decided about a campaign; nothing without one.
  void trace(const Subject& s, DecisionKind kind, Instant now, const Presentation* presentation = nullptr);

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
  std::map<std::string_view, uint32_t> subject_by_id;
  std::vector<uint32_t> active;      // subjects that have an attempt, and perhaps some that had one
  std::vector<uint32_t> checklists;  // subjects that need no trigger
  std::vector<Plan> plans;           // parallel to its emergency plans
  std::vector<Live> live;            // by campaign id, so that what is read back is in the same order
  bool live_stale = false;           // rows were restored
  Preferences preferences;
  bool preferences_dirty = false;
  uint64_t previews = 0;
  bool strategy_is_new = false;  // what it pulled is still to be withdrawn, what the backend armed to be shown
  SignalDetector signals;
  std::vector<Signal> sensed;               // scratch
  std::vector<std::string> dwell_contexts;  // "key=value" that rules ask about
  RankFunction rank;
  DecisionSink tracer;

  std::vector<Subject*> ready;  // scratch of decide()
  int64_t last_ms = 0;
  int32_t last_offset_s = 0;
  bool pending = false;  // something that waiting attempts depend on has changed
  bool timer_stale = true;
  std::optional<int64_t> timer_ms;
};

}  // namespace docent::core
