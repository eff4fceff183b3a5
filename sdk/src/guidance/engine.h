// The guidance engine: state in, decisions out. Pure: no clock, no I/O, no lock, no randomness of its own; the same inputs give the same decisions.
// Owned by the worker. The caller delivers inputs in order and, before each input at time t, calls advance(t) so that due timers fire first.
// State that must survive is handed to a StateSink inside the caller's transaction and given back by restore().
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/status.h"
#include "base/time_zone_name.h"
#include "base/uuid.h"
#include "json/value.h"
#include "model/event.h"

namespace docent::core {

// Where dirty state goes, and where it comes from: (kind, key) → bytes, per identity. An empty value erases the row.
using StateSink = std::function<void(std::string_view kind, std::string_view key, std::string_view bytes)>;

// Values equal DOCENT_OUTCOME_*.
enum class Outcome : uint8_t { shown = 1, interacted = 2, dismissed = 3, snoozed = 4, timed_out = 5, abandoned = 6, completed = 7, advanced = 8 };
// Values equal DOCENT_CHANGE_*: what the host is to do with a presentation that it is handed.
enum class Change : uint8_t { show = 0, update = 1, withdraw = 2 };

struct PresentationAction {
  std::string id;
  std::string text;
  std::string command;
};

struct SurveyFlow;

// A decision to show something, to go on with it, or to take it away; resolved for the locale.
struct Presentation {
  Change change = Change::show;
  bool preview = false;  // for a look only: outcomes count nothing
  Uuid id;
  std::string campaign;
  std::string type;
  std::string variant;  // "" without an experiment
  std::string title;
  std::string body;
  std::string anchor;
  std::string placement;
  std::string role;
  std::string locale;
  std::string reason;  // one English sentence: why now
  std::string step;    // of a tour, or the question of a survey; title, body, anchor and actions are its
  std::vector<PresentationAction> actions;
  std::shared_ptr<const SurveyFlow> survey;
  std::string json;  // everything
};

// An event that the engine asks the caller to record (campaign_offered, campaign_shown, campaign_would_have_shown, …).
struct EngineEvent {
  std::string name;
  std::vector<std::pair<std::string, Value>> properties;
  bool critical = false;  // goes before other events, like feedback
};

struct EngineOutput {
  std::vector<Presentation> presentations;  // hand to the host after the commit, in order
  std::vector<EngineEvent> events;          // record in the same commit
  void clear() { presentations.clear(), events.clear(); }
};

struct Recommendation {
  std::string feature;
  std::string title;
  std::string body;
  std::string reason;
  double score = 0;
};
struct RecommendationList {
  Uuid id;  // of this answer
  std::string campaign;
  std::vector<Recommendation> items;
};

// A model that ranks: changes the scores that the rules of a recommendation slot gave to these features. Must be pure.
using RankFunction = std::function<void(std::string_view slot, std::span<const std::string_view> features, std::span<double> scores)>;

enum class DecisionKind : uint8_t { refused, delayed, waiting, cancelled, would_have_shown, offered };
// What was decided about one campaign at one moment.
struct Decision {
  DecisionKind kind = DecisionKind::refused;
  Instant at;
  std::string_view campaign;
  Value verdicts;                              // as in explain()
  const Presentation* presentation = nullptr;  // of an offer
};
using DecisionSink = std::function<void(const Decision&)>;

// What is fixed for one run of the host.
struct EngineConfig {
  std::string install_id;  // hash attribute of holdout and experiments
  std::string locale = "en";
  std::vector<std::pair<std::string, Value>> attributes;  // "app.version", "app.name", "os.name", "device.type", …
  uint64_t seed = 0;                                      // for presentation ids; from the journal, so that replays agree
  ZoneSource zones;                                       // named time zones, and the device's own; asked when a strategy is loaded
};

class Engine {
 public:
  explicit Engine(EngineConfig config);
  ~Engine();

  // Refused whole with rule id, JSON pointer, line and remedy in the message; the earlier strategy stays. A lower `version` than the loaded one is
  // refused, unless the loaded one is at most `rollback_from`: those the backend has taken back. Campaigns with unknown types or operators are
  // disabled one by one (see explain).
  Status load_strategy(std::string_view json, Instant now, uint32_t rollback_from = 0);
  uint32_t strategy_version() const;       // 0: none
  std::string_view strategy_json() const;  // "" : none
  // What a linter would point out in the present strategy, each with its rule, place and remedy.
  std::vector<std::string> strategy_warnings() const;
  void set_ranker(RankFunction rank);  // empty: the rules alone decide
  // Called during an input for each campaign about which something was decided: refused, delayed, made to wait, offered, cancelled, would have been
  // shown. Empty (the default): nothing is computed for it.
  void set_tracer(DecisionSink tracer);

  // --- inputs ---
  void observe(const EventView& event, EngineOutput& out);
  void advance(Instant now, EngineOutput& out);                                                // fires due timers
  void set_context(std::span<const PropertyView> attributes, Instant now, EngineOutput& out);  // "context.<key>"; null removes
  void screen(std::string_view name, Instant now, EngineOutput& out);                          // it came to the front: "context.screen"
  void set_foreground(bool in_front, Instant now, EngineOutput& out);
  void set_user(std::span<const PropertyView> traits);    // "user.<key>"; null removes
  void set_app_state(std::string_view key, Value value);  // "app.modal", …; null removes
  void set_do_not_disturb(int64_t until_ms);              // wall clock; 0 ends it. Emergencies and what the user asks for still appear
  // The user's own limit of displays of a type ("" : of all that policies.user.userMayLower names) in a window; 0 displays: none. A window of 0 takes
  // the limit back. invalid: not a type that the user may lower.
  Status lower_frequency(std::string_view type, uint64_t limit, int64_t window_ms);
  void set_history_permitted(bool permitted);  // consent for guidance; false erases history and keeps none
  void outcome(const Uuid& presentation, Outcome outcome, std::string_view detail, Instant now, EngineOutput& out);
  // The user asks for a campaign: neither trigger, targeting, frequency, quiet hours nor an earlier dismissal stand in the way. not_found: no such
  // campaign.
  Status invoke(std::string_view campaign, Instant now, EngineOutput& out);
  // One answer to a question of a survey, as JSON; "" or null: it was skipped. What is no answer to it is ignored.
  void answer(const Uuid& presentation, std::string_view question, std::string_view json, Instant now, EngineOutput& out);
  // Shows any campaign as it would look, in the given variant ("" : the campaign itself), enabled or not; nothing is counted, and reports about it
  // are ignored. not_found: no such campaign or variant; invalid: nothing of it can be shown.
  Status preview(std::string_view campaign, std::string_view variant, Instant now, EngineOutput& out);
  // Before another person's identity is loaded: what is on the screen is not for them.
  void leave_identity(Instant now, EngineOutput& out);
  void recommendation_outcome(std::string_view campaign, std::string_view feature, Outcome outcome, Instant now, EngineOutput& out);

  // --- questions ---
  // Wall clock; when advance() should be called at the latest. In the past when an input has changed what may be shown: call it soon.
  std::optional<int64_t> next_timer_ms() const;
  std::optional<RecommendationList> recommend(std::string_view slot, Instant now);  // empty: no campaign serves the slot
  std::string explain(std::string_view campaign, Instant now) const;                // JSON; "" = all campaigns; "" when the campaign is unknown
  std::vector<std::string> disabled_features() const;
  // Names of events that can lead to a decision: an event with another name need not wake the worker.
  void for_each_trigger_name(const std::function<void(std::string_view)>& name) const;
  // Share of events of this name to keep (policies.service.sampling), 0 to 1.
  double sampling_rate(std::string_view event_name) const;
  std::optional<int64_t> flush_interval_ms() const;  // policies.service, when given
  std::optional<int64_t> refresh_interval_ms() const;

  // --- persistence, per identity ---
  void save_dirty(const StateSink& sink);  // since the last call; the caller commits or calls mark_all_dirty()
  void mark_all_dirty();
  void clear_identity();                                                              // forget everything in memory that belongs to the identity
  void restore(std::string_view kind, std::string_view key, std::string_view bytes);  // row by row after clear_identity()
  // For replays: another user of another installation, of whom nothing is known, starts the application.
  void begin_run(const std::string& install_id, Instant now, EngineOutput& out);
  // After restore at a process start: offered without an outcome becomes ABANDONED(restart), may be decided again.
  void finish_restore(Instant now, EngineOutput& out);
  void merge_from(const std::vector<std::array<std::string, 3>>& rows);  // alias: (kind, key, bytes) of the other identity

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace docent::core
