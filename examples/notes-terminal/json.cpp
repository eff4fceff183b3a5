#include "json.h"

#include <cstdio>
#include <cstdlib>

namespace {

constexpr int deepest = 64;

void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

}  // namespace

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  bool document(Json& out) { return value(out, 0) && (skip_spaces(), at_ == text_.size()); }

 private:
  void skip_spaces() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) at_++;
  }
  bool take(char c) {
    skip_spaces();
    if (at_ == text_.size() || text_[at_] != c) return false;
    at_++;
    return true;
  }
  bool word(std::string_view wanted) {
    if (text_.substr(at_, wanted.size()) != wanted) return false;
    at_ += wanted.size();
    return true;
  }

  bool value(Json& out, int depth) {
    if (depth > deepest) return false;
    if (take('{')) return object(out, depth);
    if (take('[')) return array(out, depth);
    if (take('"')) {
      out.kind_ = Json::Kind::text;
      return string(out.text_);
    }
    if (word("null")) return true;
    if (word("true")) return out.kind_ = Json::Kind::truth, true;
    if (word("false")) return out.kind_ = Json::Kind::falsehood, true;
    return number(out);
  }

  bool object(Json& out, int depth) {
    out.kind_ = Json::Kind::object;
    if (take('}')) return true;
    do {
      std::pair<std::string, Json> member;
      if (!take('"') || !string(member.first) || !take(':') || !value(member.second, depth + 1)) return false;
      out.members_.push_back(std::move(member));
    } while (take(','));
    return take('}');
  }

  bool array(Json& out, int depth) {
    out.kind_ = Json::Kind::array;
    if (take(']')) return true;
    do {
      Json item;
      if (!value(item, depth + 1)) return false;
      out.items_.push_back(std::move(item));
    } while (take(','));
    return take(']');
  }

  bool number(Json& out) {
    const std::string digits(text_.substr(at_, text_.find_first_not_of("+-.0123456789eE", at_) - at_));
    char* end = nullptr;
    out.integer_ = static_cast<std::int64_t>(std::strtod(digits.c_str(), &end));
    out.kind_ = Json::Kind::number;
    at_ += digits.size();
    return !digits.empty() && *end == '\0';
  }

  bool string(std::string& out) {
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"') return true;
      if (c != '\\') {
        out += c;
        continue;
      }
      if (at_ == text_.size()) return false;
      const char escaped = text_[at_++];
      constexpr std::string_view letters = "bfnrt";
      const auto letter = letters.find(escaped);
      if (escaped == 'u') append_utf8(out, code_point());
      else out += letter == std::string_view::npos ? escaped : "\b\f\n\r\t"[letter];
    }
    return false;
  }

  std::uint32_t code_unit() {
    const std::string digits(text_.substr(at_, 4));
    at_ += digits.size();
    return static_cast<std::uint32_t>(std::strtoul(digits.c_str(), nullptr, 16));
  }
  std::uint32_t code_point() {
    const std::uint32_t high = code_unit();
    if (high < 0xd800 || high > 0xdbff || !word("\\u")) return high;
    return 0x10000 + ((high - 0xd800) << 10) + ((code_unit() - 0xdc00) & 0x3ff);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

Json Json::parse(std::string_view text) {
  Json json;
  return JsonReader(text).document(json) ? json : Json();
}

const Json& Json::operator[](std::string_view key) const {
  static const Json none;
  for (const auto& member : members_) {
    if (member.first == key) return member.second;
  }
  return none;
}

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
      continue;
    }
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    out += escape;
  }
  return out + "\"";
}
