#include "signals/interaction.h"

#include <gtest/gtest.h>

#include <string>

#include "model/limits.h"

namespace docent::core {
namespace {

TEST(Interaction, KnowsItsKinds) {
  using enum InteractionKind;
  const std::pair<const char*, InteractionKind> kinds[] = {{"click", click}, {"edit", edit},   {"commit", commit},   {"undo", undo},
                                                           {"redo", redo},   {"focus", focus}, {"execute", execute}, {"repaint", repaint},
                                                           {"open", open},   {"close", close}, {"key", key},         {"scroll", scroll}};
  for (const auto& [name, kind] : kinds) EXPECT_EQ(interaction_kind(name), kind) << name;
  for (const auto name : {"", "Click", "clicks", "tap", "moves", "kex", "editor", "commits"}) EXPECT_EQ(interaction_kind(name), unknown) << name;
}

TEST(Interaction, TellsInputFromResponse) {
  using enum InteractionKind;
  for (const auto kind : {focus, repaint, open, close, unknown}) EXPECT_FALSE(is_input(kind)) << static_cast<int>(kind);
  for (const auto kind : {click, edit, commit, undo, redo, execute, key, scroll}) EXPECT_TRUE(is_input(kind)) << static_cast<int>(kind);
  for (const auto kind : {click, key, scroll, unknown}) EXPECT_FALSE(is_response(kind)) << static_cast<int>(kind);
  for (const auto kind : {repaint, focus, execute, open, close, edit, commit, undo, redo}) EXPECT_TRUE(is_response(kind)) << static_cast<int>(kind);
}

TEST(Interaction, SortsRoles) {
  for (const auto role : {"back", "button", "menuitem", "link", "tab", "treeitem", "checkbox"}) EXPECT_TRUE(is_interactive_role(role)) << role;
  for (const auto role : {"", "text", "spin", "label", "form", "Button"}) EXPECT_FALSE(is_interactive_role(role)) << role;
  for (const auto role : {"text", "spin", "scroll", "stepper", "textfield"}) EXPECT_TRUE(is_repeating_role(role)) << role;
  for (const auto role : {"", "button", "dialog", "label"}) EXPECT_FALSE(is_repeating_role(role)) << role;
  for (const auto role : {"", "button", "cancel", "form", "dialog", "window"}) EXPECT_TRUE(closes_container(role)) << role;
  for (const auto role : {"combobox", "menu", "tooltip"}) EXPECT_FALSE(closes_container(role)) << role;
}

TEST(Interaction, KeepsNamesWithinTheirLimit) {
  const std::string longest(limits::max_name_bytes, 'a');
  EXPECT_EQ(kept_name(longest), longest);
  EXPECT_EQ(kept_name(longest + "b"), longest);
  std::string umlaut(limits::max_name_bytes - 1, 'a');
  umlaut.append("\xc3\xa4");
  EXPECT_EQ(kept_name(umlaut).size(), limits::max_name_bytes - 1) << "no half code point";
}

TEST(Interaction, AnElementIsWhatHasTheSameNames) {
  Element element;
  const std::string longer(limits::max_name_bytes + 1, 'x');
  element.assign({"click", longer, "button", "form", 1.0, 2.0});
  EXPECT_EQ(element.target.size(), limits::max_name_bytes);
  EXPECT_TRUE(element.is({"edit", longer, "button", "form", {}, {}}));
  EXPECT_FALSE(element.is({"click", "x", "button", "form", {}, {}}));
  EXPECT_FALSE(element.is({"click", longer, "link", "form", {}, {}}));
  EXPECT_FALSE(element.is({"click", longer, "button", "", {}, {}}));
}

}  // namespace
}  // namespace docent::core
