#include "signals/form_watch.h"

#include <algorithm>

#include "model/builtin.h"
#include "model/limits.h"

namespace docent::core {
namespace {

// The form that an interaction belongs to, "" none. A form or dialog belongs to itself.
std::string_view form_of(const Interaction& i) noexcept { return kept_name(!i.target.empty() && is_container_role(i.role) ? i.target : i.form); }

// The form that a close or commit is meant for, "" none. A list or menu that is closed leaves its form open.
std::string_view form_ended_by(const Interaction& i, InteractionKind kind) noexcept {
  if (kind == InteractionKind::close && !closes_container(i.role)) return {};
  const std::string_view form = form_of(i);
  return form.empty() ? kept_name(i.target) : form;
}

}  // namespace

void FormWatch::set(const SignalThresholds::FormAbandoned& thresholds) {
  thresholds_ = thresholds;
  if (!thresholds_.enabled) forms_.clear();
}

void FormWatch::interaction(const Interaction& i, InteractionKind kind, std::string_view screen, const SignalTime& now, std::vector<Signal>& out) {
  if (!thresholds_.enabled) return;
  if (kind == InteractionKind::edit) return edit(form_of(i), screen, now);
  if (forms_.empty()) return;
  if (kind == InteractionKind::close || kind == InteractionKind::commit) {
    const auto form = find(form_ended_by(i, kind));
    if (form == forms_.end()) return;
    if (kind == InteractionKind::close) abandon(form, "closed", now.wall, out);
    else forms_.erase(form);
    return;
  }
  if (!is_input(kind) && kind != InteractionKind::focus) return;
  const auto form = find(form_of(i));
  if (form == forms_.end()) return;
  form->last_t = now.t;
  std::rotate(form, form + 1, forms_.end());
}

std::optional<int64_t> FormWatch::deadline() const noexcept {
  return forms_.empty() ? std::nullopt : std::optional(forms_.front().last_t + thresholds_.idle_ms);
}

void FormWatch::expire(const SignalTime& due, std::vector<Signal>& out) { abandon(forms_.begin(), "idle", due.wall, out); }

FormWatch::Forms::iterator FormWatch::find(std::string_view name) noexcept {
  return std::find_if(forms_.begin(), forms_.end(), [&](const Form& f) { return f.name == name; });
}

void FormWatch::edit(std::string_view name, std::string_view screen, const SignalTime& now) {
  if (name.empty()) return;
  auto form = find(name);
  if (form == forms_.end()) {
    if (forms_.size() == limits::max_watched_forms) forms_.erase(forms_.begin());
    forms_.push_back({std::string(name), std::string(screen), now.t, now.t, now.t, 0});
    form = forms_.end() - 1;
  }
  form->edits++;
  form->last_edit_t = form->last_t = now.t;
  std::rotate(form, form + 1, forms_.end());
}

void FormWatch::abandon(Forms::iterator form, std::string_view reason, Instant at, std::vector<Signal>& out) {
  out.push_back(std::move(Signal(builtin::form_abandoned, at)
                              .text("form", form->name)
                              .text("screen", form->screen)
                              .text("reason", reason)
                              .number("count", form->edits)
                              .number("durationMs", form->last_edit_t - form->first_edit_t)
                              .number("idleMs", thresholds_.idle_ms)));
  forms_.erase(form);
}

}  // namespace docent::core
