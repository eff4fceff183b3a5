#include "arguments.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <numeric>

namespace docent::cli {
namespace {

// Levenshtein's distance; the names are short.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); i++) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 1; j <= b.size(); j++) {
      const std::size_t substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substitute});
    }
  }
  return row.back();
}

}  // namespace

Arguments& Arguments::value(const char* name, std::string* text) {
  options_.push_back({name, text, nullptr});
  return *this;
}

Arguments& Arguments::flag(const char* name, bool* flag) {
  options_.push_back({name, nullptr, flag});
  return *this;
}

Arguments& Arguments::positional(const char* what, std::string* text) {
  positionals_.push_back({what, text, nullptr});
  return *this;
}

Arguments& Arguments::rest(const char* what, std::vector<std::string>* texts) {
  rest_name_ = what;
  rest_ = texts;
  return *this;
}

std::string Arguments::nearest(const std::string& name) const {
  const auto best = std::min_element(options_.begin(), options_.end(),
                                     [&](const Option& a, const Option& b) { return distance(a.name, name) < distance(b.name, name); });
  return best != options_.end() && distance(best->name, name) <= 3 ? best->name : std::string();
}

bool Arguments::parse(const char* command, const char* help, const std::vector<std::string>& words, int& code) const {
  const auto fail = [&](const std::string& message) {
    std::fprintf(stderr, "docent %s: %s\nTry: docent %s --help\n", command, message.c_str(), command);
    code = exit_usage;
    return false;
  };
  std::size_t taken = 0;
  for (std::size_t i = 0; i < words.size(); i++) {
    const std::string& word = words[i];
    if (word == "--help" || word == "-h") {
      std::fputs(help, stdout);
      code = exit_ok;
      return false;
    }
    if (!word.starts_with("--")) {
      if (taken < positionals_.size()) *positionals_[taken++].text = word;
      else if (rest_ != nullptr) rest_->push_back(word);
      else return fail("unexpected argument \"" + word + "\"");
      continue;
    }
    const auto equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const auto option = std::find_if(options_.begin(), options_.end(), [&](const Option& o) { return o.name == name; });
    if (option == options_.end()) {
      const std::string meant = nearest(name);
      return fail("unknown option " + name + (meant.empty() ? "" : "; did you mean " + meant + "?"));
    }
    if (option->flag != nullptr) {
      if (equals != std::string::npos) return fail(name + " takes no value");
      *option->flag = true;
    } else if (equals != std::string::npos) {
      *option->text = word.substr(equals + 1);
    } else if (i + 1 < words.size()) {
      *option->text = words[++i];
    } else {
      return fail(name + " needs a value");
    }
  }
  if (taken < positionals_.size()) return fail(positionals_[taken].name + " is missing");
  if (rest_ != nullptr && rest_->empty()) return fail(rest_name_ + " is missing");
  return true;
}

std::optional<int64_t> parse_number(const std::string& text, int64_t low, int64_t high) {
  int64_t value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size() || value < low || value > high) return std::nullopt;
  return value;
}

}  // namespace docent::cli
