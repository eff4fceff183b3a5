// docent explain: why a campaign is (not) shown to one user of a recording, at one moment.
#include <cstdio>

#include "arguments.h"
#include "base/rfc3339.h"
#include "commands.h"
#include "recording.h"
#include "replay_options.h"
#include "simulation/engine_actor.h"

namespace docent::cli {
namespace {

using core::Value;

constexpr const char* help = R"(usage: docent explain --strategy FILE --events FILE --user USER [--campaign ID] [--at TIME] [options]

Replays what a user did until TIME (the user's last event) and says what stands in the way of a campaign
then, or of all campaigns: each verdict with its values, and the earliest time at which it could be shown.

  --campaign ID        one campaign (all)
  --at TIME            RFC 3339
  --json               as docs/cli/explain.schema.json has it
  --time-zone ZONE, --locale TAG, --app-version VERSION, --visible DURATION   as in docent simulate

Exit codes: 0 done, 2 usage, 3 something could not be read, or is not there.
)";

int fail(const std::string& message, int code) {
  std::fprintf(stderr, "docent explain: %s\n", message.c_str());
  return code;
}

void print(const Value& explained) {
  std::printf("%s (%s): ", std::string(explained["campaign"].as_string()).c_str(), std::string(explained["type"].as_string()).c_str());
  if (explained["eligible"].as_bool()) std::printf("nothing stands in its way\n");
  else if (const Value* earliest = explained.find("earliest_ms")) std::printf("not before %s\n", core::format_rfc3339(earliest->as_int()).c_str());
  else std::printf("not now\n");
  for (const Value& v : explained["verdicts"].as_array()) {
    std::printf("  %s", std::string(v["code"].as_string()).c_str());
    for (const auto& [key, value] : v.as_object()) {
      if (key != "code" && key != "until_ms")
        std::printf("  %s %s", key.c_str(), value.is_string() ? std::string(value.as_string()).c_str() : to_json(value).c_str());
    }
    std::printf("\n");
  }
}

}  // namespace

int explain(const std::vector<std::string>& words) {
  ReplayOptions o;
  std::string user;
  std::string campaign;
  std::string at;
  bool as_json = false;
  int code = exit_ok;
  Arguments arguments;
  o.declare(arguments).value("--user", &user).value("--campaign", &campaign).value("--at", &at).flag("--json", &as_json);
  if (!arguments.parse("explain", help, words, code)) return code;
  if (o.events.empty()) return fail("--events needs a recording\nTry: docent explain --help", exit_usage);
  if (user.empty()) return fail("--user needs a user of the recording\nTry: docent explain --help", exit_usage);
  if (const std::string wrong = o.check(); !wrong.empty()) return fail(wrong, exit_usage);
  const auto moment = at.empty() ? std::optional<int64_t>(INT64_MAX) : core::parse_rfc3339(at);
  if (!moment) return fail("--at takes an RFC 3339 time such as 2026-11-23T08:00:00Z", exit_usage);
  const auto recording = Recording::open(o.events);
  if (!recording.ok()) return fail(recording.status().message(), exit_open);
  const int64_t position = recording->find(user);
  if (position < 0) return fail("the recording has no user \"" + user + "\"", exit_open);
  auto events = recording->events_of(static_cast<std::size_t>(position));
  std::erase_if(events, [&](const core::ReplayEvent& e) { return e.at_ms > *moment; });
  const std::string install_id = core::install_id_of(events);
  core::EngineActor actor(o.context(install_id), o.zones());
  core::ReplaySetup setup = o.setup();
  setup.until_ms = at.empty() && !events.empty() ? events.back().at_ms : *moment == INT64_MAX ? 0 : *moment;
  const core::Instant start = core::instant_at(setup.zone, events.empty() ? setup.until_ms : events.front().at_ms);
  if (auto s = actor.load(o.strategy_json, start); !s.ok()) return fail(s.message(), exit_open);
  actor.begin(install_id, start);
  core::replay(events, actor, setup);
  const std::string json = actor.engine().explain(campaign, core::instant_at(setup.zone, setup.until_ms));
  if (json.empty()) return fail("the strategy has no campaign \"" + campaign + "\"", exit_open);
  if (as_json) {
    std::printf("%s\n", json.c_str());
    return exit_ok;
  }
  const auto parsed = core::parse_json(json);
  std::printf("%s at %s\n\n", user.c_str(), core::format_rfc3339(setup.until_ms).c_str());
  if (parsed->is_array()) {
    for (const Value& each : parsed->as_array()) print(each);
  } else {
    print(*parsed);
  }
  return exit_ok;
}

}  // namespace docent::cli
