// paths: which way through the application sessions took, as links of a Sankey diagram.
#include <algorithm>
#include <map>
#include <tuple>

#include "analytics/event_names.h"
#include "analytics/reports.h"
#include "analytics/session_split.h"

namespace docent::server {
namespace {

struct Question {
  std::vector<std::string> events;
  std::string start, end;
  std::size_t steps = 0, limit = 0;
  int64_t gap_ms = 0;
};

core::Result<Question> read(const Parameters& parameters) {
  Question question;
  const auto events = parameters.events("events");
  if (!events.ok()) return events.status();
  question.events = *events;
  question.start = parameters.text("start").value_or("");
  question.end = parameters.text("end").value_or("");
  const auto steps = parameters.number("steps", 5, 2, 20);
  const auto limit = parameters.number("limit", 50, 1, 500);
  const auto gap_ms = session_gap_ms(parameters);
  for (const auto* number : {&steps, &limit, &gap_ms})
    if (!number->ok()) return number->status();
  question.steps = static_cast<std::size_t>(*steps);
  question.limit = static_cast<std::size_t>(*limit);
  question.gap_ms = *gap_ms;
  return question;
}

// The nodes of the diagram: cleaned names, numbered; several kinds may be one.
struct Nodes {
  std::vector<std::string> names;
  std::vector<uint32_t> of_kind;

  Nodes(const EventTable& table) : of_kind(table.kinds()) {
    std::map<std::string, uint32_t> ids;
    for (uint32_t kind = 0; kind < of_kind.size(); kind++) {
      const auto [at, is_new] = ids.try_emplace(cleaned_name(label_of(table.what_of(kind))), static_cast<uint32_t>(names.size()));
      if (is_new) names.push_back(at->first);
      of_kind[kind] = at->second;
    }
  }
  // names.size() when there is none.
  uint32_t find(const std::string& name) const {
    return static_cast<uint32_t>(std::find(names.begin(), names.end(), cleaned_name(name)) - names.begin());
  }
};

// What of a session counts: from the first `start`, up to the first `end` after it, `steps` nodes; repetitions are one. With an end, the last ones.
std::vector<uint32_t> way_of(std::span<const HistoryEvent> session, const Nodes& nodes, const Question& question, uint32_t start, uint32_t end) {
  std::vector<uint32_t> way;
  for (const auto& event : session) {
    const uint32_t node = nodes.of_kind[event.kind];
    if (way.empty() && !question.start.empty() && node != start) continue;
    if (!way.empty() && way.back() == node) continue;
    way.push_back(node);
    if (!question.end.empty() && node == end) {
      if (way.size() > question.steps) way.erase(way.begin(), way.end() - static_cast<std::ptrdiff_t>(question.steps));
      return way;
    }
  }
  if (!question.end.empty()) return {};  // it never came there
  if (way.size() > question.steps) way.resize(question.steps);
  return way;
}

}  // namespace

Tables paths(const EventView& view, const Calendar&, const Parameters& parameters) {
  const auto question = read(parameters);
  if (!question.ok()) return question.status();
  const EventTable& table = view.table();
  auto masks = question->events.empty() ? masks_of_all(table) : masks_of(table, question->events);
  if (question->events.empty())  // screens and pages
    for (uint32_t kind = 0; kind < masks.size(); kind++)
      if (table.what_of(kind).type == EventType::track) masks[kind] = 0;
  const Nodes nodes(table);
  const auto done = static_cast<uint32_t>(nodes.names.size());
  const uint32_t start = nodes.find(question->start), end = nodes.find(question->end);

  std::map<std::tuple<uint32_t, uint32_t, uint32_t>, int64_t> links;  // step, from, to
  int64_t ways = 0;
  each_history(view, masks, [&](std::span<const HistoryEvent> history) {
    each_session(history, question->gap_ms, [&](std::span<const HistoryEvent> session) {
      const auto way = way_of(session, nodes, *question, start, end);
      if (way.empty()) return;
      ways++;
      for (std::size_t i = 0; i + 1 < way.size(); i++) links[{static_cast<uint32_t>(i + 1), way[i], way[i + 1]}]++;
      if (question->end.empty() && way.size() < question->steps) links[{static_cast<uint32_t>(way.size()), way.back(), done}]++;
    });
  });
  using Link = std::pair<std::tuple<uint32_t, uint32_t, uint32_t>, int64_t>;
  std::vector<Link> most(links.begin(), links.end());
  std::stable_sort(most.begin(), most.end(), [](const Link& a, const Link& b) { return a.second > b.second; });
  if (most.size() > question->limit) most.resize(question->limit);

  ReportTable out{"paths", {{"step", "count"}, {"from", "text"}, {"to", "text"}, {"sessions", "sessions"}, {"of_all", "share"}}, {}};
  for (const auto& [link, sessions] : most) {
    const auto& [step, from, to] = link;
    out.rows.push_back({int64_t{step}, nodes.names[from], to == done ? "(end)" : nodes.names[to], sessions,
                        share(static_cast<uint64_t>(sessions), static_cast<uint64_t>(ways))});
  }
  ReportTable whole{"sessions", {{"sessions", "sessions"}}, {{ways}}};
  return std::vector{std::move(out), std::move(whole)};
}

}  // namespace docent::server
