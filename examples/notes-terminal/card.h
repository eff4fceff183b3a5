// How a presentation looks in a terminal: a box. Every text in it came from docent_poll; what the box adds is ticks, counts and how to answer.
#pragma once

#include <docent/docent.hpp>

#include <string>

#include "json.h"

// `content` is the presentation's JSON, `question` the survey's question that is asked now.
void draw_card(const docent::Presentation& presentation, const Json& content, const std::string& question);
void draw_recommendation(const docent::Recommendation& item);

// The question with this id; null when there is none.
const Json& question_of(const Json& content, const std::string& id);
