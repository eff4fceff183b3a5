// As much of JSON Schema (draft 2020-12) as docs/cli and docs/strategy.schema.json use. A keyword that it does not know is a violation of every
// value, so that no schema is believed to check what it does not.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "json/value.h"

namespace docent::core::test {

class JsonSchema {
 public:
  explicit JsonSchema(Value root) : root_(std::move(root)) {}
  // Gives a "$ref" to `name` (a file beside this one) its document.
  JsonSchema& with(const std::string& name, Value document) {
    others_.emplace(name, JsonSchema(std::move(document)));
    return *this;
  }
  // "" when `value` conforms, else the first violation with its pointer.
  std::string violation(const Value& value) const { return check(value, root_, ""); }
  // The members of `properties` that no value has had so far, by name; for a test that wants to meet them all.
  std::set<std::string> unmet() const {
    std::set<std::string> names;
    collect_unmet(root_, names);
    return names;
  }

 private:
  static bool has_type(const Value& v, std::string_view type) {
    if (type == "object") return v.is_object();
    if (type == "array") return v.is_array();
    if (type == "string") return v.is_string();
    if (type == "boolean") return v.is_bool();
    if (type == "integer") return v.is_int() || (v.is_double() && v.as_double() == static_cast<double>(static_cast<int64_t>(v.as_double())));
    if (type == "number") return v.is_number();
    return type == "null" && v.is_null();
  }

  std::string check(const Value& v, const Value& schema, const std::string& at) const {
    if (schema.is_bool()) return schema.as_bool() ? "" : at + " must not be";
    for (const auto& [keyword, argument] : schema.as_object()) {
      if (auto problem = check_keyword(v, schema, keyword, argument, at); !problem.empty()) return problem;
    }
    return "";
  }

  std::string check_keyword(const Value& v, const Value& schema, const std::string& keyword, const Value& argument, const std::string& at) const {
    static constexpr std::array<std::string_view, 8> annotations = {"$schema",     "$id",  "$defs",      "title",
                                                                    "description", "then", "properties", "default"};
    const auto fails = [&](bool bad) { return bad ? at + " (" + keyword + "): " + to_json(v).substr(0, 80) : std::string(); };
    const auto count = static_cast<int64_t>(v.as_array().size());
    if (keyword == "$ref") {
      const std::string_view reference = argument.as_string();
      const auto other = others_.find(std::string(reference.substr(0, reference.find('#'))));
      const JsonSchema& there = other == others_.end() ? *this : other->second;
      const Value* target = there.root_.at_pointer(reference.substr(reference.find('#') + 1));
      return target == nullptr ? "no " + std::string(reference) : there.check(v, *target, at);
    }
    if (keyword == "type") return fails(!has_type(v, argument.as_string()));
    if (keyword == "const") return fails(!(v == argument));
    if (keyword == "enum") return fails(std::find(argument.as_array().begin(), argument.as_array().end(), v) == argument.as_array().end());
    if (keyword == "minimum") return fails(v.is_number() && v.as_double() < argument.as_double());
    if (keyword == "maximum") return fails(v.is_number() && v.as_double() > argument.as_double());
    if (keyword == "minLength") return fails(v.is_string() && static_cast<int64_t>(v.as_string().size()) < argument.as_int());
    if (keyword == "minItems") return fails(v.is_array() && count < argument.as_int());
    if (keyword == "maxItems") return fails(v.is_array() && count > argument.as_int());
    if (keyword == "pattern") return fails(v.is_string() && !std::regex_search(std::string(v.as_string()), compiled(argument)));
    if (keyword == "not") return fails(check(v, argument, at).empty());
    if (keyword == "required") return v.is_object() ? lacks(v, argument, at) : "";
    if (keyword == "dependentRequired") {
      for (const auto& [key, needed] : argument.as_object()) {
        if (v.find(key) == nullptr) continue;
        if (auto problem = lacks(v, needed, at); !problem.empty()) return problem;
      }
      return "";
    }
    if (keyword == "oneOf" || keyword == "anyOf" || keyword == "allOf") return check_list(v, keyword, argument, at);
    if (keyword == "if") return check(v, argument, at).empty() ? check(v, schema["then"], at) : "";
    if (keyword == "items") return check_items(v, argument, at);
    if (keyword == "additionalProperties") return check_members(v, schema, argument, at);
    if (keyword == "propertyNames") {
      for (const auto& [key, member] : v.as_object()) {
        if (auto problem = check(Value(key), argument, at + "/" + key); !problem.empty()) return problem;
      }
      return "";
    }
    if (keyword == "properties" && schema.find("additionalProperties") == nullptr) return check_members(v, schema, Value(true), at);
    if (std::find(annotations.begin(), annotations.end(), keyword) != annotations.end()) return "";
    return "the keyword " + keyword + " is not known to this test";
  }

  const std::regex& compiled(const Value& pattern) const {
    const auto [place, fresh] = patterns_.try_emplace(&pattern);
    if (fresh) place->second = std::regex(std::string(pattern.as_string()));
    return place->second;
  }

  static std::string lacks(const Value& v, const Value& names, const std::string& at) {
    for (const Value& key : names.as_array()) {
      if (v.find(key.as_string()) == nullptr) return at + " lacks " + std::string(key.as_string());
    }
    return "";
  }

  std::string check_list(const Value& v, const std::string& keyword, const Value& options, const std::string& at) const {
    std::size_t matches = 0;
    std::string last;
    for (const Value& option : options.as_array()) {
      const std::string problem = check(v, option, at);
      if (problem.empty()) matches++;
      else last = problem;
    }
    const bool fine = keyword == "oneOf" ? matches == 1 : keyword == "anyOf" ? matches > 0 : matches == options.as_array().size();
    return fine ? "" : at + " matches " + std::to_string(matches) + " of " + keyword + ": " + last;
  }

  std::string check_items(const Value& v, const Value& schema, const std::string& at) const {
    for (std::size_t i = 0; i < v.as_array().size(); i++) {
      if (auto problem = check(v.as_array()[i], schema, at + "/" + std::to_string(i)); !problem.empty()) return problem;
    }
    return "";
  }

  std::string check_members(const Value& v, const Value& schema, const Value& additional, const std::string& at) const {
    for (const auto& [key, member] : v.as_object()) {
      const Value* property = schema["properties"].find(key);
      if (property != nullptr) met_.insert(property);
      if (property == nullptr && additional == Value(false)) return at + "/" + key + " is unknown";
      if (auto problem = check(member, property == nullptr ? additional : *property, at + "/" + key); !problem.empty()) return problem;
    }
    return "";
  }

  void collect_unmet(const Value& schema, std::set<std::string>& names) const {
    for (const Value& item : schema.as_array()) collect_unmet(item, names);
    for (const auto& [key, member] : schema.as_object()) {
      if (key == "properties") {
        for (const auto& [name, property] : member.as_object()) {
          if (!met_.contains(&property)) names.insert(name);
        }
      }
      collect_unmet(member, names);
    }
  }

  Value root_;
  std::map<std::string, JsonSchema> others_;
  mutable std::set<const Value*> met_;
  mutable std::map<const Value*, std::regex> patterns_;
};

}  // namespace docent::core::test
