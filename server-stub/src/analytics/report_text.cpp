#include "analytics/report_text.h"

#include <algorithm>

#include "base/rfc3339.h"
#include "json/writer.h"

namespace docent::server {
namespace {

void append_text(std::string& out, std::string_view key, std::string_view value) {
  core::append_json_key(out, key);
  core::append_json_string(out, value);
}

void append_json_cell(std::string& out, const Cell& cell) {
  if (const auto* number = std::get_if<int64_t>(&cell)) core::append_json_int(out, *number);
  else if (const auto* real = std::get_if<double>(&cell)) core::append_json_double(out, *real);
  else if (const auto* text = std::get_if<std::string>(&cell)) core::append_json_string(out, *text);
  else out += "null";
}

void append_csv_text(std::string& out, std::string_view text) {
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  if (!formula && text.find_first_of("\",\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += formula ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_csv_cell(std::string& out, const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) append_csv_text(out, *text);
  else if (!std::holds_alternative<std::monostate>(cell)) append_json_cell(out, cell);
}

}  // namespace

void append_window(std::string& out, const Window& window) {
  append_text(out, "from", core::format_rfc3339(window.from_ms));
  out += ',';
  append_text(out, "to", core::format_rfc3339(window.to_ms));
}

void append_question(std::string& out, const ReportQuestion& question) {
  append_text(out, "report", question.report->name);
  out += ',';
  append_window(out, question.window);
  out += ',';
  append_text(out, "timeZone", question.time_zone);
  out += R"(,"filter":{)";
  append_text(out, "release", question.filter.release);
  out += ',';
  append_text(out, "platform", question.filter.platform);
  out += ',';
  append_text(out, "locale", question.filter.locale);
  out += "},";
  append_text(out, "reading", question.report->reading);
}

void append_tables(std::string& out, const std::vector<ReportTable>& tables) {
  out += R"("tables":[)";
  for (const auto& table : tables) {
    if (&table != &tables.front()) out += ',';
    out += '{';
    append_text(out, "name", table.name);
    out += R"(,"columns":[)";
    for (std::size_t i = 0; i < table.columns.size(); i++) {
      out += i > 0 ? ",{" : "{";
      append_text(out, "name", table.columns[i].name);
      out += ',';
      append_text(out, "unit", table.columns[i].unit);
      out += '}';
    }
    out += R"(],"rows":[)";
    for (std::size_t r = 0; r < table.rows.size(); r++) {
      out += r > 0 ? ",[" : "[";
      for (std::size_t i = 0; i < table.rows[r].size(); i++) {
        if (i > 0) out += ',';
        append_json_cell(out, table.rows[r][i]);
      }
      out += ']';
    }
    out += "]}";
  }
  out += ']';
}

core::Result<std::string> csv_of(const std::vector<ReportTable>& tables, std::string_view name) {
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const ReportTable& table) { return name.empty() || table.name == name; });
  if (found == tables.end()) return core::Status(core::Code::not_found, "the report has no table '" + std::string(name) + "'");
  std::string out;
  for (std::size_t i = 0; i < found->columns.size(); i++) {
    if (i > 0) out += ',';
    append_csv_text(out, found->columns[i].name);
  }
  out += "\r\n";
  for (const auto& row : found->rows) {
    for (std::size_t i = 0; i < row.size(); i++) {
      if (i > 0) out += ',';
      append_csv_cell(out, row[i]);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace docent::server
