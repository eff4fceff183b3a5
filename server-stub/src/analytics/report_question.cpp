#include "analytics/report_question.h"

#include <algorithm>
#include <set>

#include "analytics/reports.h"
#include "base/rfc3339.h"
#include "base/utf8.h"
#include "http/query_string.h"
#include "platform/time_zone_files.h"

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
  // Days to come say nothing; without an end: the end of today.
  const int64_t today_ends = calendar.begin_ms(calendar.period(now_ms, Unit::day) + 1, Unit::day);
  const auto asked = to ? parse_moment(*to, calendar, true) : today_ends;
  if (!asked) return bad_parameter("to", expected);
  const int64_t end = std::min(*asked, today_ends);
  const auto begin =
      from ? parse_moment(*from, calendar, false) : calendar.begin_ms(calendar.period(end - 1, Unit::day) - default_window_days + 1, Unit::day);
  if (!begin) return bad_parameter("from", expected);
  if (*begin >= end) return bad_parameter("from", *begin < *asked ? "not in the future" : "before `to`");
  if (end - *begin > max_window_ms) return bad_parameter("from", "at most 20 years before `to`");
  question.window = {*begin, end, now_ms};
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

}  // namespace docent::server
