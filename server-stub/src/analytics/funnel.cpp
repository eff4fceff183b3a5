// funnel: how many persons came how far through a row of steps, and how long each step took them.
#include <algorithm>

#include "analytics/event_names.h"
#include "analytics/funnel_walk.h"
#include "analytics/quantile.h"
#include "analytics/reports.h"

namespace docent::server {
namespace {

struct Question {
  std::vector<std::string> steps, excluded;
  FunnelOrder order = FunnelOrder::ordered;
  int64_t within_ms = 0;
};

core::Result<Question> read(const Parameters& parameters) {
  Question question;
  question.steps = parameters.list("steps");
  if (question.steps.size() < 2 || question.steps.size() > max_funnel_steps)
    return bad_parameter("steps", "a list of 2 to " + std::to_string(max_funnel_steps) + " names of events, such as export_opened,export_done");
  const auto excluded = parameters.events("exclude");
  if (!excluded.ok()) return excluded.status();
  question.excluded = *excluded;
  const std::string order = parameters.text("order").value_or("ordered");
  if (order == "strict") question.order = FunnelOrder::strict;
  else if (order == "unordered") question.order = FunnelOrder::unordered;
  else if (order != "ordered") return bad_parameter("order", "ordered, strict or unordered");
  const auto within = parameters.duration("within", "P7D", "a duration such as P7D or PT30M");
  if (!within.ok()) return within.status();
  question.within_ms = *within;
  return question;
}

std::vector<uint32_t> masks_for(const EventTable& table, const Question& question) {
  auto masks = masks_of(table, question.steps);
  const auto excluded = masks_of(table, question.excluded);
  const auto all = masks_of_all(table);
  for (std::size_t kind = 0; kind < masks.size(); kind++) {
    if (excluded[kind] != 0) masks[kind] |= excluded_bit;
    if (question.order == FunnelOrder::strict && masks[kind] == 0 && all[kind] != 0) masks[kind] = other_bit;
  }
  return masks;
}

}  // namespace

Tables funnel(const EventView& view, const Calendar&, const Parameters& parameters) {
  const auto question = read(parameters);
  if (!question.ok()) return question.status();
  const std::size_t steps = question->steps.size();
  std::vector<int64_t> reached(steps);
  std::vector<std::vector<int64_t>> times(steps);  // from the step before
  std::vector<int64_t> whole;
  each_history(view, masks_for(view.table(), *question), [&](std::span<const HistoryEvent> history) {
    const auto reach = walk_funnel(history, steps, question->order, question->within_ms);
    for (std::size_t i = 0; i < reach.steps; i++) {
      reached[i]++;
      if (i > 0) times[i].push_back(reach.at_ms[i] - reach.at_ms[i - 1]);
    }
    if (reach.steps == steps) whole.push_back(reach.at_ms[steps - 1] - reach.at_ms[0]);
  });

  ReportTable table{"funnel",
                    {{"step", "count"},
                     {"event", "text"},
                     {"persons", "persons"},
                     {"of_first", "share"},
                     {"of_before", "share"},
                     {"median_ms", "ms"},
                     {"p90_ms", "ms"}},
                    {}};
  for (std::size_t i = 0; i < steps; i++) {
    const auto n = static_cast<uint64_t>(reached[i]);
    // In any order, a step is a number of different events, not one of them.
    const std::string name = question->order == FunnelOrder::unordered ? std::to_string(i + 1) + " of them" : question->steps[i];
    table.rows.push_back({static_cast<int64_t>(i + 1), name, reached[i], share(n, static_cast<uint64_t>(reached[0])),
                          i == 0 ? Cell(1.0) : share(n, static_cast<uint64_t>(reached[i - 1])), quantile(times[i], 0.5), quantile(times[i], 0.9)});
  }
  if (reached[0] == 0) table.rows[0][4] = std::monostate();
  ReportTable conversion{
      "conversion", {{"persons", "persons"}, {"converted", "persons"}, {"rate", "share"}, {"median_ms", "ms"}, {"p90_ms", "ms"}}, {}};
  conversion.rows.push_back({reached[0], reached[steps - 1], share(static_cast<uint64_t>(reached[steps - 1]), static_cast<uint64_t>(reached[0])),
                             quantile(whole, 0.5), quantile(whole, 0.9)});
  return std::vector{std::move(table), std::move(conversion)};
}

}  // namespace docent::server
