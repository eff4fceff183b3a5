// Surveys: answers as they come, so that a survey that is left half-way has given what it gave.
#include "guidance/content.h"
#include "guidance/engine_event.h"
#include "guidance/engine_impl.h"

namespace docent::core {
namespace {

Value object_of(const std::string& json) {
  auto parsed = parse_json(json);
  return parsed.ok() && parsed->is_object() ? std::move(*parsed) : Value(Value::Object{});
}

}  // namespace

void Engine::Impl::answer(const Uuid& id, std::string_view question_id, std::string_view json, Instant now, EngineOutput& out) {
  for (auto& [campaign_id, state] : states) {
    LivePresentation* p = state.find(id);
    if (p == nullptr) continue;
    Subject* s = subject(campaign_id);
    const auto flow = s == nullptr ? nullptr : body_of(*s->campaign, p->variant).survey;
    const Question* question = flow ? flow->question(question_id) : nullptr;
    auto parsed = json.empty() ? Result<Value>(Value()) : parse_json(json);
    if (question == nullptr || !parsed.ok() || !flow->check(*question, *parsed).ok()) return;
    const Value answers = overlay(object_of(p->answers), Value(Value::Object{{question->id, *parsed}}));
    p->answers = to_json(answers);
    state.dirty = true;
    if (!parsed->is_null() && !p->responded) {
      p->responded = true;
      state.record(Milestone::responded, now);
    }
    EngineEvent event = campaign_event("survey_answered", campaign_id, to_string(p->id), p->variant, "");
    event.properties.emplace_back("question", Value(question->id));
    event.properties.emplace_back("questionType", Value(question_type_name(question->type)));
    if (parsed->is_null()) event.properties.emplace_back("skipped", Value(true));
    else event.properties.emplace_back("answer", *parsed);
    event.critical = true;
    out.events.push_back(std::move(event));
    p->step = flow->next(*question, answers);
    if (p->step.empty()) apply(campaign_id, state, *p, Outcome::completed, "", now, out);
    rebuild_live();
    changed();
    decide(now, out);
    return;
  }
}

// All answers of one survey together, at its end.
void Engine::Impl::respond(std::string_view campaign_id, const LivePresentation& p, bool complete, EngineOutput& out) {
  if (p.answers.empty()) return;
  EngineEvent event = campaign_event("survey_response", campaign_id, to_string(p.id), p.variant, "");
  event.properties.emplace_back("complete", Value(complete));
  event.properties.emplace_back("answers", object_of(p.answers));
  event.critical = true;
  out.events.push_back(std::move(event));
}

}  // namespace docent::core
