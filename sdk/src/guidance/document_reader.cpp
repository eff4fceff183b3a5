#include "guidance/document_reader.h"

#include <algorithm>

#include "base/duration.h"

namespace docent::core {
namespace {

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

// The value as it stands in the document, cut when long.
std::string shown(const Value& value) {
  constexpr std::size_t max_bytes = 60;
  std::string text = to_json(value);
  if (text.size() > max_bytes) {
    std::size_t cut = max_bytes;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80) cut--;
    text.resize(cut);
    text += "…";
  }
  return text;
}

}  // namespace

void Findings::add(std::vector<Finding>& list, std::string_view rule, std::string_view pointer, std::string message, std::string remedy) {
  (&list == &errors ? error_count_ : warning_count_)++;
  if (list.size() < max_count) list.push_back({std::string(rule), std::string(pointer), std::move(message), std::move(remedy)});
}

int finding_line(const Finding& f, std::string_view document) {
  // A missing member has no place of its own; its parent's is the next best.
  for (std::string pointer = f.pointer;; pointer.resize(pointer.rfind('/'))) {
    if (const int line = locate_pointer(document, pointer).first; line > 0) return line;
    if (pointer.empty()) return 0;
  }
}

std::string finding_text(const Finding& f, std::string_view document) {
  std::string text = "[" + f.rule + "] " + (f.pointer.empty() ? "the document" : f.pointer);
  if (const int line = finding_line(f, document); line > 0) text += ", line " + std::to_string(line);
  text += ": " + f.message;
  if (!f.remedy.empty()) text += "; " + f.remedy;
  return text;
}

void append_to_pointer(std::string& pointer, std::string_view key) {
  pointer += '/';
  for (const char c : key) {
    if (c == '~') pointer += "~0";
    else if (c == '/') pointer += "~1";
    else pointer += c;
  }
}
std::string pointer_to(std::string_view parent, std::string_view key) {
  std::string pointer;
  pointer.reserve(parent.size() + 1 + key.size());
  pointer = parent;
  append_to_pointer(pointer, key);
  return pointer;
}
std::string pointer_to(std::string_view parent, std::size_t index) { return std::string(parent) + "/" + std::to_string(index); }

ObjectReader::ObjectReader(const Value& value, std::string pointer, Findings& findings)
    : value_(&value), pointer_(std::move(pointer)), findings_(findings), is_object_(value.is_object()) {
  if (!is_object_) findings_.error("type", pointer_, shown(value) + " is no object", "write an object: { … }");
}

const Value* ObjectReader::take(std::string_view key) {
  known_.push_back(key);
  return value_->find(key);
}

const Value* ObjectReader::take_typed(std::string_view key, bool (Value::*is)() const noexcept, std::string_view type) {
  const Value* v = take(key);
  if (v == nullptr || (v->*is)()) return v;
  findings_.error("type", at(key), shown(*v) + " is no " + std::string(type),
                  "write " + std::string(type == "object"  ? "{ … }"
                                         : type == "array" ? "[ … ]"
                                                           : "a " + std::string(type)));
  return nullptr;
}

const Value* ObjectReader::take_object(std::string_view key) { return take_typed(key, &Value::is_object, "object"); }
const Value* ObjectReader::take_array(std::string_view key) { return take_typed(key, &Value::is_array, "array"); }

std::string ObjectReader::text(std::string_view key) {
  const Value* v = take_typed(key, &Value::is_string, "text");
  if (v == nullptr) return {};
  if (v->as_string().empty()) findings_.error("text", at(key), "the text is empty", "write something, or leave the member out");
  return std::string(v->as_string());
}

std::string ObjectReader::required_text(std::string_view key) {
  if (is_object_ && value_->find(key) == nullptr) missing(key, "add it");
  return text(key);
}

std::optional<bool> ObjectReader::boolean(std::string_view key) {
  const Value* v = take_typed(key, &Value::is_bool, "boolean");
  if (v == nullptr) return std::nullopt;
  return v->as_bool();
}

std::optional<int64_t> ObjectReader::integer(std::string_view key, int64_t min, int64_t max) {
  const auto n = number(key, static_cast<double>(min), static_cast<double>(max));
  if (!n) return std::nullopt;
  const auto whole = static_cast<int64_t>(*n);
  if (static_cast<double>(whole) == *n) return whole;
  findings_.error("type", at(key), std::to_string(*n) + " is no whole number", "write a whole number");
  return std::nullopt;
}

std::optional<double> ObjectReader::number(std::string_view key, double min, double max) {
  const Value* v = take_typed(key, &Value::is_number, "number");
  if (v == nullptr) return std::nullopt;
  const double n = v->as_double();
  if (n >= min && n <= max) return n;
  findings_.error("range", at(key), shown(*v) + " is out of range", "write " + to_json(Value(min)) + " to " + to_json(Value(max)));
  return std::nullopt;
}

std::optional<int64_t> ObjectReader::duration_ms(std::string_view key) {
  const Value* v = take(key);
  if (v == nullptr) return std::nullopt;
  const auto ms = v->is_string() ? parse_duration_ms(v->as_string()) : std::nullopt;
  if (ms && *ms > 0) return ms;
  findings_.error("duration", at(key), shown(*v) + " is no ISO 8601 duration above zero", "write for example \"PT10M\" or \"P3D\"");
  return std::nullopt;
}

std::string ObjectReader::one_of(std::string_view key, std::initializer_list<std::string_view> allowed, std::string_view fallback) {
  const Value* v = take(key);
  if (v == nullptr) return std::string(fallback);
  if (v->is_string() && std::find(allowed.begin(), allowed.end(), v->as_string()) != allowed.end()) return std::string(v->as_string());
  std::string list;
  for (const auto& a : allowed) list += (list.empty() ? "" : ", ") + quoted(a);
  findings_.error("enum", at(key), shown(*v) + " is not known here", "write one of " + list);
  return std::string(fallback);
}

std::vector<std::string> ObjectReader::texts(std::string_view key) {
  std::vector<std::string> list;
  const Value* v = take_array(key);
  if (v == nullptr) return list;
  for (std::size_t i = 0; i < v->as_array().size(); i++) {
    const Value& item = v->as_array()[i];
    if (item.is_string() && !item.as_string().empty()) {
      list.emplace_back(item.as_string());
    } else {
      findings_.error("type", pointer_to(at(key), i), shown(item) + " is no text", "write a text");
    }
  }
  return list;
}

void ObjectReader::ignore(std::initializer_list<std::string_view> keys) { known_.insert(known_.end(), keys.begin(), keys.end()); }

void ObjectReader::missing(std::string_view key, std::string_view remedy) {
  findings_.error("missing-member", at(key), quoted(key) + " is missing", std::string(remedy));
}

void ObjectReader::finish() {
  if (!is_object_) return;
  for (const auto& [key, ignored] : value_->as_object()) {
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
      findings_.error("unknown-member", at(key), quoted(key) + " is not known here", "remove it, or check the spelling");
    }
  }
}

}  // namespace docent::core
