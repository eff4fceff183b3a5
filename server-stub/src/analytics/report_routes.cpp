#include "analytics/report_routes.h"

#include <algorithm>
#include <set>

#include "analytics/report_runner.h"
#include "analytics/reports.h"
#include "base/rfc3339.h"
#include "base/utf8.h"
#include "http/query_string.h"
#include "json/writer.h"
#include "platform/time_zone_files.h"
#include "server_limits.h"

namespace docent::server {
namespace {

constexpr int64_t day_ms = 86'400'000;
constexpr int64_t default_window_days = 30;
constexpr int64_t max_window_ms = 20 * 366 * day_ms;
constexpr std::string_view common_parameters = "from to timezone release platform locale compare breakdown format table";

class QueryParameters final : public Parameters {
 public:
  explicit QueryParameters(std::string_view query) : query_(query) {}
  std::optional<std::string> text(std::string_view name) const override { return query_parameter(query_, name); }

 private:
  std::string query_;
};

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = 0; at <= words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (words.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

// A moment, or the beginning of a day by the calendar; `end_of_day` takes the end of the day named.
std::optional<int64_t> parse_moment(std::string_view text, const Calendar& calendar, bool end_of_day) {
  if (const auto at = core::parse_rfc3339(text)) return at;
  const auto local = text.size() == 10 ? core::parse_local_time(text) : std::nullopt;
  if (!local) return std::nullopt;
  const int64_t day = Calendar().period(*local, Unit::day);
  return calendar.begin_ms(day + (end_of_day ? 1 : 0), Unit::day);
}

core::Status read_time_zone(const QueryParameters& query, ReportQuestion& question) {
  const auto name = query.text("timezone");
  if (!name || *name == "UTC") return {};
  static const core::ZoneSource zones = core::system_time_zones();
  const auto zone = zones(*name);
  if (!zone) return bad_parameter("timezone", "a name of the IANA database such as Europe/Berlin");
  question.time_zone = *name;
  question.calendar = Calendar(*zone);
  return {};
}

core::Status read_window(const QueryParameters& query, int64_t now_ms, ReportQuestion& question) {
  const Calendar& calendar = question.calendar;
  const auto from = query.text("from"), to = query.text("to");
  const char* const expected = "a date such as 2026-11-01, or a time such as 2026-11-01T08:00:00Z";
  // Without an end: the end of today.
  const int64_t today_ends = calendar.begin_ms(calendar.period(now_ms, Unit::day) + 1, Unit::day);
  auto end = to ? parse_moment(*to, calendar, true) : today_ends;
  if (!end) return bad_parameter("to", expected);
  if (*end > today_ends && (!from || parse_moment(*from, calendar, false).value_or(0) < today_ends)) end = today_ends;  // days to come say nothing
  const auto begin =
      from ? parse_moment(*from, calendar, false) : calendar.begin_ms(calendar.period(*end - 1, Unit::day) - default_window_days + 1, Unit::day);
  if (!begin) return bad_parameter("from", expected);
  if (*begin >= *end) return bad_parameter("from", "before `to`");
  if (*end - *begin > max_window_ms) return bad_parameter("from", "at most 20 years before `to`");
  question.window = {*begin, *end, now_ms};
  return {};
}

core::Status read_rest(const QueryParameters& query, ReportQuestion& question) {
  question.filter = {query.text("release").value_or(""), query.text("platform").value_or(""), query.text("locale").value_or("")};
  const std::string compare = query.text("compare").value_or("none");
  if (compare != "none" && compare != "previous") return bad_parameter("compare", "none or previous");
  question.compare = compare == "previous";
  question.breakdown = query.text("breakdown").value_or("");
  if (!question.breakdown.empty() && !has_word("release platform locale", question.breakdown))
    return bad_parameter("breakdown", "release, platform or locale");
  const std::string format = query.text("format").value_or("json");
  if (format != "json" && format != "csv") return bad_parameter("format", "json or csv");
  question.csv = format == "csv";
  if (question.csv && question.compare) return bad_parameter("compare", "none in a CSV: ask for the time before with from and to");
  question.table = query.text("table").value_or("");
  return {};
}

Response report_list() {
  Response response;
  std::string& out = response.body;
  out = R"({"reports":[)";
  for (const auto& entry : all_reports()) {
    if (out.back() == '}') out += ',';
    out += R"({"name":)";
    core::append_json_string(out, entry.name);
    out += R"(,"parameters":)";
    core::append_json_string(out, entry.parameters);
    out += R"(,"reading":)";
    core::append_json_string(out, entry.reading);
    out += '}';
  }
  out += "]}\n";
  return response;
}

Response failed(const core::Status& status) {
  switch (status.code()) {
    case core::Code::invalid:
    case core::Code::too_large: return error_response(400, "bad_parameter", status.message());
    case core::Code::not_found: return error_response(404, "not_found", status.message());
    case core::Code::closed: return retry_response(503, "stopping", status.message(), retry_after_stopping_s);
    default: return error_response(500, "storage_failed", "the store could not be read: " + status.message());
  }
}

void answer(EventStore& store, std::string_view name, const Request& request, const Respond& respond) {
  auto question = parse_report_question(name, request.query, request.received_ms);
  if (!question.ok()) return respond(failed(question.status()));
  const bool csv = question->csv;
  const bool taken = store.analyse([question = std::move(*question)](const EventTable& table) { return run_report(table, question); },
                                   [respond, csv, name](core::Result<std::string> text) {
                                     if (!text.ok()) return respond(failed(text.status()));
                                     Response response;
                                     if (csv) {
                                       response.content_type = "text/csv; charset=utf-8";
                                       response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + std::string(name) + ".csv\"");
                                     }
                                     response.body = std::move(*text);
                                     respond(std::move(response));
                                   });
  if (!taken) respond(overloaded_response());
}

}  // namespace

core::Result<ReportQuestion> parse_report_question(std::string_view name, std::string_view query, int64_t now_ms) {
  const auto& reports = all_reports();
  const auto entry = std::find_if(reports.begin(), reports.end(), [&](const ReportEntry& report) { return report.name == name; });
  if (entry == reports.end()) return core::Status(core::Code::not_found, "there is no report '" + std::string(name) + "': see /api/reports");
  std::set<std::string> seen;
  for (const auto& parameter : query_names(query)) {
    if (!seen.insert(parameter).second) return core::Status(core::Code::invalid, "the parameter " + parameter + " is there twice");
    if (!core::is_utf8(parameter) || !core::is_utf8(query_parameter(query, parameter).value_or("")))
      return core::Status(core::Code::invalid, "parameters must be UTF-8");
    if (!has_word(common_parameters, parameter) && !has_word(entry->parameters, parameter))
      return core::Status(core::Code::invalid, "the report has no parameter '" + parameter + "': its own are " + std::string(entry->parameters) +
                                                   "; all have " + std::string(common_parameters));
  }
  ReportQuestion question;
  question.report = &*entry;
  const auto parameters = std::make_shared<QueryParameters>(query);
  question.parameters = parameters;
  DOCENT_TRY(read_time_zone(*parameters, question));
  DOCENT_TRY(read_window(*parameters, now_ms, question));
  DOCENT_TRY(read_rest(*parameters, question));
  return question;
}

const std::vector<ReportEntry>& all_reports() {
  static const std::vector<ReportEntry> reports{
      {"trends", trends, "events unit",
       "A rise that persons do not share is a few people doing more; one that events do not share is more people doing it once. Look at what was "
       "released "
       "or announced on the days where the line bends."},
      {"features", features, "events limit",
       "Much adoption with few days is tried and left: ask those persons why. Few persons with many days is a feature that deserves to be shown to "
       "others: "
       "a tip or a recommendation does that."},
      {"funnel", funnel, "steps order within exclude",
       "The step with the lowest share of the one before is where most are lost; a long median there says that it is hard, a short one that it is "
       "refused. "
       "Guide them at that step, and compare the period after with the one before."},
      {"retention", retention, "start return unit mode",
       "A line that becomes level is a product that some keep; one that falls to nothing is visited, not used. Compare cohorts of releases: the "
       "newer ones "
       "should lie above."},
      {"life-cycle", life_cycle, "unit",
       "A healthy product has more new and resurrecting persons than dormant ones. When dormant grows after a release, look at its friction and "
       "feedback first."},
      {"sessions", sessions, "unit gap",
       "Longer sessions are good where people work, and bad where they search. Read them together with what was finished in them."},
      {"paths", paths, "events start end steps limit gap",
       "Thick links that turn back or end early are places where people do not find what they want. Start a tour or a tip there, or move what they "
       "look for."},
  };
  return reports;
}

std::vector<Route> report_routes(EventStore& store) {
  std::vector<Route> routes;
  routes.push_back({Method::get, "/api/reports", Guard::admin, [](const Request&, const Respond& respond) { respond(report_list()); }});
  for (const auto& entry : all_reports())
    routes.push_back({Method::get, "/api/reports/" + std::string(entry.name), Guard::admin,
                      [&store, name = entry.name](const Request& request, const Respond& respond) { answer(store, name, request, respond); }});
  return routes;
}

}  // namespace docent::server
