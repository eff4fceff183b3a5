// Lines of a recording, and what comes of them, for the tests of this layer.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "guidance/decision.h"
#include "simulation/engine_actor.h"
#include "simulation/replay.h"

namespace docent::core::test {

// 2026-11-02T08:00:00Z plus seconds; `members` begins with a comma or is empty.
inline ReplayEvent at(int seconds, const std::string& members) {
  char time[32];
  std::snprintf(time, sizeof time, "2026-11-02T%02d:%02d:%02dZ", 8 + seconds / 3600, seconds / 60 % 60, seconds % 60);
  const auto event = read_replay_event(R"({"userId":"u","timestamp":")" + std::string(time) + "\"" + members + "}");
  EXPECT_TRUE(event.ok()) << event.status().message();
  return event.ok() ? *event : ReplayEvent{};
}
inline ReplayEvent track(int seconds, const std::string& event, const std::string& members = "") {
  return at(seconds, R"(,"event":")" + event + "\"" + members);
}

inline std::string strategy(const std::string& campaigns, const std::string& members = "") {
  return R"({"schemaVersion":1,"product":"test","version":1,"locales":{"default":"en"},)" + members + (members.empty() ? "" : ",") +
         R"("campaigns":[)" + campaigns + "]}";
}
inline std::string tip(const std::string& id, const std::string& event, const std::string& members = "") {
  return R"({"id":")" + id + R"(","type":"tip","triggers":[{"event":")" + event + R"("}],"content":{"text":{"en":")" + id + R"("}})" + members + "}";
}

// What one user's recording leads to: "tip SHOWN+" a decision, "+": with a presentation; "tip:1" a report of the host with its outcome.
class Played {
 public:
  Played(const std::string& json, const std::vector<ReplayEvent>& events, int64_t until_ms = INT64_MIN) : actor_({}, {}) {
    const Instant start{events.empty() ? 0 : events.front().at_ms, 0};
    const Status loaded = actor_.load(json, start);
    EXPECT_TRUE(loaded.ok()) << loaded.message();
    actor_.engine().set_tracer([this](const Decision& d) {
      std::string codes;
      for (const Value& v : d.verdicts.as_array()) codes += " " + std::string(v["code"].as_string());
      note(std::string(d.campaign) + codes + (d.presentation != nullptr ? "+" : ""));
    });
    actor_.begin(install_id_of(events), start);
    ReplaySetup setup;
    setup.zone = *parse_zone("UTC");
    setup.until_ms = until_ms;
    setup.on_report = [this](const VirtualHost::Report& r, Instant) { note(r.campaign + ":" + std::to_string(static_cast<int>(r.outcome))); };
    replay(events, actor_, setup);
  }
  std::string text;
  EngineActor& actor() { return actor_; }

 private:
  void note(const std::string& what) { text += (text.empty() ? "" : ", ") + what; }
  EngineActor actor_;
};

}  // namespace docent::core::test
