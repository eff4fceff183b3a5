// As much of JSON Schema (draft 2020-12) as docs/cli uses: type, properties, required, additionalProperties, items, enum, minimum, oneOf, local $ref.
#pragma once

#include <string>

#include "json/value.h"

namespace docent::core::test {

class JsonSchema {
 public:
  explicit JsonSchema(Value root) : root_(std::move(root)) {}
  // "" when `value` conforms, else the first violation with its pointer.
  std::string violation(const Value& value) const { return check(value, root_, ""); }

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
    if (const Value* ref = schema.find("$ref")) {
      const Value* target = root_.at_pointer(ref->as_string().substr(1));
      if (target == nullptr) return "no " + std::string(ref->as_string());
      return check(v, *target, at);
    }
    if (const Value* one_of = schema.find("oneOf")) {
      int matches = 0;
      std::string last;
      for (const Value& option : one_of->as_array()) {
        const std::string problem = check(v, option, at);
        if (problem.empty()) matches++;
        else last = problem;
      }
      if (matches != 1) return at + " matches " + std::to_string(matches) + " of oneOf: " + last;
    }
    if (const Value* type = schema.find("type"); type != nullptr && !has_type(v, type->as_string()))
      return at + " is no " + std::string(type->as_string());
    if (const Value* list = schema.find("enum")) {
      bool found = false;
      for (const Value& allowed : list->as_array()) found = found || allowed == v;
      if (!found) return at + " is " + to_json(v);
    }
    if (const Value* minimum = schema.find("minimum"); minimum != nullptr && v.as_double() < minimum->as_double())
      return at + " is below the minimum";
    for (const Value& key : schema["required"].as_array()) {
      if (v.find(key.as_string()) == nullptr) return at + " lacks " + std::string(key.as_string());
    }
    const Value& properties = schema["properties"];
    for (const auto& [key, member] : v.as_object()) {
      const Value* property = properties.find(key);
      if (property == nullptr && schema["additionalProperties"] == Value(false)) return at + "/" + key + " is unknown";
      if (property == nullptr) continue;
      if (auto problem = check(member, *property, at + "/" + key); !problem.empty()) return problem;
    }
    if (const Value* items = schema.find("items")) {
      for (std::size_t i = 0; i < v.as_array().size(); i++) {
        if (auto problem = check(v.as_array()[i], *items, at + "/" + std::to_string(i)); !problem.empty()) return problem;
      }
    }
    return "";
  }

  Value root_;
};

}  // namespace docent::core::test
