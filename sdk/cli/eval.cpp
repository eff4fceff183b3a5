// docent eval: JsonLogic rules from standard input, one a line.
#include <iostream>

#include "arguments.h"
#include "commands.h"
#include "guidance/eval_lines.h"
#include "platform/system_clock.h"
#include "platform/time_zone_files.h"

namespace docent::cli {
namespace {

constexpr const char* help = R"(usage: docent eval < LINES

Reads JSON lines {"rule": …, "data": …} and writes {"result": …} or {"error": {"type": …, …}} for each,
in order (docs/cli/eval.schema.json, docs/rules.md). Optional members: "events" ([{"event",
"timestamp", "properties"}]), "now" (RFC 3339) and "segments" ([{"id", "rule"}]).
)";

}  // namespace

int eval(const std::vector<std::string>& words) {
  int code = exit_ok;
  if (!Arguments().parse("eval", help, words, code)) return code;
  std::ios::sync_with_stdio(false);
  const core::SystemClock clock;
  core::eval_lines(std::cin, std::cout, clock, core::system_time_zones());
  return exit_ok;
}

}  // namespace docent::cli
