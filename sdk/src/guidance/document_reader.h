// Reads a strategy document member by member and collects what is wrong with it: each finding with the id of the broken rule, the JSON pointer and
// what to do about it. Used once per document, on the worker (or a linter); pure.
//
// Rule ids: json, schema-version, type, missing-member, unknown-member, range, enum, text, duration, time, time-zone, duplicate-id,
// unknown-reference, rule, unknown-operator, reserved-name, limit; as warnings also undeclared, locale, no-trigger, unknown-type, and time-zone and
// unknown-operator in a campaign, which is then off.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"

namespace docent::core {

struct Finding {
  std::string rule;     // "duration"
  std::string pointer;  // "/campaigns/0/delay"
  std::string message;  // what is wrong: "\"2s\" is no ISO 8601 duration"
  std::string remedy;   // what to write instead
};

class Findings {
 public:
  static constexpr std::size_t max_count = 50;  // of each; further ones are only counted
  void error(std::string_view rule, std::string_view pointer, std::string message, std::string remedy) {
    add(errors, rule, pointer, std::move(message), std::move(remedy));
  }
  void warning(std::string_view rule, std::string_view pointer, std::string message, std::string remedy) {
    add(warnings, rule, pointer, std::move(message), std::move(remedy));
  }
  bool ok() const noexcept { return error_count_ == 0; }
  std::size_t error_count() const noexcept { return error_count_; }
  std::size_t warning_count() const noexcept { return warning_count_; }

  std::vector<Finding> errors;
  std::vector<Finding> warnings;

 private:
  void add(std::vector<Finding>& list, std::string_view rule, std::string_view pointer, std::string message, std::string remedy);
  std::size_t error_count_ = 0;
  std::size_t warning_count_ = 0;
};

// The line of the finding's place, from 1; of the nearest parent when the place itself is not there. 0 when the document is no JSON.
int finding_line(const Finding& finding, std::string_view document);
// "[duration] /campaigns/0/delay, line 12: \"2s\" is no ISO 8601 duration; write for example \"PT2S\"". `document` gives the line.
std::string finding_text(const Finding& finding, std::string_view document);

// "/campaigns/0" and "a/b" → "/campaigns/0/a~1b".
std::string pointer_to(std::string_view parent, std::string_view key);
std::string pointer_to(std::string_view parent, std::size_t index);
void append_to_pointer(std::string& pointer, std::string_view key);

// One object of the document. Every take_…() marks the member as known; finish() reports those nobody took. A member of the wrong type is reported
// and read as absent. `allow_empty`: whether "" is a text.
class ObjectReader {
 public:
  // Reports when `value` is no object; every member is then absent and finish() silent.
  ObjectReader(const Value& value, std::string pointer, Findings& findings);

  const std::string& pointer() const noexcept { return pointer_; }
  std::string at(std::string_view key) const { return pointer_to(pointer_, key); }
  bool is_object() const noexcept { return is_object_; }

  const Value* take(std::string_view key);  // any type; nullptr when absent
  const Value* take_object(std::string_view key);
  const Value* take_array(std::string_view key);
  std::string text(std::string_view key);  // "" when absent
  std::string required_text(std::string_view key);
  std::optional<bool> boolean(std::string_view key);
  std::optional<int64_t> integer(std::string_view key, int64_t min, int64_t max);
  std::optional<double> number(std::string_view key, double min, double max);
  std::optional<int64_t> duration_ms(std::string_view key);  // greater than 0
  // One of `allowed`, else `fallback` (also when absent).
  std::string one_of(std::string_view key, std::initializer_list<std::string_view> allowed, std::string_view fallback);
  std::vector<std::string> texts(std::string_view key);       // an array of texts
  void ignore(std::initializer_list<std::string_view> keys);  // known, and not this version's business
  void missing(std::string_view key, std::string_view remedy);
  void finish();

 private:
  const Value* take_typed(std::string_view key, bool (Value::*is)() const noexcept, std::string_view type);
  const Value* value_;
  std::string pointer_;
  Findings& findings_;
  bool is_object_;
  std::vector<std::string_view> known_;
};

}  // namespace docent::core
