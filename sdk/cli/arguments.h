// Command-line options: long names with a value or without, a help text, and errors that say what was meant. No short forms, no abbreviations.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace docent::cli {

// Exit codes of every subcommand.
enum Exit : int { exit_ok = 0, exit_refused = 1, exit_usage = 2, exit_open = 3, exit_timeout = 4 };

class Arguments {
 public:
  // A value option fills `text`; a flag sets `flag`. What they point to must outlive parse().
  Arguments& value(const char* name, std::string* text);
  Arguments& flag(const char* name, bool* flag);
  // The positional arguments, in order; more than these are an error.
  Arguments& positional(const char* what, std::string* text);
  // All further positional arguments, at least one.
  Arguments& rest(const char* what, std::vector<std::string>* texts);

  // False after an error was printed to stderr (exit_usage) or help to stdout (exit_ok): `code` says which.
  bool parse(const char* command, const char* help, const std::vector<std::string>& words, int& code) const;

 private:
  struct Option {
    std::string name;
    std::string* text;
    bool* flag;
  };
  std::string nearest(const std::string& name) const;
  std::vector<Option> options_;
  std::vector<Option> positionals_;
  std::string rest_name_;
  std::vector<std::string>* rest_ = nullptr;
};

// The whole text as a number within [low, high].
std::optional<int64_t> parse_number(const std::string& text, int64_t low, int64_t high);

}  // namespace docent::cli
