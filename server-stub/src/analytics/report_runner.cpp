#include "analytics/report_runner.h"

#include <algorithm>

#include "analytics/report_text.h"
#include "json/writer.h"

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

core::Result<Tables> run(const EventTable& table, const ReportQuestion& question, const Window& window) {
  const Dimension* const dimension = dimension_of(question.breakdown);
  if (dimension == nullptr) return question.report->run(EventView(table, window, question.filter), question.calendar, *question.parameters);
  Tables all;
  for (const auto& value : values_of(EventView(table, window, question.filter), *dimension)) {
    ReportFilter filter = question.filter;
    filter.*dimension->of_filter = value;
    auto tables = question.report->run(EventView(table, window, filter), question.calendar, *question.parameters);
    if (!tables.ok()) return tables;
    for (std::size_t i = 0; i < tables->size(); i++) {
      auto& part = (*tables)[i];
      if (i >= all.size()) {
        all.push_back({part.name, part.columns, {}});
        all[i].columns.insert(all[i].columns.begin(), {dimension->name, "text"});
      }
      for (auto& row : part.rows) {
        row.insert(row.begin(), value);
        all[i].rows.push_back(std::move(row));
      }
    }
  }
  return all;
}

}  // namespace

core::Result<std::string> run_report(const EventTable& table, const ReportQuestion& question) {
  auto tables = run(table, question, question.window);
  if (!tables.ok()) return tables.status();
  if (question.csv) return csv_of(*tables, question.table);
  std::string out = "{";
  append_question(out, question);
  out += ',';
  append_tables(out, *tables);
  if (question.compare) {
    const int64_t length = question.window.to_ms - question.window.from_ms;
    const Window before{question.window.from_ms - length, question.window.from_ms};
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
