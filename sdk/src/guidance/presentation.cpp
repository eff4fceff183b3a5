#include "guidance/presentation.h"

#include "base/random.h"
#include "guidance/locale.h"

namespace docent::core {
namespace {

std::string text_or(const Value& value, std::string_view fallback) { return std::string(value.as_string().empty() ? fallback : value.as_string()); }

// A text that is a plain string is the title.
std::string member_of(const Value& text, std::string_view member) {
  if (text.is_string()) return std::string(member == "title" ? text.as_string() : std::string_view());
  return std::string(text[member].as_string());
}

std::vector<PresentationAction> actions_of(const Value& content, const std::vector<std::string>& locales) {
  std::vector<PresentationAction> actions;
  for (const Value& action : content["actions"].as_array()) {
    const LocalizedText label = resolve_text(action["text"], locales);
    const std::string id(action["id"].as_string());
    actions.push_back({id, label.text == nullptr ? id : member_of(*label.text, "title"), std::string(action["action"].as_string())});
  }
  return actions;
}

Value json_of(const Presentation& p, const PresentationInput& input, const Value& text) {
  Value::Object o;
  const auto add = [&o](const char* key, const std::string& value) {
    if (!value.empty()) o.emplace_back(key, value);
  };
  add("id", to_string(p.id));
  add("campaign", p.campaign);
  add("type", p.type);
  add("variant", p.variant);
  add("feature", input.campaign.feature);
  o.emplace_back("strategyVersion", static_cast<int64_t>(input.strategy_version));
  add("locale", p.locale);
  o.emplace_back("title", p.title);
  o.emplace_back("body", p.body);
  if (text.is_object()) o.emplace_back("text", text);
  add("anchor", p.anchor);
  add("placement", p.placement);
  add("severity", text_or(input.content["severity"], ""));
  o.emplace_back("dismissible", input.campaign.dismissible);
  o.emplace_back("minVisibleMs", input.campaign.min_visible_ms);
  Value::Object a11y{{"role", Value(p.role)}};
  if (const Value* label = input.content["a11y"].find("label")) a11y.emplace_back("label", *label);
  o.emplace_back("a11y", std::move(a11y));
  Value::Array actions;
  for (const PresentationAction& a : p.actions) {
    actions.push_back(Value::Object{{"id", Value(a.id)}, {"text", Value(a.text)}, {"action", Value(a.command)}});
  }
  o.emplace_back("actions", std::move(actions));
  if (const Value* media = input.content.find("media")) o.emplace_back("media", *media);
  o.emplace_back("reason", p.reason);
  return Value(std::move(o));
}

}  // namespace

Uuid presentation_id(uint64_t seed, uint64_t counter, std::string_view campaign, int64_t wall_ms) noexcept {
  uint64_t state = seed;
  const auto mix = [&state](uint64_t value) {
    state = splitmix64(state) ^ value;
    return splitmix64(state);
  };
  mix(counter);
  for (const char c : campaign) mix(static_cast<uint8_t>(c));
  const uint64_t high = mix(campaign.size());
  const uint64_t low = mix(0);
  Uuid id;
  for (std::size_t i = 0; i < 6; i++) id.bytes[i] = static_cast<uint8_t>(wall_ms >> (40 - 8 * i));
  for (std::size_t i = 0; i < 2; i++) id.bytes[6 + i] = static_cast<uint8_t>(high >> (8 * i));
  for (std::size_t i = 0; i < 8; i++) id.bytes[8 + i] = static_cast<uint8_t>(low >> (8 * i));
  id.bytes[6] = static_cast<uint8_t>((id.bytes[6] & 0x0f) | 0x70);
  id.bytes[8] = static_cast<uint8_t>((id.bytes[8] & 0x3f) | 0x80);
  return id;
}

bool has_text(const Value& content, const std::vector<std::string>& locales) noexcept {
  return resolve_text(content["text"], locales).text != nullptr;
}

std::optional<Presentation> make_presentation(const PresentationInput& input) {
  const LocalizedText text = resolve_text(input.content["text"], input.locales);
  if (text.text == nullptr) return std::nullopt;
  Presentation p;
  p.id = input.id;
  p.campaign = input.campaign.id;
  p.type = input.campaign.type_name;
  p.variant = input.variant;
  p.title = member_of(*text.text, "title");
  p.body = member_of(*text.text, "body");
  p.anchor = input.content["anchor"].as_string();
  p.placement = input.content["placement"].as_string();
  p.role = text_or(input.content["a11y"]["role"], input.campaign.emergency ? "alert" : "status");
  p.locale = text.locale;
  p.reason = input.reason;
  p.actions = actions_of(input.content, input.locales);
  p.json = to_json(json_of(p, input, *text.text));
  return p;
}

}  // namespace docent::core
