// Finds the events for which a backend refuses a whole batch. Pure: it says which part of the chunk to send next and is told the answer. One thread.
//
// The chunk is split at the golden section, the smaller part first. When that is taken, the larger one must hold the reason and is split without
// being sent; when it is refused, the larger one is sent next. So one bad event among n costs at most about 1.44 · log2(n) requests, less than
// halving. While nothing at all is taken, the smallest part comes first: the shortest way to a success, or to the knowledge that there is none to be
// had. An event refused alone is not given up at once, for the server may refuse everything at the moment: it must be refused again after a success
// in between (of any batch), or after limits::confirm_refusal_ms when a part of this chunk was taken. Budget: nothing is split any more after
// limits::max_bad_leaves suspected events, or when the parts that are open take up the rest of limits::max_bisect_requests; parts that are refused
// then are given up whole, by the same rule as single events.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace docent::core {

class Bisection {
 public:
  struct Part {
    uint32_t first = 0;
    uint32_t count = 0;
    friend bool operator==(const Part&, const Part&) = default;
  };

  // The whole chunk of `events` was refused just now. `successes` counts the batches that the backend has taken so far, of whatever chunk.
  Bisection(uint32_t events, uint64_t successes, int64_t now_ms);

  // The part to send next. Empty: done, or next_ms() has to come first. `last_resort`: also parts whose second refusal would prove nothing yet.
  std::optional<Part> next(uint64_t successes, int64_t now_ms, bool last_resort) const;
  // When a part that waits can be sent again; INT64_MAX: none waits for the time.
  int64_t next_ms() const noexcept;

  // The answer to a part that next() gave. accepted() comes after `successes` was raised.
  void accepted(Part part);
  void refused(Part part, uint64_t successes, int64_t now_ms);

  bool done() const noexcept { return open_.empty(); }
  bool any_accepted() const noexcept { return any_accepted_; }
  uint32_t requests() const noexcept { return requests_; }  // the first refusal included
  uint32_t refusals_in_row() const noexcept { return refusals_in_row_; }
  // Indices of the events to give up, rising once done.
  std::vector<uint32_t> bad() const;

 private:
  struct Open {
    Part part;
    uint32_t split = 0;      // parts of one split have the same number; 0: the root
    uint32_t refusals = 0;   // while it can't be split
    uint64_t successes = 0;  // at the last refusal
    int64_t first_refused_ms = 0;
  };
  std::deque<Open>::iterator find(Part part);
  void split(const Open& open);
  bool exhausted() const noexcept;
  bool proven(const Open& open, uint64_t successes, int64_t now_ms) const noexcept;

  std::deque<Open> open_;  // in sending order
  std::vector<Part> bad_;
  uint32_t splits_ = 0;
  uint32_t requests_ = 0;
  uint32_t refusals_in_row_ = 0;
  uint32_t suspects_ = 0;  // events refused alone
  bool any_accepted_ = false;
};

}  // namespace docent::core
