#include "pipeline/bisection.h"

#include <algorithm>

#include "model/limits.h"

namespace docent::core {
namespace {

// The smaller part of the golden section, 0.382 n.
uint32_t smaller_part(uint32_t count) noexcept { return std::max<uint32_t>(1, static_cast<uint32_t>(uint64_t{count} * 382 / 1000)); }

}  // namespace

Bisection::Bisection(uint32_t events, uint64_t successes, int64_t now_ms) {
  open_.push_back({{0, events}});
  refused({0, events}, successes, now_ms);
}

std::optional<Bisection::Part> Bisection::next(uint64_t successes, int64_t now_ms, bool last_resort) const {
  const bool doubtful = !any_accepted_ && refusals_in_row_ >= limits::free_refusals;
  const Open* unsent = nullptr;
  for (const Open& open : open_)
    if (open.refusals == 0 && (unsent == nullptr || (doubtful && open.part.count < unsent->part.count))) unsent = &open;
  if (unsent != nullptr) return unsent->part;
  for (const Open& open : open_)
    if (proven(open, successes, now_ms)) return open.part;
  if (last_resort && !open_.empty()) return open_.front().part;
  return std::nullopt;
}

int64_t Bisection::next_ms() const noexcept {
  int64_t next = INT64_MAX;
  if (!any_accepted_) return next;
  for (const Open& open : open_)
    if (open.refusals > 0) next = std::min(next, open.first_refused_ms + limits::confirm_refusal_ms);
  return next;
}

void Bisection::accepted(Part part) {
  requests_++;
  refusals_in_row_ = 0;
  any_accepted_ = true;
  const auto at = find(part);
  if (at == open_.end()) return;
  const uint32_t number = at->split;
  open_.erase(at);
  // The other part of the same split, when it was not sent yet, is what its parent was refused for.
  const auto other =
      std::find_if(open_.begin(), open_.end(), [&](const Open& o) { return o.split == number && o.refusals == 0 && o.part.count > 1; });
  if (other == open_.end() || exhausted()) return;
  const Open inferred = *other;
  open_.erase(other);
  split(inferred);
}

void Bisection::refused(Part part, uint64_t successes, int64_t now_ms) {
  requests_++;
  refusals_in_row_++;
  const auto at = find(part);
  if (at == open_.end()) return;
  Open open = *at;
  open_.erase(at);
  if (open.refusals == 0 && part.count > 1 && !exhausted()) return split(open);
  if (proven(open, successes, now_ms)) {
    bad_.push_back(part);
    return;
  }
  if (open.refusals == 0) {
    open.first_refused_ms = now_ms;
    if (part.count == 1) suspects_++;
  }
  open.refusals++;
  open.successes = successes;
  open_.push_back(open);
}

std::vector<uint32_t> Bisection::bad() const {
  std::vector<uint32_t> events;
  for (const Part& part : bad_)
    for (uint32_t i = 0; i < part.count; i++) events.push_back(part.first + i);
  std::sort(events.begin(), events.end());
  return events;
}

std::deque<Bisection::Open>::iterator Bisection::find(Part part) {
  return std::find_if(open_.begin(), open_.end(), [&](const Open& open) { return open.part == part; });
}

// Parts that were never sent go before those that wait for a second answer.
void Bisection::split(const Open& open) {
  const uint32_t small = smaller_part(open.part.count);
  const uint32_t number = ++splits_;
  const auto waiting = std::find_if(open_.begin(), open_.end(), [](const Open& o) { return o.refusals > 0; });
  const Open parts[] = {{{open.part.first, small}, number}, {{open.part.first + small, open.part.count - small}, number}};
  open_.insert(waiting, std::begin(parts), std::end(parts));
}

// Every part that is open costs a request of its own.
bool Bisection::exhausted() const noexcept { return suspects_ > limits::max_bad_leaves || requests_ + open_.size() >= limits::max_bisect_requests; }

// Whether one more refusal of this part, now, is its own fault.
bool Bisection::proven(const Open& open, uint64_t successes, int64_t now_ms) const noexcept {
  if (open.refusals == 0) return false;
  return successes > open.successes || (any_accepted_ && now_ms - open.first_refused_ms >= limits::confirm_refusal_ms);
}

}  // namespace docent::core
