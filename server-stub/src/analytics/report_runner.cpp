#include "analytics/report_runner.h"

#include <algorithm>

#include "analytics/report_text.h"
#include "json/writer.h"
#include "server_limits.h"

namespace docent::server {
namespace {

using Tables = std::vector<ReportTable>;

struct Dimension {
  std::string_view name;
  uint32_t EventTable::Origin::*of_origin;
  std::string ReportFilter::*of_filter;
};
constexpr Dimension dimensions[] = {
    {"release", &EventTable::Origin::release, &ReportFilter::release},
    {"platform", &EventTable::Origin::platform, &ReportFilter::platform},
    {"locale", &EventTable::Origin::locale, &ReportFilter::locale},
};

const Dimension* dimension_of(std::string_view name) {
  for (const auto& dimension : dimensions)
    if (dimension.name == name) return &dimension;
  return nullptr;
}

// The values that the window has, those with the most events first; events that say nothing of it are left out.
std::vector<std::string> values_of(const EventView& view, const Dimension& dimension) {
  std::vector<uint64_t> events(view.table().texts().size());
  view.scan([&](const EventTable::Row& row, uint32_t) { events[view.table().origin_of(row.context).*dimension.of_origin]++; });
  std::vector<uint32_t> values;
  for (uint32_t text = 1; text < events.size(); text++)
    if (events[text] > 0) values.push_back(text);
  std::stable_sort(values.begin(), values.end(), [&](uint32_t a, uint32_t b) { return events[a] > events[b]; });
  if (values.size() > max_breakdown_values) values.resize(max_breakdown_values);
  std::vector<std::string> names;
  for (const uint32_t text : values) names.push_back(view.table().texts().text(text));
  return names;
}

core::Status check_size(const Tables& tables) {
  std::size_t rows = 0;
  for (const auto& table : tables) rows += table.rows.size();
  if (rows <= max_answer_rows) return {};
  return {core::Code::too_large, "the answer would have more than " + std::to_string(max_answer_rows) +
                                     " rows: choose fewer events, a larger unit, a shorter time or no breakdown"};
}

core::Result<Tables> run(const EventTable& table, const ReportQuestion& question, const Window& window) {
  const Dimension* const dimension = dimension_of(question.breakdown);
  if (dimension == nullptr) return question.report->run(EventView(table, window, question.filter), question.calendar, *question.parameters);
  // What the tables are like, also where there is no value.
  const Window nothing{window.from_ms, window.from_ms, window.now_ms};
  auto shape = question.report->run(EventView(table, nothing, question.filter), question.calendar, *question.parameters);
  if (!shape.ok()) return shape;
  Tables all = *shape;
  for (auto& table_shape : all) {
    table_shape.rows.clear();
    table_shape.columns.insert(table_shape.columns.begin(), {dimension->name, "text"});
  }
  for (const auto& value : values_of(EventView(table, window, question.filter), *dimension)) {
    ReportFilter filter = question.filter;
    filter.*dimension->of_filter = value;
    auto tables = question.report->run(EventView(table, window, filter), question.calendar, *question.parameters);
    if (!tables.ok()) return tables;
    for (std::size_t i = 0; i < tables->size(); i++) {
      for (auto& row : (*tables)[i].rows) {
        row.insert(row.begin(), value);
        all[i].rows.push_back(std::move(row));
      }
    }
    DOCENT_TRY(check_size(all));
  }
  return all;
}

// As many days where both ends begin one, whatever the clocks did; else as long.
Window window_before(const ReportQuestion& question) {
  const Calendar& calendar = question.calendar;
  const auto [from_ms, to_ms, now_ms] = question.window;
  const int64_t first = calendar.period(from_ms, Unit::day), end = calendar.period(to_ms, Unit::day);
  const bool days = calendar.begin_ms(first, Unit::day) == from_ms && calendar.begin_ms(end, Unit::day) == to_ms;
  return {days ? calendar.begin_ms(2 * first - end, Unit::day) : 2 * from_ms - to_ms, from_ms, now_ms};
}

}  // namespace

core::Result<std::string> run_report(const EventTable& table, const ReportQuestion& question) {
  auto tables = run(table, question, question.window);
  if (!tables.ok()) return tables.status();
  DOCENT_TRY(check_size(*tables));
  if (question.csv) return csv_of(*tables, question.table);
  std::string out = "{";
  append_question(out, question);
  out += ',';
  append_tables(out, *tables);
  if (question.compare) {
    const Window before = window_before(question);
    auto earlier = run(table, question, before);
    if (!earlier.ok()) return earlier.status();
    out += R"(,"before":{)";
    append_window(out, before);
    out += ',';
    append_tables(out, *earlier);
    out += '}';
  }
  out += "}\n";
  return out;
}

}  // namespace docent::server
