// docent simulate: what a strategy would have done to the users of a recording.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <thread>
#include <vector>

#include "arguments.h"
#include "base/rfc3339.h"
#include "commands.h"
#include "guidance/decision.h"
#include "guidance/strategy_loader.h"
#include "recording.h"
#include "replay_options.h"
#include "simulation/engine_actor.h"
#include "simulation/statistics.h"

namespace docent::cli {
namespace {

using core::Value;

constexpr const char* help = R"(usage: docent simulate --strategy FILE --events FILE [options]

Replays recorded events of many users on virtual time and says what the strategy would have shown to
whom: per campaign how many it reached, how often it was shown, and what stood in its way; which
campaigns were never shown; how much a user was shown a day.

  --events FILE        one event a line in Segment's shape, with a timestamp and a userId or anonymousId;
                       "-" for standard input. The export of a backend is one.
  --until TIME         go on until then (the last event of the recording)
  --diff FILE          compare with another strategy: what would change
  --trace USER         print each decision about one user instead, one JSON object a line
  --json               the figures as JSON (docs/cli/simulate.schema.json)
  --time-zone ZONE     of the devices: UTC (default), +08:00, Europe/Berlin, local
  --locale TAG, --app-version VERSION
  --visible DURATION   how long what is shown stays when the recording does not say what became of it (PT10S)
  --threads N          1 to 64 (as many as there are processors)

Exit codes: 0 done, 1 some lines were left out, 2 usage, 3 a strategy or the recording could not be read.
)";

int usage(const std::string& message) {
  std::fprintf(stderr, "docent simulate: %s\nTry: docent simulate --help\n", message.c_str());
  return exit_usage;
}

class ProgressBar {
 public:
  explicit ProgressBar(const char* what) : what_(what) {}
  ~ProgressBar() { clear(); }
  void show(double share) {
    if (!on_ || std::chrono::steady_clock::now() < next_) return;
    next_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(100);
    constexpr int width = 40;
    const int done = static_cast<int>(std::clamp(share, 0.0, 1.0) * width);
    std::fprintf(stderr, "\r%s [%.*s%*s] %3d %%", what_, done, "########################################", width - done, "",
                 static_cast<int>(share * 100));
    shown_ = true;
  }
  void clear() {
    if (shown_) std::fprintf(stderr, "\r%*s\r", 70, "");
    shown_ = false;
  }

 private:
  const char* what_;
  bool on_ = isatty(STDERR_FILENO) == 1;
  bool shown_ = false;
  std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now();
};

// Plays all users, on several threads; each has an engine of its own.
core::Result<core::Statistics> run(const ReplayOptions& options, const std::string& json, const Recording& recording, unsigned threads) {
  const core::StrategyReport report = core::read_strategy(json, options.zones());
  if (!report.loaded) return core::refusal(report.findings, json);
  core::Statistics total(report.loaded->strategy);
  const std::size_t users = recording.users().size();
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  ProgressBar bar("simulating");
  core::Status failed;
  const auto work = [&](bool first) {
    core::EngineActor actor(options.context(""), options.zones());
    if (auto s = actor.load(json, core::instant_at(options.zone, recording.first_ms())); !s.ok()) {
      const std::lock_guard lock(mutex);
      failed = s;
      return;
    }
    core::Statistics mine(report.loaded->strategy);
    actor.engine().set_tracer([&mine](const core::Decision& d) { mine.decide(d); });
    core::ReplaySetup setup = options.setup();
    setup.until_ms = std::max(setup.until_ms, options.until.empty() ? recording.last_ms() : setup.until_ms);
    setup.on_report = [&mine](const core::VirtualHost::Report& r, core::Instant now) { mine.report(r, now); };
    for (std::size_t user = next++; user < users; user = next++) {
      const auto events = recording.events_of(user);
      if (events.empty()) continue;
      mine.begin_user();
      actor.begin(core::install_id_of(events), core::instant_at(setup.zone, events.front().at_ms));
      core::replay(events, actor, setup);
      mine.end_user();
      if (first) bar.show(static_cast<double>(user) / static_cast<double>(users));
    }
    const std::lock_guard lock(mutex);
    total.merge(mine);
  };
  std::vector<std::thread> pool;
  for (unsigned t = 1; t < threads; t++) pool.emplace_back(work, false);
  work(true);
  for (auto& t : pool) t.join();
  if (!failed.ok()) return failed;
  return total;
}

int trace(const ReplayOptions& options, const Recording& recording, const std::string& user) {
  const int64_t position = recording.find(user);
  if (position < 0) {
    std::fprintf(stderr, "docent simulate: the recording has no user \"%s\"\n", user.c_str());
    return exit_open;
  }
  const auto events = recording.events_of(static_cast<std::size_t>(position));
  const std::string install_id = core::install_id_of(events);
  core::EngineActor actor(options.context(install_id), options.zones());
  core::ReplaySetup setup = options.setup();
  if (options.until.empty()) setup.until_ms = events.back().at_ms;
  const core::Instant start = core::instant_at(setup.zone, events.front().at_ms);
  if (auto s = actor.load(options.strategy_json, start); !s.ok()) {
    std::fprintf(stderr, "docent simulate: %s\n", s.message().c_str());
    return exit_open;
  }
  actor.engine().set_tracer([&](const core::Decision& d) { std::printf("%s\n", core::decision_json(d, user).c_str()); });
  actor.begin(install_id, start);
  core::replay(events, actor, setup);
  return exit_ok;
}

Value change_of(const Value& before, const Value& after) {
  Value::Array changes;
  const auto campaign_of = [](const Value& list, std::string_view id) -> const Value* {
    for (const Value& c : list.as_array()) {
      if (c["campaign"].as_string() == id) return &c;
    }
    return nullptr;
  };
  static const Value nothing{Value::Object{}};
  std::vector<std::string> ids;
  for (const Value* side : {&before, &after}) {
    for (const Value& c : (*side)["campaigns"].as_array()) {
      if (std::find(ids.begin(), ids.end(), c["campaign"].as_string()) == ids.end()) ids.emplace_back(c["campaign"].as_string());
    }
  }
  for (const std::string& id : ids) {
    const Value* b = campaign_of(before["campaigns"], id);
    const Value* a = campaign_of(after["campaigns"], id);
    if (b != nullptr && a != nullptr && *b == *a) continue;
    Value::Object change{{"campaign", Value(id)}};
    for (const char* figure : {"reach", "shown", "offered", "wouldHaveShown", "completed"}) {
      change.emplace_back(figure, Value::Object{{"before", (b == nullptr ? nothing : *b)[figure]}, {"after", (a == nullptr ? nothing : *a)[figure]}});
    }
    changes.push_back(Value(std::move(change)));
  }
  return Value(std::move(changes));
}

void print_table(const Value& figures) {
  std::printf("%-28s %-14s %8s %8s %8s %8s   %s\n", "campaign", "type", "reach", "shown", "offered", "control", "stood in the way");
  for (const Value& c : figures["campaigns"].as_array()) {
    std::vector<std::pair<int64_t, std::string>> reasons;
    for (const auto& [code, n] : c["blocked"].as_object()) reasons.emplace_back(n.as_int(), code);
    std::sort(reasons.rbegin(), reasons.rend());
    std::string why;
    for (const auto& [n, code] : reasons) why += (why.empty() ? "" : ", ") + code + " " + std::to_string(n);
    std::printf("%-28s %-14s %8lld %8lld %8lld %8lld   %s\n", std::string(c["campaign"].as_string()).c_str(),
                std::string(c["type"].as_string()).c_str(), static_cast<long long>(c["reach"].as_int()), static_cast<long long>(c["shown"].as_int()),
                static_cast<long long>(c["offered"].as_int()), static_cast<long long>(c["wouldHaveShown"].as_int()), why.c_str());
  }
  const Value& f = figures["fatigue"];
  std::printf("\na day on which a user saw something: mean %.2f, median %lld, 95 %% at most %lld, most %lld\n", f["mean"].as_double(),
              static_cast<long long>(f["p50"].as_int()), static_cast<long long>(f["p95"].as_int()), static_cast<long long>(f["max"].as_int()));
  for (const Value& id : figures["neverShown"].as_array()) std::printf("never shown: %s\n", std::string(id.as_string()).c_str());
}

void print_changes(const Value& changes) {
  if (changes.as_array().empty()) std::printf("\nthe other strategy changes nothing\n");
  else std::printf("\n%-28s %18s %18s\n", "with the other strategy", "reach", "shown");
  for (const Value& c : changes.as_array()) {
    const auto pair = [&](const char* figure) {
      return std::to_string(c[figure]["before"].as_int()) + " -> " + std::to_string(c[figure]["after"].as_int());
    };
    std::printf("%-28s %18s %18s\n", std::string(c["campaign"].as_string()).c_str(), pair("reach").c_str(), pair("shown").c_str());
  }
}

}  // namespace

int simulate(const std::vector<std::string>& words) {
  ReplayOptions o;
  std::string diff;
  std::string user;
  std::string threads_text;
  bool as_json = false;
  int code = exit_ok;
  Arguments arguments;
  o.declare(arguments).value("--diff", &diff).value("--trace", &user).value("--threads", &threads_text).flag("--json", &as_json);
  if (!arguments.parse("simulate", help, words, code)) return code;
  if (o.events.empty()) return usage("--events needs a recording");
  if (const std::string wrong = o.check(); !wrong.empty()) return usage(wrong);
  const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
  const auto threads = threads_text.empty() ? std::optional<int64_t>(processors) : parse_number(threads_text, 1, 64);
  if (!threads) return usage("--threads takes 1 to 64");
  std::string other;
  if (!diff.empty()) {
    auto text = read_file(diff);
    if (!text) return usage(diff + " cannot be read");
    other = std::move(*text);
  }

  ProgressBar bar("reading");
  const auto recording = Recording::open(o.events, [&bar](double share) { bar.show(share); });
  bar.clear();
  if (!recording.ok()) {
    std::fprintf(stderr, "docent simulate: %s\n", recording.status().message().c_str());
    return exit_open;
  }
  for (const auto& r : recording->refused())
    std::fprintf(stderr, "docent simulate: line %llu: %s\n", static_cast<unsigned long long>(r.line), r.reason.c_str());
  if (recording->refused_count() > 0)
    std::fprintf(stderr, "docent simulate: %llu lines were left out\n", static_cast<unsigned long long>(recording->refused_count()));
  const int done = recording->refused_count() > 0 ? exit_refused : exit_ok;
  if (recording->events() == 0) return usage(o.events + " holds no event");
  if (!user.empty()) {
    const int traced = trace(o, *recording, user);
    return traced == exit_ok ? done : traced;
  }

  const auto figures = run(o, o.strategy_json, *recording, static_cast<unsigned>(*threads));
  if (!figures.ok()) {
    std::fprintf(stderr, "docent simulate: %s\n", figures.status().message().c_str());
    return exit_open;
  }
  Value::Object result{{"events", Value(static_cast<int64_t>(recording->events()))},
                       {"users", Value(static_cast<int64_t>(recording->users().size()))},
                       {"leftOut", Value(static_cast<int64_t>(recording->refused_count()))},
                       {"from", Value(core::format_rfc3339(recording->first_ms()))},
                       {"to", Value(core::format_rfc3339(recording->last_ms()))}};
  const Value before = figures->json();
  for (const auto& member : before.as_object()) result.push_back(member);
  Value changes;
  if (!diff.empty()) {
    const auto after = run(o, other, *recording, static_cast<unsigned>(*threads));
    if (!after.ok()) {
      std::fprintf(stderr, "docent simulate: %s: %s\n", diff.c_str(), after.status().message().c_str());
      return exit_open;
    }
    changes = change_of(before, after->json());
    result.emplace_back("changes", changes);
  }
  if (as_json) {
    std::printf("%s\n", to_json(Value(std::move(result))).c_str());
    return done;
  }
  std::printf("%lld events of %lld users, %s to %s\n\n", static_cast<long long>(recording->events()),
              static_cast<long long>(recording->users().size()), core::format_rfc3339(recording->first_ms()).c_str(),
              core::format_rfc3339(recording->last_ms()).c_str());
  print_table(before);
  if (!diff.empty()) print_changes(changes);
  return done;
}

}  // namespace docent::cli
