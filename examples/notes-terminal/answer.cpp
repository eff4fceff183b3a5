#include "answer.h"

#include <cstdlib>
#include <sstream>

namespace {

bool is_number(const std::string& text) { return !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos; }

// The id of the choice with this number; anything else is an id already, or the user's own words.
std::string choice_json(const Json& question, const std::string& typed) {
  const auto& choices = question["choices"].items();
  const std::size_t number = is_number(typed) ? std::strtoul(typed.c_str(), nullptr, 10) : 0;
  return json_string(number >= 1 && number <= choices.size() ? choices[number - 1]["id"].text() : typed);
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::string answer_json(const Json& question, const std::string& typed) {
  const std::string& type = question["type"].text();
  if (type == "single_choice") return choice_json(question, typed);
  if (type == "multiple_choice") {
    std::string list = "[";
    std::istringstream parts(typed);
    for (std::string part; std::getline(parts, part, ',');) list += (list.size() > 1 ? "," : "") + choice_json(question, trimmed(part));
    return list + "]";
  }
  return type != "open" && is_number(typed) ? typed : json_string(typed);
}
