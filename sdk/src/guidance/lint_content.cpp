// The linter's view of what is shown: the content policy text by text, roles for assistive technology, placeholders.
#include <algorithm>

#include "guidance/content.h"
#include "guidance/lint_context.h"
#include "guidance/placeholders.h"

namespace docent::core {
namespace {

// "titleMaxChars: …" → "policy-title-max-chars".
std::string policy_rule(std::string_view violation) {
  std::string rule = "policy-";
  for (const char c : violation.substr(0, violation.find(':'))) {
    if (c >= 'A' && c <= 'Z') rule += '-', rule += static_cast<char>(c - 'A' + 'a');
    else rule += c;
  }
  return rule;
}

class ContentLinter {
 public:
  ContentLinter(const Campaign& campaign, const ContentPolicy& policy, LintContext& context)
      : c_(campaign), written_(context.written(campaign)), policy_(policy), context_(context) {}

  void lint() {
    check_policy();
    walk(written_, c_.pointer);
    check_roles();
    if (!c_.emergency && written_["dismissible"] == Value(false)) {
      context_.warn("not-dismissible", c_.pointer + "/dismissible", "only an emergency may refuse to be closed; this one can be closed all the same",
                    "remove it, or write \"policy\": \"emergency\"");
    }
  }

 private:
  void violation(const std::string& text, const std::string& pointer) {
    if (!text.empty())
      context_.findings.error(policy_rule(text), pointer, "the content policy forbids it, so it is never shown: " + text,
                              "change it, or /policies/content");
  }

  void check_policy() {
    if (policy_.expiry_required && !c_.schedule.end) violation("expiryRequired: the campaign has no schedule.end", c_.pointer);
    const auto count_steps = [&](const Value& steps, const std::string& pointer) {
      if (policy_.max_tour_steps && std::cmp_greater(steps.as_array().size(), *policy_.max_tour_steps))
        violation("maxTourSteps: " + std::to_string(steps.as_array().size()) + " steps", pointer);
    };
    if (c_.type != CampaignType::tour) return;
    count_steps(written_["steps"], c_.pointer + "/steps");
    const auto& variants = written_["experiment"]["variants"].as_array();
    for (std::size_t i = 0; i < variants.size(); i++)
      count_steps(variants[i]["content"]["steps"], pointer_to(c_.pointer + "/experiment/variants", i) + "/content/steps");
  }

  void walk(const Value& value, const std::string& pointer) {
    for (std::size_t i = 0; i < value.as_array().size(); i++) walk(value.as_array()[i], pointer_to(pointer, i));
    for (const auto& [key, member] : value.as_object()) {
      const std::string at = pointer_to(pointer, key);
      if (key == "text") {
        check_texts_of(member, at, value);
      } else if (key == "action") {
        violation(content_violation(Value(Value::Object{{"actions", Value::Array{Value(Value::Object{{"action", member}})}}}), "", policy_), at);
      } else if (key == "content" || key == "actions" || key == "steps" || key == "questions" || key == "choices" || key == "items" ||
                 key == "candidates" || key == "experiment" || key == "variants") {
        walk(member, at);
      }
    }
  }

  void check_texts_of(const Value& texts, const std::string& pointer, const Value& holder) {
    // What a text that is no object stands for, as the loader has it.
    const bool label = holder.find("action") != nullptr || holder.find("completeWhen") != nullptr || c_.type == CampaignType::survey;
    const std::string_view plain = holder.find("type") != nullptr && c_.type == CampaignType::survey ? "question" : label ? "" : "title";
    for (const auto& [locale, text] : texts.as_object()) {
      const std::string at = pointer_to(pointer, locale);
      if (text.is_string()) check_text(Value(Value::Object{{locale, text}}), plain, text.as_string(), at);
      for (const auto& [member, value] : text.as_object())
        check_text(Value(Value::Object{{locale, Value(Value::Object{{member, value}})}}), plain, value.as_string(), pointer_to(at, member));
    }
  }

  void check_text(Value texts, std::string_view plain, std::string_view text, const std::string& pointer) {
    violation(content_violation(Value(Value::Object{{"text", std::move(texts)}}), plain, policy_), pointer);
    std::vector<std::string> names;
    std::vector<std::string> bare;
    collect_placeholders(Value(text), names, &bare);
    for (const std::string& name : bare)
      context_.warn("placeholder-default", pointer, "nothing stands in for {{" + name + "}} when there is no value",
                    "write for example \"{{" + name + "|…}}\"");
    for (const std::string& name : names) check_property(name, pointer);
  }

  // event.NAME is a property of the event that triggered the campaign.
  void check_property(std::string_view name, const std::string& pointer) {
    constexpr std::string_view of_event = "event.";
    if (!name.starts_with(of_event)) return;
    name.remove_prefix(of_event.size());
    const std::string_view property = name.substr(0, name.find('.'));
    for (const Trigger& trigger : c_.triggers) {
      const Value* declared = context_.document["catalogue"]["events"].find(trigger.event);
      if (declared == nullptr || declared->find(property) != nullptr) continue;
      context_.warn("placeholder-property", pointer, "the event \"" + trigger.event + "\" has no property \"" + std::string(property) + "\"",
                    "declare it in /catalogue/events, or check the spelling");
      return;
    }
  }

  void check_roles() {
    const Value& own = written_["a11y"]["role"];
    if (c_.type == CampaignType::recommendation || c_.type_name != campaign_type_name(c_.type)) return;
    const auto need = [&](const std::string& pointer) {
      context_.warn("a11y-role", pointer, "nothing tells assistive technology what this is", "add \"a11y\": {\"role\": \"status\"}, or another role");
    };
    if (c_.type == CampaignType::tour) {
      const auto& steps = written_["steps"].as_array();
      for (std::size_t i = 0; i < steps.size(); i++) {
        if (steps[i]["a11y"]["role"].is_null() && own.is_null()) need(pointer_to(c_.pointer + "/steps", i));
      }
      return;
    }
    const Value& inner = written_["content"]["a11y"]["role"];
    if (own.is_null() && inner.is_null()) return need(c_.pointer);
    const std::string_view role = inner.is_null() ? own.as_string() : inner.as_string();
    if (c_.emergency && c_.type == CampaignType::banner && role != "alert" && role != "alertdialog") {
      context_.warn("emergency-role", c_.pointer + (inner.is_null() ? "/a11y/role" : "/content/a11y/role"),
                    "an emergency that is not read out at once", "write \"alert\"");
    }
  }

  const Campaign& c_;
  const Value& written_;
  const ContentPolicy& policy_;
  LintContext& context_;
};

}  // namespace

void lint_content(LintContext& context) {
  Findings known;  // the loader has told them
  const Value* written = context.document["policies"].find("content");
  const ContentPolicy policy = written == nullptr ? ContentPolicy() : read_content_policy(*written, "/policies/content", known);
  for (std::size_t i = 0; i < policy.link_allow_list.size(); i++) {
    const std::string& prefix = policy.link_allow_list[i];
    if (std::string_view("/#?=:").find(prefix.back()) == std::string_view::npos)
      context.warn("link-prefix", pointer_to("/policies/content/linkAllowList", i), "\"" + prefix + "\" does not say where the prefix ends",
                   "write \"" + prefix + "/\"");
  }
  for (const Campaign& campaign : context.strategy.campaigns) {
    if (parse_campaign_type(campaign.type_name)) ContentLinter(campaign, policy, context).lint();  // what is not known is not read
  }
}

}  // namespace docent::core
