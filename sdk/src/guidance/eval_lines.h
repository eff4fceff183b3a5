// `docent eval`: JSON lines in, JSON lines out, in order. {"rule": …, "data": …} gives {"result": …} or {"error": {"type": …, "pointer": …,
// "message": …}}. Optional members: "events" ([{"event", "timestamp", "properties"}], see ToldInput) for the operators over history, "now" (RFC 3339
// with an offset, which is the local time zone then; without it the time of the last event, else the present) and "segments" ([{"id", "rule"}]) for
// in_segment. A line that is none of this gives an error too: type "invalid_json" or "invalid_input". Empty lines are skipped.
#pragma once

#include <istream>
#include <ostream>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/time_zone_name.h"

namespace docent::core {

// The answer to one line, without a line break. `present` is the time for lines that have none.
std::string eval_line(std::string_view line, Instant present, const ZoneSource& zones = {});

struct EvalCounts {
  uint64_t lines = 0;   // answered
  uint64_t errors = 0;  // of them, with an error
};
// Until the input ends or the output fails. Lines longer than limits::max_eval_line_bytes are answered with an error and not kept. The output is
// flushed when no further input is waiting, so that a person or a pipe gets each answer at once and a file is written in blocks.
EvalCounts eval_lines(std::istream& in, std::ostream& out, const Clock& clock, const ZoneSource& zones = {});

}  // namespace docent::core
