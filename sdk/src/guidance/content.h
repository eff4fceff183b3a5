// The texts and actions of campaigns: reading them, checking them against the content policy, laying a variant's over the campaign's. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidance/document_reader.h"
#include "guidance/placeholders.h"
#include "guidance/references.h"

namespace docent::core {

// policies.content: what no campaign may break.
struct ContentPolicy {
  std::optional<int64_t> title_max_chars;
  std::optional<int64_t> body_max_chars;
  std::optional<int64_t> max_tour_steps;
  std::vector<std::string> link_allow_list;  // prefixes
  bool links_restricted = false;             // a list is given, possibly an empty one
  std::vector<std::string> allowed_actions;  // verbs
  bool actions_restricted = false;
  std::vector<std::string> banned_words;
  bool expiry_required = false;
};
ContentPolicy read_content_policy(const Value& value, const std::string& pointer, Findings& findings);

struct TextContext {
  const std::vector<std::string>& required_locales;
  std::string_view default_locale;
  References& references;
  Findings& findings;
};
// {locale: string | {title, body, …}}: every text a string (error), the default locale and the required ones there (warning).
void check_texts(const Value& texts, const std::string& pointer, const TextContext& context);
// What is shown at one place: anchor, placement, a11y, text, actions, format, theme.
void check_content(const Value& content, const std::string& pointer, bool needs_text, const TextContext& context);
void check_a11y(const Value& a11y, const std::string& pointer, Findings& findings);
// Whether the values that texts insert are escaped for Markdown.
TextFormat format_of(const Value& content) noexcept;

// The rule of the policy that the texts and actions of `content` break, with what is wrong; "" when they break none. All locales are looked at.
// `plain`: what a text is that has no members: "title", "question", "" for a label.
std::string content_violation(const Value& content, std::string_view plain, const ContentPolicy& policy);

// `base` with the members of `over` in place of its own.
Value overlay(const Value& base, const Value& over);

}  // namespace docent::core
