// Values that a text inserts: "{{event.format}}", "{{context.document|your note}}", "{{user.name|there}}". A name is event.PROPERTY (of the event
// that triggered the campaign), or the path of an attribute; after "|" stands what is inserted when there is no value (nothing without it). "\{{" is
// a plain
// "{{". Pure.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"

namespace docent::core {

// How the host renders the text, so that a value cannot be more than text in it.
enum class TextFormat : uint8_t { plain, markdown };

// The value of a name, or null.
using PlaceholderSource = std::function<Value(std::string_view name)>;

// `text` with its placeholders replaced. A value is a text, number or boolean; of a text, control characters and those that change the writing
// direction are left out, it is cut after limits::max_placeholder_chars, and in Markdown what could be markup is escaped.
std::string fill_placeholders(std::string_view text, TextFormat format, const PlaceholderSource& source);
// All strings within `value`, filled in; keys stay.
Value fill_texts(const Value& value, TextFormat format, const PlaceholderSource& source);

// The names used in all strings within `value`, each once; those without a default in `bare` too.
void collect_placeholders(const Value& value, std::vector<std::string>& names, std::vector<std::string>* bare = nullptr);
// What is wrong with the placeholders of a text: not closed, or a name that is none; "" when nothing is.
std::string placeholder_error(std::string_view text);

}  // namespace docent::core
