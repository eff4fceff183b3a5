#include "guidance/presentation.h"

#include <algorithm>

#include "base/random.h"
#include "guidance/content.h"
#include "guidance/locale.h"

namespace docent::core {
namespace {

// Resolves texts for the locales and fills them in.
class Texts {
 public:
  Texts(const PresentationInput& input, const Value& content) : input_(input), format_(format_of(content)) {}
  // A string or an object of strings; null when it is in none of the locales.
  Value operator()(const Value& texts) const {
    const LocalizedText text = resolve_text(texts, input_.locales);
    return text.text == nullptr ? Value() : fill_texts(*text.text, format_, input_.values);
  }

 private:
  const PresentationInput& input_;
  TextFormat format_;
};

std::string text_or(const Value& value, std::string_view fallback) { return std::string(value.as_string().empty() ? fallback : value.as_string()); }

// A text that is a plain string is the member `plain`.
std::string member_of(const Value& text, std::string_view member, std::string_view plain = "title") {
  if (text.is_string()) return std::string(member == plain ? text.as_string() : std::string_view());
  return std::string(text[member].as_string());
}

std::vector<PresentationAction> actions_of(const Value& content, const Texts& texts) {
  std::vector<PresentationAction> actions;
  for (const Value& action : content["actions"].as_array()) {
    const Value label = texts(action["text"]);
    const std::string id(action["id"].as_string());
    actions.push_back({id, label.is_null() ? id : member_of(label, "title"), std::string(action["action"].as_string())});
  }
  return actions;
}

void add(Value::Object& o, const char* key, std::string_view value) {
  if (!value.empty()) o.emplace_back(key, value);
}

Value actions_json(const std::vector<PresentationAction>& actions) {
  Value::Array list;
  for (const PresentationAction& a : actions)
    list.push_back(Value::Object{{"id", Value(a.id)}, {"text", Value(a.text)}, {"action", Value(a.command)}});
  return Value(std::move(list));
}

Value a11y_json(const Value& a11y, std::string_view role) {
  Value::Object o{{"role", Value(text_or(a11y["role"], role))}};
  if (const Value* label = a11y.find("label")) o.emplace_back("label", *label);
  return Value(std::move(o));
}

Value step_json(const TourStep& step, const PresentationInput& input) {
  const Texts texts(input, step.content);
  const Value text = texts(step.content["text"]);
  Value::Object o{{"id", Value(step.id)}, {"type", Value(step.modal ? "modal" : "element")}};
  o.emplace_back("title", member_of(text, "title"));
  o.emplace_back("body", member_of(text, "body"));
  if (text.is_object()) o.emplace_back("text", text);
  add(o, "anchor", step.content["anchor"].as_string());
  add(o, "placement", step.content["placement"].as_string());
  add(o, "format", step.content["format"].as_string());
  o.emplace_back("a11y", a11y_json(step.content["a11y"], "dialog"));
  o.emplace_back("actions", actions_json(actions_of(step.content, texts)));
  for (const char* member : {"media", "theme"}) {
    if (const Value* v = step.content.find(member)) o.emplace_back(member, *v);
  }
  o.emplace_back("advancesByEvent", step.advance_on.has_value());
  o.emplace_back("waitForElementMs", step.wait_ms);
  o.emplace_back("skipMissingElement", step.skip_missing);
  return Value(std::move(o));
}

Value question_json(const Question& q, const Texts& texts) {
  const Value text = texts(q.text);
  Value::Object o{{"id", Value(q.id)}, {"type", Value(question_type_name(q.type))}, {"question", Value(member_of(text, "question", "question"))}};
  if (text.is_object()) o.emplace_back("text", text);
  o.emplace_back("optional", q.optional);
  if (q.highest > 0) {
    o.emplace_back("lowest", q.lowest);
    o.emplace_back("highest", q.highest);
  }
  add(o, "scale", q.scale);
  if (!q.choices.empty()) {
    Value::Array choices;
    for (const Choice& c : q.choices) {
      const Value label = texts(c.text);
      choices.push_back(Value::Object{{"id", Value(c.id)}, {"text", Value(label.is_null() ? c.id : member_of(label, "title"))}});
    }
    o.emplace_back("choices", std::move(choices));
    o.emplace_back("hasOpenChoice", q.open_choice);
  }
  if (q.max_chars > 0) o.emplace_back("maxChars", static_cast<int64_t>(q.max_chars));
  if (!q.a11y.is_null()) o.emplace_back("a11y", q.a11y);
  return Value(std::move(o));
}

bool is_done(const PresentationInput& input, const std::string& item) {
  return std::find(input.done.begin(), input.done.end(), item) != input.done.end();
}

Value items_json(const PresentationInput& input, const Texts& texts) {
  Value::Array items;
  for (const ChecklistItem& item : input.campaign.items) {
    const Value label = texts(item.text);
    Value::Object o{
        {"id", Value(item.id)}, {"text", Value(label.is_null() ? item.id : member_of(label, "title"))}, {"done", Value(is_done(input, item.id))}};
    if (label.is_object()) add(o, "body", label["body"].as_string());
    add(o, "launches", item.launches);
    items.push_back(Value(std::move(o)));
  }
  return Value(std::move(items));
}

// What one place of the screen gets: the campaign's content, or that of a tour's present step.
void set_place(Presentation& p, const Value& content, const Value& text, const Texts& texts) {
  p.title = member_of(text, "title");
  p.body = member_of(text, "body");
  p.anchor = content["anchor"].as_string();
  p.placement = content["placement"].as_string();
  p.actions = actions_of(content, texts);
}

Value json_of(const Presentation& p, const PresentationInput& input, const Value& text, std::string_view role) {
  const Value& content = input.body.content;
  const Texts texts(input, content);
  Value::Object o;
  o.emplace_back("change", p.change == Change::show ? "show" : "update");
  if (p.preview) o.emplace_back("preview", true);
  add(o, "id", to_string(p.id));
  add(o, "campaign", p.campaign);
  add(o, "type", p.type);
  add(o, "variant", p.variant);
  add(o, "feature", input.campaign.feature);
  o.emplace_back("strategyVersion", static_cast<int64_t>(input.strategy_version));
  add(o, "locale", p.locale);
  o.emplace_back("title", p.title);
  o.emplace_back("body", p.body);
  if (text.is_object()) o.emplace_back("text", text);
  add(o, "anchor", p.anchor);
  add(o, "placement", p.placement);
  add(o, "severity", content["severity"].as_string());
  add(o, "format", content["format"].as_string());
  o.emplace_back("dismissible", input.campaign.dismissible);
  o.emplace_back("minVisibleMs", input.campaign.min_visible_ms);
  o.emplace_back("a11y", a11y_json(content["a11y"], role));
  o.emplace_back("actions", actions_json(p.actions));
  for (const char* member : {"media", "theme"}) {
    if (const Value* v = content.find(member)) o.emplace_back(member, *v);
  }
  add(o, "step", p.step);
  if (!input.body.steps.empty()) {
    Value::Array steps;
    for (const TourStep& step : input.body.steps) steps.push_back(step_json(step, input));
    o.emplace_back("steps", std::move(steps));
  }
  if (input.body.survey) {
    Value::Array questions;
    for (const Question& q : input.body.survey->questions) questions.push_back(question_json(q, texts));
    o.emplace_back("questions", std::move(questions));
  }
  if (!input.campaign.items.empty()) {
    o.emplace_back("items", items_json(input, texts));
    o.emplace_back("progress", Value::Object{{"done", Value(std::count_if(input.campaign.items.begin(), input.campaign.items.end(),
                                                                          [&](const ChecklistItem& item) { return is_done(input, item.id); }))},
                                             {"of", Value(static_cast<int64_t>(input.campaign.items.size()))}});
  }
  if (input.completed) o.emplace_back("completed", true);
  o.emplace_back("reason", p.reason);
  return Value(std::move(o));
}

std::string_view default_role(const Campaign& c) {
  if (c.emergency) return "alert";
  return c.type == CampaignType::tip || c.type == CampaignType::banner ? "status" : "dialog";
}

const TourStep* step_of(const PresentationInput& input) {
  for (const TourStep& step : input.body.steps) {
    if (step.id == input.step) return &step;
  }
  return input.body.steps.empty() ? nullptr : &input.body.steps.front();
}

const Question* question_of(const PresentationInput& input) {
  if (!input.body.survey || input.body.survey->questions.empty()) return nullptr;
  const Question* q = input.body.survey->question(input.step);
  return q == nullptr ? &input.body.survey->questions.front() : q;
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

bool has_text(const CampaignBody& body, const std::vector<std::string>& locales) noexcept {
  const auto there = [&](const Value& texts) { return resolve_text(texts, locales).text != nullptr; };
  for (const TourStep& step : body.steps) {
    if (!there(step.content["text"])) return false;
  }
  if (body.survey) {
    for (const Question& q : body.survey->questions) {
      if (!there(q.text)) return false;
    }
  }
  const Value* text = body.content.find("text");
  if (text != nullptr) return there(*text);
  return !body.steps.empty() || body.survey;
}

std::optional<Presentation> make_presentation(const PresentationInput& input) {
  if (!has_text(input.body, input.locales)) return std::nullopt;
  Presentation p;
  p.change = input.change;
  p.preview = input.preview;
  p.id = input.id;
  p.campaign = input.campaign.id;
  p.type = input.campaign.type_name;
  p.variant = input.variant;
  p.reason = input.reason;
  p.survey = input.body.survey;
  const Value& content = input.body.content;
  const Texts texts(input, content);
  const Value text = texts(content["text"]);
  std::string_view locale = resolve_text(content["text"], input.locales).locale;
  std::string_view role = content["a11y"]["role"].as_string();
  if (role.empty()) role = default_role(input.campaign);
  p.role = role;
  set_place(p, content, text, texts);
  if (const TourStep* step = step_of(input)) {
    p.step = step->id;
    locale = resolve_text(step->content["text"], input.locales).locale;
    const Texts step_texts(input, step->content);
    set_place(p, step->content, step_texts(step->content["text"]), step_texts);
    p.role = text_or(step->content["a11y"]["role"], role);
  } else if (const Question* q = question_of(input)) {
    p.step = q->id;
    locale = resolve_text(q->text, input.locales).locale;
    if (p.title.empty()) p.title = member_of(texts(q->text), "question", "question");
  }
  p.locale = locale;
  p.json = to_json(json_of(p, input, text, role));
  return p;
}

Presentation make_withdrawal(const Campaign* campaign, std::string_view campaign_id, const Uuid& id, std::string_view reason) {
  Presentation p;
  p.change = Change::withdraw;
  p.id = id;
  p.campaign = campaign_id;
  if (campaign != nullptr) p.type = campaign->type_name;
  p.reason = reason;
  Value::Object o{{"change", Value("withdraw")}, {"id", Value(to_string(id))}, {"campaign", Value(campaign_id)}};
  add(o, "type", p.type);
  o.emplace_back("reason", p.reason);
  p.json = to_json(Value(std::move(o)));
  return p;
}

}  // namespace docent::core
