#include "guidance/survey_flow.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "model/limits.h"
#include "rules/document_input.h"
#include "rules/evaluator.h"

namespace docent::core {
namespace {

constexpr std::array<std::string_view, 7> type_names = {"nps", "csat", "ces", "rating", "single_choice", "multiple_choice", "open"};

Status no_answer(const Question& q, std::string_view expected) {
  return {Code::invalid, "the question \"" + q.id + "\" takes " + std::string(expected)};
}

bool is_choice(const Question& q, std::string_view id) {
  return std::any_of(q.choices.begin(), q.choices.end(), [&](const Choice& c) { return c.id == id; });
}

// A choice's id, or the user's own text where the question has room for one.
bool chosen(const Question& q, const Value& answer) {
  if (!answer.is_string() || answer.as_string().empty()) return false;
  return is_choice(q, answer.as_string()) || (q.open_choice && count_code_points(answer.as_string()) <= q.max_chars);
}

Status check_choices(const Question& q, const Value& answer) {
  if (!answer.is_array() || answer.as_array().empty()) return no_answer(q, "a list of its choices' ids");
  const auto& list = answer.as_array();
  std::size_t own = 0;
  for (std::size_t i = 0; i < list.size(); i++) {
    if (!chosen(q, list[i])) return no_answer(q, q.open_choice ? "its choices' ids and one text of the user's own" : "its choices' ids");
    if (!is_choice(q, list[i].as_string()) && ++own > 1) return no_answer(q, "one text of the user's own beside its choices");
    if (std::find(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(i), list[i]) != list.begin() + static_cast<std::ptrdiff_t>(i))
      return no_answer(q, "each choice once");
  }
  return {};
}

}  // namespace

std::string_view question_type_name(QuestionType type) noexcept { return type_names[static_cast<std::size_t>(type)]; }

std::optional<QuestionType> parse_question_type(std::string_view name) noexcept {
  const auto found = std::find(type_names.begin(), type_names.end(), name);
  if (found == type_names.end()) return std::nullopt;
  return static_cast<QuestionType>(found - type_names.begin());
}

const Question* SurveyFlow::question(std::string_view id) const noexcept {
  const auto found = std::find_if(questions.begin(), questions.end(), [&](const Question& q) { return q.id == id; });
  return found == questions.end() ? nullptr : &*found;
}

Status SurveyFlow::check(const Question& q, const Value& answer) const {
  if (answer.is_null()) return q.optional ? Status() : no_answer(q, "an answer: it is not optional");
  switch (q.type) {
    case QuestionType::nps:
    case QuestionType::csat:
    case QuestionType::ces:
    case QuestionType::rating:
      if (answer.is_int() && answer.as_int() >= q.lowest && answer.as_int() <= q.highest) return {};
      return no_answer(q, "a whole number from " + std::to_string(q.lowest) + " to " + std::to_string(q.highest));
    case QuestionType::single_choice: return chosen(q, answer) ? Status() : no_answer(q, "the id of one of its choices");
    case QuestionType::multiple_choice: return check_choices(q, answer);
    case QuestionType::open:
      if (answer.is_string() && count_code_points(answer.as_string()) <= q.max_chars) return {};
      return no_answer(q, "a text of at most " + std::to_string(q.max_chars) + " characters");
  }
  return no_answer(q, "nothing that this version knows");
}

std::string_view SurveyFlow::next(const Question& q, const Value& answers) const {
  const Value* answer = answers.find(q.id);
  const bool skipped = answer == nullptr || answer->is_null();
  Value::Object data{{"answers", answers}};
  if (!skipped) data.emplace_back("answer", *answer);
  const Value document(std::move(data));
  const DocumentInput input(rules, document, RuleScope::event);
  Evaluator evaluator(rules);
  for (const Branch& b : q.branching) {
    if (b.condition != no_rule && (skipped || !evaluator.test(b.condition, input.input()).holds)) continue;
    const Question* next = question(b.next);
    return next == nullptr ? std::string_view() : std::string_view(next->id);
  }
  const auto position = static_cast<std::size_t>(&q - questions.data());
  return position + 1 < questions.size() ? std::string_view(questions[position + 1].id) : std::string_view();
}

}  // namespace docent::core
