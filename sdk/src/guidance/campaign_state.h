// What a campaign has been through with the present identity: everything about it that must survive a restart, as one row (kind "campaign", key: its
// id). Owned by the engine; pure data with its codec. The state exists independently of the strategy: a campaign that comes back finds its past.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/uuid.h"
#include "profile/series.h"

namespace docent::core {

// What is counted; the names (milestone_name) are those of campaign_count and campaign_age. Values are stored.
enum class Milestone : uint8_t {
  offered = 0,
  shown,
  interacted,
  dismissed,
  snoozed,
  timed_out,
  abandoned,
  completed,
  would_have_shown,
  responded,  // a survey got an answer, the first of each presentation
  converted   // the experiment's goal was reached after an exposure
};
inline constexpr std::size_t milestone_count = 11;
std::string_view milestone_name(Milestone milestone) noexcept;
std::optional<Milestone> parse_milestone(std::string_view name) noexcept;

// A trigger has fired and the campaign wants to be shown.
struct Attempt {
  enum class Phase : uint8_t { none = 0, delayed, waiting };  // waiting: due, and blocked by something that will pass
  Phase phase = Phase::none;
  bool user_invoked = false;
  bool emergency = false;  // an armed plan asked for it
  bool again = false;      // it was there, and goes on: neither frequency nor a new display
  int64_t started_ms = 0;
  int64_t due_ms = 0;    // end of the delay
  int64_t retry_ms = 0;  // when to look again while waiting; INT64_MAX: when something else changes
  std::string why;       // what fired, in words
  std::string values;    // properties of the event that fired, as far as the texts insert them: a JSON object, or ""

  bool active() const noexcept { return phase != Phase::none; }
};

// A decision that was handed out.
struct LivePresentation {
  Uuid id;
  std::string variant;
  std::string why;  // what fired, for a second attempt
  int64_t offered_ms = 0;
  int64_t shown_ms = 0;    // 0: not yet
  uint32_t outcomes = 0;   // bit per Outcome that was reported
  bool closed = false;     // needs no room any more
  bool emergency = false;  // an armed plan asked for it
  bool again = false;      // it goes on with an earlier one
  bool responded = false;  // one of its questions was answered
  bool user_invoked = false;
  std::string step;     // of a tour, or the question of a survey, that is on the screen
  std::string values;   // as in Attempt
  std::string answers;  // of a survey so far: a JSON object, or ""

  bool offered_only() const noexcept { return !closed && shown_ms == 0; }
};

// How far one trigger has come.
struct TriggerProgress {
  uint64_t key = 0;  // hash of the trigger's definition: another definition starts afresh
  Series occurrences{16};
};

struct CampaignState {
  std::vector<std::pair<Milestone, Series>> milestones;  // those that there were: most campaigns have none
  std::vector<TriggerProgress> triggers;
  Attempt attempt;
  std::string type;         // when it was last shown
  std::string invalidated;  // reason; "": it is not
  int64_t invalidated_ms = 0;
  int64_t snoozed_until_ms = 0;
  int64_t hold_until_ms = 0;  // after an abandoned presentation: not again at once
  std::string hold_reason;
  int64_t cancelled_ms = 0;                     // the last cancelled attempt; 0: none
  std::string resume_step;                      // where an interrupted tour goes on; "": at its beginning
  std::vector<std::string> done;                // items of a checklist that are; they stay it
  int64_t exposed_ms = 0;                       // the last exposure to the experiment that was not converted; 0: none
  std::string exposed_variant;                  // … "" in the holdout
  std::vector<LivePresentation> presentations;  // oldest first, the last of them may be live
  bool dirty = false;                           // not stored

  // Reading never makes a series: the reference is good until the next record() or merge().
  const Series& milestone(Milestone m) const noexcept;
  void record(Milestone m, Instant at);
  // Progress under this key, made when there is none.
  TriggerProgress& progress_of(uint64_t key);
  LivePresentation* find(const Uuid& id) noexcept;
  // The presentation that is on its way or on the screen; nullptr: none.
  const LivePresentation* live() const noexcept;
  LivePresentation* live() noexcept { return const_cast<LivePresentation*>(std::as_const(*this).live()); }

  void clamp_future(int64_t now_ms);
  void merge(const CampaignState& other);
  void encode(std::string& out) const;
  // False (and a fresh state) when `bytes` is not what encode() writes.
  bool decode(std::string_view bytes);
};

}  // namespace docent::core
