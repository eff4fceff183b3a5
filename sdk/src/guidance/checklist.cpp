// Checklists: there for everybody they are meant for, without a trigger; items are ticked off by what the user does, and stay it.
#include <algorithm>

#include "guidance/engine_event.h"
#include "guidance/engine_impl.h"

namespace docent::core {
namespace {

std::string done_of(std::size_t done, const Campaign& c) { return std::to_string(done) + " of " + std::to_string(c.items.size()) + " done"; }

}  // namespace

void Engine::Impl::look_at_checklists(Instant now, EngineOutput& out) {
  for (const uint32_t position : checklists) look_at_checklist(subjects[position], now, out);
}

void Engine::Impl::look_at_checklist(Subject& s, Instant now, EngineOutput& out) {
  CampaignState& state = *s.state;
  if (!state.invalidated.empty() || off(s)) return;
  if (LivePresentation* p = state.live()) {
    if (!tick_off(s, now, out)) return;
    const bool completed = state.done.size() >= s.campaign->items.size();
    if (!p->user_invoked) p->why = done_of(state.done.size(), *s.campaign);
    if (completed) apply(s.campaign->id, state, *p, Outcome::completed, "", now, out);
    if (auto update = present(s, *p, Change::update, now, completed)) out.presentations.push_back(std::move(*update));
    live_stale = live_stale || completed;
    return;
  }
  // What would have been shown is recorded once, like a panel that stays.
  if (state.attempt.active() || !state.milestone(Milestone::would_have_shown).empty()) return;
  Attempt attempt;
  if (final_obstacle(s, attempt, now)) return;
  tick_off(s, now, out);
  if (state.done.size() >= s.campaign->items.size()) return invalidate(s, "ACTION_PERFORMED", now);
  attempt.phase = Attempt::Phase::waiting;
  attempt.started_ms = attempt.due_ms = attempt.retry_ms = now.wall_ms;
  attempt.why = done_of(state.done.size(), *s.campaign);
  want(s, std::move(attempt));
}

// True when an item was done that was not before.
bool Engine::Impl::tick_off(Subject& s, Instant now, EngineOutput& out) {
  CampaignState& state = *s.state;
  bool news = false;
  for (const ChecklistItem& item : s.campaign->items) {
    if (std::find(state.done.begin(), state.done.end(), item.id) != state.done.end() || !rules->holds(item.complete_when, now)) continue;
    state.done.push_back(item.id);
    state.dirty = news = true;
    const LivePresentation* p = state.live();
    EngineEvent event = campaign_event("campaign_item_completed", s.campaign->id, p == nullptr ? "" : to_string(p->id), "", "");
    event.properties.emplace_back("item", Value(item.id));
    out.events.push_back(std::move(event));
  }
  // Items that have left the strategy no longer count.
  std::erase_if(state.done, [&](const std::string& id) {
    return std::none_of(s.campaign->items.begin(), s.campaign->items.end(), [&](const ChecklistItem& i) { return i.id == id; });
  });
  return news;
}

}  // namespace docent::core
