// The questions of one survey and the way through them. Immutable once read, and shared by the strategy and the presentations made from it, so that a
// host can ask for the next question on its own thread. Pure; every const member may run on any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "json/value.h"
#include "rules/rule_set.h"

namespace docent::core {

enum class QuestionType : uint8_t { nps, csat, ces, rating, single_choice, multiple_choice, open };
std::string_view question_type_name(QuestionType type) noexcept;
std::optional<QuestionType> parse_question_type(std::string_view name) noexcept;

struct Choice {
  std::string id;
  Value text;
};

struct Branch {
  RuleId condition = no_rule;  // none: always
  std::string next;            // question, or "end"
};

struct Question {
  std::string id;
  QuestionType type = QuestionType::open;
  bool optional = false;
  int64_t lowest = 0;   // of a number
  int64_t highest = 0;  // … nps 0 to 10, csat 1 to 5, ces 1 to 7, rating 1 to `range`
  std::string scale;    // of a rating, for the eye: "number", "star", "smiley"
  std::vector<Choice> choices;
  bool open_choice = false;   // a text of the user's own beside the choices
  std::size_t max_chars = 0;  // of an open text
  Value text;                 // {locale: {question, …}}
  Value a11y;
  std::vector<Branch> branching;
};

struct SurveyFlow {
  static constexpr std::string_view end = "end";

  std::vector<Question> questions;  // at least one
  RuleSet rules;                    // of the branches; they see `answer` and `answers.ID`

  const Question* question(std::string_view id) const noexcept;
  // ok, or why `answer` is none to this question; null skips it, which needs `optional`. Numbers: an integer of the scale. Single choice: a choice's
  // id. Multiple choice: a list of different ids. A text that is no id is the user's own choice. Open: a text.
  Status check(const Question& question, const Value& answer) const;
  // The question after this one; "" at the end. `answers` is an object {question id: answer} with all answers so far, this one's included unless it
  // was skipped: then only the unconditional branch is taken. Without a branch that holds, the next one of the document.
  std::string_view next(const Question& question, const Value& answers) const;
};

}  // namespace docent::core
