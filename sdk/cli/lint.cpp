// docent lint: what is wrong with strategy documents, for people or as JSON.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

#include "arguments.h"
#include "commands.h"
#include "guidance/lint.h"
#include "platform/time_zone_files.h"

namespace docent::cli {
namespace {

constexpr const char* help = R"(usage: docent lint STRATEGY... [--json]

Says what is wrong with strategy documents: errors, for which an engine refuses the document or
never shows a campaign, and warnings about what can't work as it was meant (docs/lint.md). The
file - is standard input.

  --json   one JSON object a file and line (docs/cli/lint.schema.json)

Exit code: 0 without errors, 1 with errors or an unreadable file, 2 for wrong usage.
)";

std::optional<std::string> read_all(const std::string& file) {
  const auto rest_of = [](std::istream& in) { return std::string(std::istreambuf_iterator<char>(in), {}); };
  if (file == "-") return rest_of(std::cin);
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text = rest_of(in);
  return in.bad() ? std::nullopt : std::optional(std::move(text));
}

void print_block(const std::string& file, const char* severity, const core::Finding& f, const std::string& json) {
  const int line = core::finding_line(f, json);
  std::cout << file << ':';
  if (line > 0) std::cout << line << ':';
  std::cout << ' ' << severity << ": " << f.message << "\n  [" << f.rule << "] " << (f.pointer.empty() ? "the document" : f.pointer) << '\n';
  if (!f.remedy.empty()) std::cout << "  remedy: " << f.remedy << '\n';
  std::cout << '\n';
}

core::Value as_json(const char* severity, const core::Finding& f, const std::string& json) {
  return core::Value(core::Value::Object{{"rule", f.rule},
                                         {"severity", severity},
                                         {"pointer", f.pointer},
                                         {"line", int64_t{core::finding_line(f, json)}},
                                         {"message", f.message},
                                         {"remedy", f.remedy}});
}

void print_json(const std::string& file, const core::Findings& findings, const std::string& json) {
  core::Value::Array list;
  for (const core::Finding& f : findings.errors) list.push_back(as_json("error", f, json));
  for (const core::Finding& f : findings.warnings) list.push_back(as_json("warning", f, json));
  std::cout << core::to_json(core::Value(core::Value::Object{{"file", file},
                                                             {"errors", static_cast<int64_t>(findings.error_count())},
                                                             {"warnings", static_cast<int64_t>(findings.warning_count())},
                                                             {"findings", core::Value(std::move(list))}}))
            << '\n';
}

}  // namespace

int lint(const std::vector<std::string>& words) {
  int code = exit_ok;
  bool machine = false;
  std::vector<std::string> files;
  if (!Arguments().flag("--json", &machine).rest("STRATEGY", &files).parse("lint", help, words, code)) return code;
  std::ios::sync_with_stdio(false);
  std::size_t errors = 0;
  std::size_t warnings = 0;
  for (const std::string& file : files) {
    const auto json = read_all(file);
    if (!json) {
      std::fprintf(stderr, "docent lint: %s can't be read\n", file.c_str());
      code = exit_refused;
      continue;
    }
    const core::Findings findings = core::lint(*json, core::system_time_zones());
    errors += findings.error_count();
    warnings += findings.warning_count();
    if (machine) {
      print_json(file, findings, *json);
      continue;
    }
    for (const core::Finding& f : findings.errors) print_block(file, "error", f, *json);
    for (const core::Finding& f : findings.warnings) print_block(file, "warning", f, *json);
  }
  if (!machine) std::cout << errors << " errors, " << warnings << " warnings\n";
  return errors > 0 ? exit_refused : code;
}

}  // namespace docent::cli
