// What a person typed, as the answer to a survey's question.
#pragma once

#include <string>

#include "json.h"

// JSON for docent_presentation_answer. A choice is named by its number or id; several by commas. The library judges whether it is an answer.
std::string answer_json(const Json& question, const std::string& typed);
