// What the engine keeps across restarts, as rows (kind, key) → bytes of one identity:
//   history/NAME, slot/KEY (profile/history.h), campaign/ID (campaign_state.h), shown/TYPE (frequency.h), plan/ID (armed until), traits/all (JSON),
//   preferences/all (JSON) and engine/counter. Without consent for guidance nothing is written.
#include <algorithm>

#include "guidance/engine_impl.h"
#include "profile/varint.h"

namespace docent::core {
namespace {

constexpr std::string_view campaign_kind = "campaign";
constexpr std::string_view plan_kind = "plan";
constexpr std::string_view traits_kind = "traits";
constexpr std::string_view preferences_kind = "preferences";
constexpr std::string_view engine_kind = "engine";
constexpr std::string_view traits_key = "all";
constexpr std::string_view preferences_key = "all";
constexpr std::string_view counter_key = "counter";
constexpr std::string_view user_prefix = "user.";

std::string number_bytes(int64_t value) {
  BlobWriter w;
  w.i64(value);
  return w.bytes();
}

std::optional<int64_t> number_of(std::string_view bytes) {
  BlobReader r(bytes);
  const int64_t value = r.i64();
  if (!r.done()) return std::nullopt;
  return value;
}

}  // namespace

void Engine::Impl::save_dirty(const StateSink& sink) {
  history.save_dirty(sink);
  displays.save_dirty(sink);
  std::string bytes;
  for (auto& [id, state] : states) {
    if (!state.dirty) continue;
    state.dirty = false;
    if (!permitted) continue;
    state.encode(bytes);
    sink(campaign_kind, id, bytes);
  }
  if (erase_other_rows) {
    for (const std::string& id : erased_campaigns) sink(campaign_kind, id, {});
    for (const std::string& id : erased_plans) sink(plan_kind, id, {});
    sink(traits_kind, traits_key, {});
    sink(engine_kind, counter_key, {});
    sink(preferences_kind, preferences_key, {});
    erase_other_rows = false;
    erased_campaigns.clear();
    erased_plans.clear();
  }
  if (!permitted) return;
  if (plans_dirty) {
    for (const Plan& p : plans) {
      const auto stored = armed_plans.find(p.plan->id);
      sink(plan_kind, p.plan->id, stored == armed_plans.end() ? std::string() : number_bytes(stored->second));
    }
    plans_dirty = false;
  }
  if (counter_dirty) {
    sink(engine_kind, counter_key, number_bytes(static_cast<int64_t>(counter)));
    counter_dirty = false;
  }
  if (preferences_dirty) {
    sink(preferences_kind, preferences_key, preferences_text());
    preferences_dirty = false;
  }
  if (traits_dirty) {
    Value::Object traits;
    for (const auto& [path, value] : attributes.all()) {
      if (path.starts_with(user_prefix)) traits.emplace_back(path.substr(user_prefix.size()), value);
    }
    sink(traits_kind, traits_key, traits.empty() ? std::string() : to_json(Value(std::move(traits))));
    traits_dirty = false;
  }
}

void Engine::Impl::mark_all_dirty() {
  history.mark_all_dirty();
  displays.mark_all_dirty();
  for (auto& [id, state] : states) state.dirty = true;
  plans_dirty = counter_dirty = traits_dirty = preferences_dirty = true;
}

void Engine::Impl::clear_identity(bool erase_rows) {
  if (erase_rows) {
    for (const auto& [id, state] : states) erased_campaigns.push_back(id);
    for (const auto& [id, until] : armed_plans) erased_plans.push_back(id);
  }
  erase_other_rows = erase_rows;
  if (!erase_rows) {
    erased_campaigns.clear();
    erased_plans.clear();
  }
  history.clear(erase_rows);
  displays.clear(erase_rows);
  states.clear();
  armed_plans.clear();
  for (Plan& p : plans) bind_plan(p, last_ms);
  strategy_is_new = true;  // what the backend has armed holds for everybody
  attributes.remove_all(user_prefix);
  preferences = {};
  signals.clear();
  counter = 0;
  plans_dirty = counter_dirty = traits_dirty = preferences_dirty = false;
  bind_states();
  pending = false;
}

void Engine::Impl::restore(std::string_view kind, std::string_view key, std::string_view bytes) {
  if (!permitted) return;
  if (kind == campaign_kind) {
    const auto known = states.find(key);
    if (known == states.end() && states.size() >= limits::max_campaigns * 2) return;
    CampaignState& state = known == states.end() ? states[std::string(key)] : known->second;
    if (state.decode(bytes)) live_stale = true;
    if (const auto found = subject_by_id.find(key); found != subject_by_id.end() && state.attempt.active()) active.push_back(found->second);
  } else if (kind == DisplayLog::kind) {
    displays.restore(key, bytes);
  } else if (kind == plan_kind) {
    const auto until = number_of(bytes);
    if (!until) return;
    armed_plans[std::string(key)] = *until;
    for (Plan& p : plans) {
      if (p.plan->id == key) bind_plan(p, last_ms);
    }
  } else if (kind == traits_kind) {
    const auto traits = parse_json(bytes);
    if (!traits.ok()) return;
    for (const auto& [name, value] : traits->as_object()) attributes.set(std::string(user_prefix) + name, value);
  } else if (kind == preferences_kind) {
    read_preferences(bytes);
  } else if (kind == engine_kind) {
    if (const auto number = number_of(bytes); number && key == counter_key) counter = static_cast<uint64_t>(std::max<int64_t>(0, *number));
  } else {
    history.restore(kind, key, bytes);
  }
  timer_stale = true;
}

void Engine::Impl::merge(std::string_view kind, std::string_view key, std::string_view bytes) {
  if (!permitted) return;
  if (kind == campaign_kind) {
    CampaignState other;
    if (other.decode(bytes)) states[std::string(key)].merge(other);
    live_stale = true;
  } else if (kind == DisplayLog::kind) {
    displays.merge(key, bytes);
  } else if (kind == plan_kind) {
    const auto until = number_of(bytes);
    const auto mine = armed_plans.find(key);
    if (!until || (mine != armed_plans.end() && mine->second >= *until)) return;
    restore(kind, key, bytes);
    plans_dirty = true;
  } else if (kind == traits_kind) {
    const auto traits = parse_json(bytes);
    if (!traits.ok()) return;
    for (const auto& [name, value] : traits->as_object()) {
      const std::string path = std::string(user_prefix) + name;
      if (attributes.find(path) == nullptr) attributes.set(path, value);  // what this identity says of itself is newer
    }
    traits_dirty = true;
  } else if (kind == preferences_kind) {
    if (preferences_text().empty()) read_preferences(bytes);
    preferences_dirty = true;
  } else if (kind == engine_kind) {
    return;  // ids stay distinct by their time and seed
  } else {
    history.merge(kind, key, bytes);
  }
  changed();
}

}  // namespace docent::core
