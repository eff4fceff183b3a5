// form_abandoned: forms and dialogs that someone began to fill in and did not commit. Owned by SignalDetector; bounded; pure.
//
// A form is watched from its first edit until it is committed, closed, or without any interaction for the idle time; the latter two announce it,
// once. A later edit begins anew. Only forms with a name are watched, the limits::max_watched_forms most recently used.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "signals/signal.h"
#include "signals/thresholds.h"
#include "signals/timeline.h"

namespace docent::core {

class FormWatch {
 public:
  void set(const SignalThresholds::FormAbandoned& thresholds);
  void interaction(const Interaction& i, InteractionKind kind, std::string_view screen, const SignalTime& now, std::vector<Signal>& out);
  // When the next form is abandoned for idleness, on the timeline.
  std::optional<int64_t> deadline() const noexcept;
  // The form whose deadline() it is, is abandoned. Precondition: deadline() has a value.
  void expire(const SignalTime& due, std::vector<Signal>& out);
  void forget() noexcept { forms_.clear(); }

 private:
  struct Form {
    std::string name;
    std::string screen;  // of the first edit
    int64_t first_edit_t = 0;
    int64_t last_edit_t = 0;
    int64_t last_t = 0;  // any interaction
    int64_t edits = 0;
  };
  using Forms = std::vector<Form>;

  Forms::iterator find(std::string_view name) noexcept;
  void edit(std::string_view name, std::string_view screen, const SignalTime& now);
  void abandon(Forms::iterator form, std::string_view reason, Instant at, std::vector<Signal>& out);

  SignalThresholds::FormAbandoned thresholds_;
  Forms forms_;  // least recently used first
};

}  // namespace docent::core
