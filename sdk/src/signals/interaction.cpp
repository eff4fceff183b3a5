#include "signals/interaction.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "model/limits.h"

namespace docent::core {
namespace {

using namespace std::string_view_literals;

// The words of WAI-ARIA and of desktop toolkits for the same widgets. Sorted, for binary search.
constexpr std::array interactive = {"back"sv,   "button"sv,   "cancel"sv,       "checkbox"sv,    "close"sv,    "combobox"sv, "icon"sv,
                                    "link"sv,   "listitem"sv, "menu"sv,         "menubutton"sv,  "menuitem"sv, "option"sv,   "radio"sv,
                                    "switch"sv, "tab"sv,      "togglebutton"sv, "toolbaritem"sv, "treeitem"sv};
constexpr std::array repeating = {"scroll"sv,  "scrollbar"sv, "searchbox"sv, "slider"sv,  "spin"sv,     "spinbutton"sv,
                                  "stepper"sv, "text"sv,      "textarea"sv,  "textbox"sv, "textfield"sv};

template <std::size_t n>
constexpr bool sorted(const std::array<std::string_view, n>& words) {
  return std::is_sorted(words.begin(), words.end());
}
static_assert(sorted(interactive) && sorted(repeating));

}  // namespace

InteractionKind interaction_kind(std::string_view name) noexcept {
  using enum InteractionKind;
  switch (name.size()) {
    case 3: return name == "key" ? key : unknown;
    case 4: return name == "edit" ? edit : name == "undo" ? undo : name == "redo" ? redo : name == "open" ? open : unknown;
    case 5: return name == "click" ? click : name == "focus" ? focus : name == "close" ? close : unknown;
    case 6: return name == "commit" ? commit : name == "scroll" ? scroll : unknown;
    case 7: return name == "execute" ? execute : name == "repaint" ? repaint : unknown;
    default: return unknown;
  }
}

bool is_interactive_role(std::string_view role) noexcept { return std::binary_search(interactive.begin(), interactive.end(), role); }
bool is_repeating_role(std::string_view role) noexcept { return std::binary_search(repeating.begin(), repeating.end(), role); }
bool is_leaving_role(std::string_view role) noexcept { return role == "back" || role == "close" || role == "cancel"; }
bool is_container_role(std::string_view role) noexcept { return role == "form" || role == "dialog" || role == "window"; }
bool closes_container(std::string_view role) noexcept { return role.empty() || role == "button" || is_leaving_role(role) || is_container_role(role); }

std::string_view kept_name(std::string_view name) noexcept {
  return name.size() <= limits::max_name_bytes ? name : utf8_prefix(name, limits::max_name_bytes);
}

void Element::assign(const Interaction& i) {
  target.assign(kept_name(i.target));
  role.assign(kept_name(i.role));
  form.assign(kept_name(i.form));
}

bool Element::is(const Interaction& i) const noexcept {
  return target == kept_name(i.target) && role == kept_name(i.role) && form == kept_name(i.form);
}

}  // namespace docent::core
