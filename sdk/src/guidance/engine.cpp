#include "guidance/engine.h"

#include <algorithm>
#include <utility>

#include "guidance/engine_impl.h"
#include "guidance/locale.h"

namespace docent::core {

Engine::Impl::Impl(EngineConfig engine_config) : config(std::move(engine_config)) {
  set_run_attributes();
  locales = locale_chain(config.locale, "en");
}

// Those of the device and the application; nothing of a user.
void Engine::Impl::set_run_attributes() {
  attributes.remove_all("");
  for (auto& [path, value] : config.attributes) attributes.set(path, value);
  if (!config.install_id.empty()) attributes.set("installId", Value(config.install_id));
  if (attributes.find("locale") == nullptr) attributes.set("locale", Value(config.locale));
}

// Small steps back are jitter between threads. After a large one the clock had been wrong, and what it dated would block windows and cooldowns for as
// long. Windows of the device's clock open at another moment when its offset has changed.
void Engine::Impl::note_time(Instant now) {
  if (now.utc_offset_s != std::exchange(last_offset_s, now.utc_offset_s)) pending = timer_stale = true;
  if (now.wall_ms >= last_ms) {
    last_ms = now.wall_ms;
    return;
  }
  if (last_ms - now.wall_ms <= limits::clock_jump_ms) return;
  last_ms = now.wall_ms;
  clamp_future(now.wall_ms);
}

void Engine::Impl::clamp_future(int64_t now_ms) {
  history.clamp_future(now_ms);
  displays.clamp_future(now_ms);
  for (auto& [id, state] : states) state.clamp_future(now_ms);
  for (Plan& p : plans) {
    if (p.plan->armed_by_backend || p.armed_until_ms <= now_ms + p.plan->stand_down_ms) continue;
    p.armed_until_ms = armed_plans[p.plan->id] = now_ms + p.plan->stand_down_ms;
    plans_dirty = true;
  }
  rebuild_live();
  changed();
}

std::optional<int64_t> Engine::Impl::next_timer() {
  const auto behaviour = signals.next_timer_ms();
  const auto own = next_own_timer();
  return own && behaviour ? std::min(own, behaviour) : own ? own : behaviour;
}

std::optional<int64_t> Engine::Impl::next_own_timer() {
  if (!timer_stale) return timer_ms;
  refresh_live();
  timer_ms.reset();
  const auto consider = [this](int64_t ms) {
    if (ms != INT64_MAX) timer_ms = std::min(timer_ms.value_or(INT64_MAX), ms);
  };
  bool waiting = strategy_is_new || (pending && !checklists.empty());
  for (const uint32_t position : active) {
    const Attempt& a = subjects[position].state->attempt;
    if (a.phase == Attempt::Phase::delayed) consider(a.due_ms);
    if (a.phase == Attempt::Phase::waiting) consider(a.retry_ms), waiting = waiting || pending;
  }
  if (waiting) consider(last_ms);
  for (const Live& l : live) consider(l.timeout_ms);
  for (const Plan& p : plans) {
    if (p.armed_until_ms != 0) consider(p.armed_until_ms);
  }
  timer_stale = false;
  return timer_ms;
}

void Engine::Impl::observe(const EventView& event, EngineOutput& out) {
  note_time(event.at);
  sense(event, out);
  const History::Id name = permitted ? history.record(event.name, event.at) : history.find(event.name);
  const EventWatch* watch = index ? index->find(name) : nullptr;
  if (watch == nullptr) return;
  refresh_live();
  on_watched(*watch, event, out);
  decide(event.at, out);
}

void Engine::Impl::advance(Instant now, EngineOutput& out) {
  note_time(now);
  refresh_live();
  signals.advance(now, sensed);
  take_signals(out);
  take_effect(now, out);
  time_out_presentations(now, out);
  stand_down_plans(now, out);
  decide(now, out);
  timer_stale = true;
}

Status Engine::Impl::invoke(std::string_view campaign, Instant now, EngineOutput& out) {
  Subject* s = subject(campaign);
  if (s == nullptr) return {Code::not_found, "no campaign has the id \"" + std::string(campaign) + "\""};
  note_time(now);
  refresh_live();
  if (s->campaign->type == CampaignType::recommendation) return {Code::invalid, "a recommendation is asked for by its slot"};
  if (s->state->live() != nullptr) return {};  // it is there
  Attempt attempt;
  attempt.phase = Attempt::Phase::waiting;
  attempt.user_invoked = true;
  attempt.started_ms = attempt.due_ms = attempt.retry_ms = now.wall_ms;
  attempt.why = "the user asked for it";
  if (const auto obstacle = final_obstacle(*s, attempt, now)) {
    trace(*s, DecisionKind::refused, now);
    return {Code::disabled, "the campaign can't be shown: " + std::string(verdict_name(obstacle->code)) + " " + std::string(obstacle->by)};
  }
  want(*s, std::move(attempt));
  decide(now, out);
  timer_stale = true;
  return {};
}

Status Engine::Impl::preview(std::string_view campaign, std::string_view variant, Instant now, EngineOutput& out) {
  note_time(now);
  const Subject* s = subject(campaign);
  if (s == nullptr) return {Code::not_found, "no campaign has the id \"" + std::string(campaign) + "\""};
  const Campaign& c = *s->campaign;
  const auto named = [&](const Variant& v) { return v.id == variant; };
  if (!variant.empty() && (!c.experiment || std::none_of(c.experiment->variants.begin(), c.experiment->variants.end(), named))) {
    return {Code::not_found, "the campaign has no variant \"" + std::string(variant) + "\""};
  }
  if (c.type == CampaignType::recommendation) return {Code::invalid, "a recommendation is asked for by its slot"};
  const PlaceholderSource values = [&](std::string_view name) { return value_of_placeholder(name, {}); };
  PresentationInput input{c, body_of(c, variant), variant, locales, values, s->state->done, {}, "a preview", loaded->strategy.version};
  input.id = presentation_id(config.seed ^ now.wall_ms, ++previews, c.id, now.wall_ms);
  input.preview = true;
  auto presentation = make_presentation(input);
  if (!presentation) return {Code::invalid, "the campaign has no text in " + locales.front() + " or the default locale, or is of an unknown type"};
  out.presentations.push_back(std::move(*presentation));
  return {};
}

void Engine::Impl::trace(const Subject& s, DecisionKind kind, Instant now, const Presentation* presentation) {
  if (!tracer) return;
  tracer({kind, now, s.campaign->id, verdict_list(s, now), presentation});
}

// ---- Engine

Engine::Engine(EngineConfig config) : impl_(std::make_unique<Impl>(std::move(config))) {}
Engine::~Engine() = default;

Status Engine::load_strategy(std::string_view json, Instant now, uint32_t rollback_from) { return impl_->load_strategy(json, now, rollback_from); }
uint32_t Engine::strategy_version() const { return impl_->loaded ? impl_->loaded->strategy.version : 0; }
std::string_view Engine::strategy_json() const { return impl_->loaded ? std::string_view(impl_->loaded->strategy.json) : std::string_view(); }
std::vector<std::string> Engine::strategy_warnings() const {
  std::vector<std::string> list;
  for (const Finding& f : impl_->warnings) list.push_back(finding_text(f, strategy_json()));
  return list;
}
void Engine::set_ranker(RankFunction rank) { impl_->rank = std::move(rank); }
void Engine::set_tracer(DecisionSink tracer) { impl_->tracer = std::move(tracer); }

void Engine::observe(const EventView& event, EngineOutput& out) { impl_->observe(event, out); }
void Engine::advance(Instant now, EngineOutput& out) { impl_->advance(now, out); }

void Engine::set_context(std::span<const PropertyView> attributes, Instant now, EngineOutput& out) {
  for (const PropertyView& p : attributes) impl_->change_context(p, now, out);
  impl_->changed();
}

void Engine::screen(std::string_view name, Instant now, EngineOutput& out) {
  impl_->attributes.set("context.screen", Value(name));
  impl_->signals.screen(name, now, impl_->sensed);
  impl_->take_signals(out);
  impl_->changed();
}

void Engine::set_foreground(bool in_front, Instant now, EngineOutput& out) {
  impl_->signals.foreground(in_front, now, impl_->sensed);
  impl_->take_signals(out);
}

void Engine::set_user(std::span<const PropertyView> traits) {
  for (const PropertyView& p : traits) impl_->attributes.set("user." + std::string(p.key), value_of(p));
  impl_->traits_dirty = true;
  impl_->changed();
}

void Engine::set_app_state(std::string_view key, Value value) {
  impl_->attributes.set(key, std::move(value));
  impl_->changed();
}

void Engine::set_do_not_disturb(int64_t until_ms) { impl_->set_do_not_disturb(until_ms); }
Status Engine::lower_frequency(std::string_view type, uint64_t limit, int64_t window_ms) { return impl_->lower_frequency(type, limit, window_ms); }

void Engine::set_history_permitted(bool permitted) {
  // What happened while it was denied is not remembered when it is granted.
  if (impl_->permitted != permitted) impl_->clear_identity(!permitted || impl_->erase_other_rows);
  impl_->permitted = permitted;
  impl_->changed();
}

void Engine::outcome(const Uuid& presentation, Outcome outcome, std::string_view detail, Instant now, EngineOutput& out) {
  impl_->note_time(now);
  impl_->outcome(presentation, outcome, detail, now, out);
}
Status Engine::invoke(std::string_view campaign, Instant now, EngineOutput& out) { return impl_->invoke(campaign, now, out); }
void Engine::answer(const Uuid& presentation, std::string_view question, std::string_view json, Instant now, EngineOutput& out) {
  impl_->note_time(now);
  impl_->answer(presentation, question, json, now, out);
}
Status Engine::preview(std::string_view campaign, std::string_view variant, Instant now, EngineOutput& out) {
  return impl_->preview(campaign, variant, now, out);
}
void Engine::leave_identity(Instant now, EngineOutput& out) {
  impl_->note_time(now);
  impl_->leave_identity(now, out);
}
void Engine::recommendation_outcome(std::string_view campaign, std::string_view feature, Outcome outcome, Instant now, EngineOutput& out) {
  impl_->note_time(now);
  impl_->recommendation_outcome(campaign, feature, outcome, now, out);
}

std::optional<int64_t> Engine::next_timer_ms() const { return impl_->next_timer(); }
std::optional<RecommendationList> Engine::recommend(std::string_view slot, Instant now) { return impl_->recommend(slot, now); }
std::string Engine::explain(std::string_view campaign, Instant now) const {
  impl_->refresh_live();
  return impl_->explain(campaign, now);
}

std::vector<std::string> Engine::disabled_features() const {
  std::vector<std::string> list;
  for (const Impl::Plan& p : impl_->plans) {
    if (p.armed_until_ms != 0) list.insert(list.end(), p.plan->kill_switch.begin(), p.plan->kill_switch.end());
  }
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

void Engine::for_each_trigger_name(const std::function<void(std::string_view)>& name) const {
  if (!impl_->index) return;
  for (const std::string& n : impl_->index->deciding_names()) name(n);
}

double Engine::sampling_rate(std::string_view event_name) const {
  if (!impl_->loaded) return 1;
  const auto& sampling = impl_->loaded->strategy.policies.sampling;
  if (sampling.empty()) return 1;
  const auto found = sampling.find(event_name);
  return found == sampling.end() ? 1 : found->second;
}

std::optional<int64_t> Engine::flush_interval_ms() const { return impl_->loaded ? impl_->loaded->strategy.policies.flush_interval_ms : std::nullopt; }
std::optional<int64_t> Engine::refresh_interval_ms() const {
  return impl_->loaded ? impl_->loaded->strategy.policies.refresh_interval_ms : std::nullopt;
}

void Engine::save_dirty(const StateSink& sink) { impl_->save_dirty(sink); }
void Engine::mark_all_dirty() { impl_->mark_all_dirty(); }
void Engine::clear_identity() { impl_->clear_identity(false); }
void Engine::restore(std::string_view kind, std::string_view key, std::string_view bytes) { impl_->restore(kind, key, bytes); }

void Engine::begin_run(const std::string& install_id, Instant now, EngineOutput& out) {
  impl_->config.install_id = install_id;
  impl_->set_run_attributes();
  impl_->last_ms = now.wall_ms;
  impl_->clear_identity(false);
  impl_->signals = SignalDetector();
  if (impl_->loaded) impl_->bind_signals();
  finish_restore(now, out);
}

void Engine::finish_restore(Instant now, EngineOutput& out) {
  impl_->changed();  // it is somebody else
  impl_->refresh_live();
  impl_->clamp_future(now.wall_ms);
  impl_->last_ms = now.wall_ms;
  impl_->abandon_after_restart(now, out);
  impl_->end_attempts_without_plan();
  impl_->take_effect(now, out);
  impl_->decide(now, out);
}

void Engine::merge_from(const std::vector<std::array<std::string, 3>>& rows) {
  for (const auto& [kind, key, bytes] : rows) impl_->merge(kind, key, bytes);
  impl_->bind_states();
}

}  // namespace docent::core
