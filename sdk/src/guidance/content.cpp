#include "guidance/content.h"

#include <algorithm>
#include <array>

#include "base/duration.h"
#include "base/utf8.h"
#include "guidance/locale.h"

namespace docent::core {
namespace {

// ASCII letters without case; other scripts byte for byte.
bool contains_word(std::string_view text, std::string_view word) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return !word.empty() &&
         std::search(text.begin(), text.end(), word.begin(), word.end(), [&](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

std::string text_violation(std::string_view member, std::string_view text, const ContentPolicy& policy) {
  const auto too_long = [&](const std::optional<int64_t>& max, std::string_view rule) {
    return max && count_code_points(text) > static_cast<std::size_t>(*max)
               ? std::string(rule) + ": \"" + std::string(text) + "\" has more than " + std::to_string(*max) + " characters"
               : "";
  };
  if (member == "title") {
    if (auto v = too_long(policy.title_max_chars, "titleMaxChars"); !v.empty()) return v;
  }
  if (member == "body" || member == "question") {
    if (auto v = too_long(policy.body_max_chars, "bodyMaxChars"); !v.empty()) return v;
  }
  for (const std::string& word : policy.banned_words) {
    if (contains_word(text, word)) return "bannedWords: \"" + word + "\" in \"" + std::string(text) + "\"";
  }
  return {};
}

// `plain`: which member a text stands for that has none.
std::string texts_violation(const Value& texts, std::string_view plain, const ContentPolicy& policy) {
  for (const auto& [locale, text] : texts.as_object()) {
    if (text.is_string()) {
      if (auto v = text_violation(plain, text.as_string(), policy); !v.empty()) return v;
    }
    for (const auto& [member, value] : text.as_object()) {
      if (auto v = text_violation(member, value.as_string(), policy); !v.empty()) return v;
    }
  }
  return {};
}

// "https://help.example.com" does not let "https://help.example.com.other.org" in.
bool has_prefix(std::string_view link, std::string_view prefix) {
  if (!link.starts_with(prefix)) return false;
  const bool whole = prefix.ends_with('/') || prefix.ends_with('#') || prefix.ends_with('?') || prefix.ends_with('=') || prefix.ends_with(':');
  return whole || link.size() == prefix.size() || std::string_view("/?#").find(link[prefix.size()]) != std::string_view::npos;
}

std::string link_violation(std::string_view link, const ContentPolicy& policy) {
  const auto scheme_of = [](std::string_view text) {
    std::string scheme;
    for (const char c : text.substr(0, text.find(':'))) scheme += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text.find(':') == std::string_view::npos ? std::string() : scheme;
  };
  constexpr std::array<std::string_view, 5> never = {"javascript", "data", "vbscript", "file", "blob"};
  if (std::find(never.begin(), never.end(), scheme_of(link)) != never.end()) return "linkAllowList: \"" + std::string(link) + "\" is no address";
  if (!policy.links_restricted) return {};
  const bool allowed = std::any_of(policy.link_allow_list.begin(), policy.link_allow_list.end(), [&](const auto& p) { return has_prefix(link, p); });
  return allowed ? "" : "linkAllowList: \"" + std::string(link) + "\"";
}

std::string action_violation(std::string_view command, const ContentPolicy& policy) {
  const auto colon = command.find(':');
  const std::string verb(command.substr(0, colon));
  if (policy.actions_restricted && std::find(policy.allowed_actions.begin(), policy.allowed_actions.end(), verb) == policy.allowed_actions.end()) {
    return "allowedActions: \"" + verb + "\"";
  }
  if (verb == "open" || verb == "link") return link_violation(command.substr(std::min(command.size(), verb.size() + 1)), policy);
  return verb == "http" || verb == "https" ? link_violation(command, policy) : std::string();
}

void check_placeholders(std::string_view text, const std::string& pointer, const TextContext& context) {
  if (const std::string error = placeholder_error(text); !error.empty()) {
    context.findings.error("placeholder", pointer, error, "write for example \"{{event.format|PDF}}\", or \"\\\\{{\" for two braces");
  }
  std::vector<std::string> names;
  collect_placeholders(Value(text), names);
  for (const std::string& name : names) {
    if (!name.starts_with("event.")) context.references.use(NameKind::attribute, name, pointer);
  }
}

// What the SDK itself does on an action; other commands are the host's.
void check_command(const std::string& command, const std::string& pointer, const TextContext& context) {
  const auto colon = command.find(':');
  const std::string verb = command.substr(0, colon);
  const std::string target = colon == std::string::npos ? "" : command.substr(colon + 1);
  const auto needs = [&](std::string_view what, const std::string& example) {
    context.findings.error("action", pointer, "\"" + command + "\" does not say " + std::string(what), "write for example \"" + example + "\"");
  };
  if (verb == "focus") {
    if (target.empty()) needs("which element", "focus:toolbar.format");
    else context.references.use(NameKind::anchor, target, pointer);
  } else if (verb == "launch") {
    if (target.empty()) needs("which campaign", "launch:tour.export");
    else context.references.use(NameKind::campaign, target, pointer);
  } else if (verb == "snooze") {
    if (!target.empty() && parse_duration_ms(target).value_or(0) <= 0) needs("how long, as an ISO 8601 duration", "snooze:P7D");
  } else if (verb == "open") {
    if (target.empty()) needs("what", "open:https://help.example.com/export");
  }
}

void check_action(const Value& action, const std::string& pointer, const TextContext& context) {
  ObjectReader r(action, pointer, context.findings);
  r.required_text("id");
  check_command(r.required_text("action"), r.at("action"), context);
  if (const Value* text = r.take_object("text")) {
    check_texts(*text, r.at("text"), context);
  } else if (r.is_object()) {
    r.missing("text", "give the label in every locale");
  }
  r.ignore({"primary", "a11y"});
  r.finish();
}

}  // namespace

ContentPolicy read_content_policy(const Value& value, const std::string& pointer, Findings& findings) {
  constexpr int64_t max = 1'000'000;
  ContentPolicy policy;
  ObjectReader r(value, pointer, findings);
  policy.title_max_chars = r.integer("titleMaxChars", 1, max);
  policy.body_max_chars = r.integer("bodyMaxChars", 1, max);
  policy.max_tour_steps = r.integer("maxTourSteps", 1, max);
  policy.links_restricted = value.find("linkAllowList") != nullptr;
  policy.link_allow_list = r.texts("linkAllowList");
  policy.actions_restricted = value.find("allowedActions") != nullptr;
  policy.allowed_actions = r.texts("allowedActions");
  policy.banned_words = r.texts("bannedWords");
  policy.expiry_required = r.boolean("expiryRequired").value_or(false);
  r.finish();
  return policy;
}

void check_texts(const Value& texts, const std::string& pointer, const TextContext& context) {
  for (const auto& [locale, text] : texts.as_object()) {
    const std::string at = pointer_to(pointer, locale);
    if (text.is_string()) {
      check_placeholders(text.as_string(), at, context);
      continue;
    }
    if (!text.is_object()) {
      context.findings.error("type", at, "a text is a string or an object of strings", "write for example {\"title\": \"…\", \"body\": \"…\"}");
      continue;
    }
    for (const auto& [member, value] : text.as_object()) {
      if (value.is_string()) check_placeholders(value.as_string(), pointer_to(at, member), context);
      else context.findings.error("type", pointer_to(at, member), "\"" + member + "\" is no text", "write a text");
    }
  }
  const auto has = [&](std::string_view locale) { return resolve_text(texts, {std::string(locale)}).text != nullptr; };
  if (!has(context.default_locale)) {
    context.findings.warning("locale", pointer, "the text is missing in the default locale, so users of other locales get nothing",
                             "add \"" + std::string(context.default_locale) + "\"");
  }
  for (const std::string& locale : context.required_locales) {
    if (locale != context.default_locale && !has(locale)) {
      context.findings.warning("locale", pointer, "the text is missing in the required locale " + locale, "add \"" + locale + "\"");
    }
  }
}

void check_a11y(const Value& a11y, const std::string& pointer, Findings& findings) {
  ObjectReader r(a11y, pointer, findings);
  r.one_of("role", {"status", "alert", "dialog", "alertdialog", "region", "none"}, "status");
  r.text("label");
  r.finish();
}

void check_content(const Value& content, const std::string& pointer, bool needs_text, const TextContext& context) {
  ObjectReader r(content, pointer, context.findings);
  if (const std::string anchor = r.text("anchor"); !anchor.empty()) context.references.use(NameKind::anchor, anchor, r.at("anchor"));
  r.one_of("placement",
           {"auto", "top", "top-start", "top-end", "bottom", "bottom-start", "bottom-end", "start", "start-top", "start-bottom", "end", "end-top",
            "end-bottom", "center"},
           "auto");
  r.one_of("severity", {"info", "success", "warning", "error", "emergency"}, "info");
  r.one_of("format", {"plain", "markdown"}, "plain");
  if (const Value* a11y = r.take_object("a11y")) check_a11y(*a11y, r.at("a11y"), context.findings);
  if (const Value* theme = r.take_object("theme")) {
    for (const auto& [token, value] : theme->as_object()) {
      if (!value.is_string()) context.findings.error("type", pointer_to(r.at("theme"), token), "a theme token is a text", "write the token's value");
    }
  }
  if (const Value* text = r.take_object("text")) {
    check_texts(*text, r.at("text"), context);
  } else if (needs_text && r.is_object() && content.find("text") == nullptr) {
    r.missing("text", "give the text in every locale");
  }
  if (const Value* actions = r.take_array("actions")) {
    for (std::size_t i = 0; i < actions->as_array().size(); i++) check_action(actions->as_array()[i], pointer_to(r.at("actions"), i), context);
  }
  r.ignore({"media"});
  r.finish();
}

TextFormat format_of(const Value& content) noexcept { return content["format"].as_string() == "markdown" ? TextFormat::markdown : TextFormat::plain; }

std::string content_violation(const Value& content, std::string_view plain, const ContentPolicy& policy) {
  if (auto v = texts_violation(content["text"], plain, policy); !v.empty()) return v;
  for (const Value& action : content["actions"].as_array()) {
    if (auto v = texts_violation(action["text"], "", policy); !v.empty()) return v;
    if (auto v = action_violation(action["action"].as_string(), policy); !v.empty()) return v;
  }
  return {};
}

Value overlay(const Value& base, const Value& over) {
  Value::Object merged;
  for (const auto& [key, value] : base.as_object()) {
    if (over.find(key) == nullptr) merged.emplace_back(key, value);
  }
  for (const auto& member : over.as_object()) merged.push_back(member);
  return Value(std::move(merged));
}

}  // namespace docent::core
