#include "guidance/campaign_state.h"

#include <algorithm>
#include <array>
#include <utility>

#include "profile/varint.h"

namespace docent::core {
namespace {

constexpr uint64_t format = 2;
constexpr std::size_t milestones_of_format_1 = 9;  // and nothing that tours, surveys, checklists and goals need
constexpr std::array<std::string_view, milestone_count> names = {"offered",   "shown",     "interacted",       "dismissed", "snoozed",  "timed_out",
                                                                 "abandoned", "completed", "would_have_shown", "responded", "converted"};

void write(BlobWriter& w, const Attempt& a) {
  w.u64(static_cast<uint64_t>(a.phase));
  w.u64((a.user_invoked ? 1u : 0u) | (a.emergency ? 2u : 0u) | (a.again ? 4u : 0u));
  w.i64(a.started_ms);
  w.i64(a.due_ms);
  w.i64(a.retry_ms);
  w.text(a.why);
  w.text(a.values);
}

bool read(BlobReader& r, uint64_t version, Attempt& a) {
  const uint64_t phase = r.u64();
  const uint64_t flags = r.u64();
  if (phase > static_cast<uint64_t>(Attempt::Phase::waiting) || flags > 7) return false;
  a.phase = static_cast<Attempt::Phase>(phase);
  a.user_invoked = (flags & 1) != 0;
  a.emergency = (flags & 2) != 0;
  a.again = (flags & 4) != 0;
  a.started_ms = r.i64();
  a.due_ms = r.i64();
  a.retry_ms = r.i64();
  a.why = r.text();
  if (version > 1) a.values = r.text();
  return r.ok();
}

void write(BlobWriter& w, const LivePresentation& p) {
  w.text(std::string_view(reinterpret_cast<const char*>(p.id.bytes.data()), p.id.bytes.size()));
  w.text(p.variant);
  w.text(p.why);
  w.i64(p.offered_ms);
  w.i64(p.shown_ms);
  w.u64(p.outcomes);
  w.u64((p.closed ? 1u : 0u) | (p.emergency ? 2u : 0u) | (p.again ? 4u : 0u) | (p.responded ? 8u : 0u) | (p.user_invoked ? 16u : 0u));
  w.text(p.step);
  w.text(p.values);
  w.text(p.answers);
}

bool read(BlobReader& r, uint64_t version, LivePresentation& p) {
  const auto id = r.text();
  if (id.size() != p.id.bytes.size()) return false;
  std::copy(id.begin(), id.end(), reinterpret_cast<char*>(p.id.bytes.data()));
  p.variant = r.text();
  p.why = r.text();
  p.offered_ms = r.i64();
  p.shown_ms = r.i64();
  p.outcomes = static_cast<uint32_t>(r.u64());
  const uint64_t flags = r.u64();
  p.closed = (flags & 1) != 0;
  p.emergency = (flags & 2) != 0;
  p.again = (flags & 4) != 0;
  p.responded = (flags & 8) != 0;
  p.user_invoked = (flags & 16) != 0;
  if (version > 1) {
    p.step = r.text();
    p.values = r.text();
    p.answers = r.text();
  }
  return r.ok() && flags <= 31;
}

void write(BlobWriter& w, const Series& s) {
  std::string bytes;
  if (!s.empty()) s.encode(bytes);
  w.text(bytes);
}

bool read(BlobReader& r, Series& s) {
  const auto bytes = r.text();
  return r.ok() && (bytes.empty() || s.decode(bytes));
}

Series& made(std::vector<std::pair<Milestone, Series>>& milestones, Milestone m) {
  for (auto& [kind, series] : milestones) {
    if (kind == m) return series;
  }
  return milestones.emplace_back(m, Series(limits::max_campaign_milestones)).second;
}

}  // namespace

std::string_view milestone_name(Milestone milestone) noexcept { return names[static_cast<std::size_t>(milestone)]; }

std::optional<Milestone> parse_milestone(std::string_view name) noexcept {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Milestone>(found - names.begin());
}

const Series& CampaignState::milestone(Milestone m) const noexcept {
  static const Series none(limits::max_campaign_milestones);
  for (const auto& [kind, series] : milestones) {
    if (kind == m) return series;
  }
  return none;
}

void CampaignState::record(Milestone m, Instant at) { made(milestones, m).add(at); }

TriggerProgress& CampaignState::progress_of(uint64_t key) {
  for (TriggerProgress& t : triggers) {
    if (t.key == key) return t;
  }
  // Definitions that have left the strategy make room.
  if (triggers.size() >= limits::max_campaign_triggers) triggers.erase(triggers.begin());
  triggers.emplace_back().key = key;
  return triggers.back();
}

LivePresentation* CampaignState::find(const Uuid& id) noexcept {
  const auto found = std::find_if(presentations.begin(), presentations.end(), [&](const LivePresentation& p) { return p.id == id; });
  return found == presentations.end() ? nullptr : &*found;
}

const LivePresentation* CampaignState::live() const noexcept {
  return presentations.empty() || presentations.back().closed ? nullptr : &presentations.back();
}

void CampaignState::clamp_future(int64_t now_ms) {
  const auto clamp = [&](int64_t& ms, int64_t to) {
    if (ms != INT64_MAX && ms > to) ms = to, dirty = true;
  };
  // What runs until some time after an occurrence keeps its length.
  const auto shift = [&](int64_t& until_ms, const Series& since) {
    if (!since.empty() && since.last_ms() > now_ms && until_ms > since.last_ms()) until_ms -= since.last_ms() - now_ms, dirty = true;
  };
  shift(snoozed_until_ms, milestone(Milestone::snoozed));
  shift(hold_until_ms, milestone(Milestone::abandoned));
  for (auto& [kind, series] : milestones) dirty = series.clamp_future(now_ms) || dirty;
  for (TriggerProgress& t : triggers) dirty = t.occurrences.clamp_future(now_ms) || dirty;
  for (LivePresentation& p : presentations) {
    clamp(p.offered_ms, now_ms);
    clamp(p.shown_ms, now_ms);
  }
  clamp(invalidated_ms, now_ms);
  clamp(cancelled_ms, now_ms);
  clamp(exposed_ms, now_ms);
  if (!attempt.active()) return;
  // A delay never gets longer than it was; what is blocked is looked at afresh.
  const int64_t delay = attempt.due_ms - attempt.started_ms;
  clamp(attempt.started_ms, now_ms);
  clamp(attempt.due_ms, now_ms + delay);
  clamp(attempt.retry_ms, now_ms);
}

void CampaignState::merge(const CampaignState& other) {
  for (const auto& [kind, series] : other.milestones) made(milestones, kind).merge(series);
  for (const TriggerProgress& t : other.triggers) {
    if (triggers.size() == limits::max_campaign_triggers) break;
    const auto mine = std::find_if(triggers.begin(), triggers.end(), [&](const TriggerProgress& m) { return m.key == t.key; });
    if (mine == triggers.end()) {
      triggers.push_back(t);
    } else {
      mine->occurrences.merge(t.occurrences);
    }
  }
  if (invalidated.empty() && !other.invalidated.empty()) {
    invalidated = other.invalidated;
    invalidated_ms = other.invalidated_ms;
  }
  snoozed_until_ms = std::max(snoozed_until_ms, other.snoozed_until_ms);
  if (type.empty()) type = other.type;
  if (resume_step.empty()) resume_step = other.resume_step;
  for (const std::string& item : other.done) {
    if (std::find(done.begin(), done.end(), item) == done.end() && done.size() < limits::max_checklist_items) done.push_back(item);
  }
  if (other.exposed_ms > exposed_ms) exposed_ms = other.exposed_ms, exposed_variant = other.exposed_variant;
  if (!attempt.active()) attempt = other.attempt;
  // One of them may be on the screen right now, under the identity it was decided for.
  if (live() == nullptr) presentations.insert(presentations.end(), other.presentations.begin(), other.presentations.end());
  if (presentations.size() > limits::max_campaign_presentations) {
    presentations.erase(presentations.begin(), presentations.end() - static_cast<std::ptrdiff_t>(limits::max_campaign_presentations));
  }
  dirty = true;
}

void CampaignState::encode(std::string& out) const {
  BlobWriter w;
  w.u64(format);
  for (std::size_t i = 0; i < milestone_count; i++) write(w, milestone(static_cast<Milestone>(i)));
  w.u64(triggers.size());
  for (const TriggerProgress& t : triggers) {
    w.u64(t.key);
    write(w, t.occurrences);
  }
  write(w, attempt);
  w.text(type);
  w.text(invalidated);
  w.i64(invalidated_ms);
  w.i64(snoozed_until_ms);
  w.i64(hold_until_ms);
  w.text(hold_reason);
  w.i64(cancelled_ms);
  w.u64(presentations.size());
  for (const LivePresentation& p : presentations) write(w, p);
  w.text(resume_step);
  w.u64(done.size());
  for (const std::string& item : done) w.text(item);
  w.i64(exposed_ms);
  w.text(exposed_variant);
  out = w.bytes();
}

bool CampaignState::decode(std::string_view bytes) {
  *this = CampaignState();
  CampaignState read_state;
  BlobReader r(bytes);
  const uint64_t version = r.u64();
  if (version == 0 || version > format) return false;
  for (std::size_t i = 0; i < (version == 1 ? milestones_of_format_1 : milestone_count); i++) {
    Series series(limits::max_campaign_milestones);
    if (!read(r, series)) return false;
    if (!series.empty()) read_state.milestones.emplace_back(static_cast<Milestone>(i), std::move(series));
  }
  const uint64_t trigger_count = r.u64();
  if (trigger_count > limits::max_campaign_triggers) return false;
  for (uint64_t i = 0; i < trigger_count; i++) {
    TriggerProgress t;
    t.key = r.u64();
    t.occurrences.set_capacity(limits::max_history_occurrences);
    if (!read(r, t.occurrences)) return false;
    read_state.triggers.push_back(std::move(t));
  }
  if (!read(r, version, read_state.attempt)) return false;
  read_state.type = r.text();
  read_state.invalidated = r.text();
  read_state.invalidated_ms = r.i64();
  read_state.snoozed_until_ms = r.i64();
  read_state.hold_until_ms = r.i64();
  read_state.hold_reason = r.text();
  read_state.cancelled_ms = r.i64();
  const uint64_t presentation_count = r.u64();
  if (presentation_count > limits::max_campaign_presentations) return false;
  for (uint64_t i = 0; i < presentation_count; i++) {
    if (!read(r, version, read_state.presentations.emplace_back())) return false;
  }
  if (version > 1) {
    read_state.resume_step = r.text();
    const uint64_t done_count = r.u64();
    if (done_count > limits::max_checklist_items) return false;
    for (uint64_t i = 0; i < done_count; i++) read_state.done.emplace_back(r.text());
    read_state.exposed_ms = r.i64();
    read_state.exposed_variant = r.text();
  }
  if (!r.done()) return false;
  *this = std::move(read_state);
  return true;
}

}  // namespace docent::core
