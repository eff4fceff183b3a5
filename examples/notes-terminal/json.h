// A small JSON reader, for docent_presentation_json. An application uses the one that it has.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

class Json {
 public:
  // What `text` says; null when it is no JSON. Nesting beyond 64 is none.
  static Json parse(std::string_view text);

  // A member, an element; null where there is none.
  const Json& operator[](std::string_view key) const;
  const std::vector<Json>& items() const { return items_; }  // of an array
  const std::string& text() const { return text_; }          // of a string, else ""
  std::int64_t integer() const { return integer_; }          // of a number, else 0
  bool truth() const { return kind_ == Kind::truth; }
  bool is_null() const { return kind_ == Kind::null; }

 private:
  friend class JsonReader;
  enum class Kind { null, truth, falsehood, number, text, array, object };
  Kind kind_ = Kind::null;
  std::int64_t integer_ = 0;
  std::string text_;
  std::vector<Json> items_;
  std::vector<std::pair<std::string, Json>> members_;
};

// `text` as a JSON string, quotes included.
std::string json_string(std::string_view text);
