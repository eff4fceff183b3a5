// What a host reports about its user interface, and what the words in it mean for the signals. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace docent::core {

// One built-in event `interaction`. Views, valid during the call. Kinds, roles and the duties of the host: docs/signals.md.
struct Interaction {
  std::string_view kind;       // "click", "edit", "commit", …; an unknown one is ignored
  std::string_view target;     // stable name of the element, "" unknown
  std::string_view role;       // "button", "text", …; "" unknown
  std::string_view form;       // name of the form or dialog it belongs to, "" none
  std::optional<double> x, y;  // logical px in the window; both or none, and finite, or they are ignored
};

enum class InteractionKind : uint8_t { unknown, click, edit, commit, undo, redo, focus, execute, repaint, open, close, key, scroll };

InteractionKind interaction_kind(std::string_view name) noexcept;

// The user did something, so the user is there. What the program may do by itself (focus, repaint, open, close) is not.
constexpr bool is_input(InteractionKind kind) noexcept {
  using enum InteractionKind;
  return kind == click || kind == edit || kind == commit || kind == undo || kind == redo || kind == execute || kind == key || kind == scroll;
}
// The program reacted, so no click before it is dead. Scrolling is not: who meets a dead button scrolls on.
constexpr bool is_response(InteractionKind kind) noexcept {
  using enum InteractionKind;
  return kind == repaint || kind == focus || kind == execute || kind == open || kind == close || kind == edit || kind == commit || kind == undo ||
         kind == redo;
}

// A click on it promises that something happens: buttons, menu items, links, … An unknown role does not.
bool is_interactive_role(std::string_view role) noexcept;
// Clicked many times in a row by those who are content: text, spin, scroll, stepper widgets.
bool is_repeating_role(std::string_view role) noexcept;
// Leads out of a screen: back, close, cancel.
bool is_leaving_role(std::string_view role) noexcept;
// Holds others and is closed as a whole: form, dialog, window.
bool is_container_role(std::string_view role) noexcept;

// As the role of a close: a container goes, not something in it. True for containers, buttons, what leads out, and when the role is unknown.
bool closes_container(std::string_view role) noexcept;

// A name as it is kept: at most limits::max_name_bytes, cut between code points.
std::string_view kept_name(std::string_view name) noexcept;

// Which element an interaction was with, kept beyond the call.
struct Element {
  std::string target, role, form;

  void assign(const Interaction& i);
  bool is(const Interaction& i) const noexcept;
  friend bool operator==(const Element&, const Element&) = default;
};

}  // namespace docent::core
