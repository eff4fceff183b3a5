#include "simulation/replay.h"

#include <algorithm>

namespace docent::core {
namespace {

constexpr int max_turns = 1'000;  // at one moment; a strategy can't make time stand still

class Player {
 public:
  Player(Actor& actor, const ReplaySetup& setup) : actor_(actor), setup_(setup), host_(setup.visible_ms) {}

  void run(std::span<const ReplayEvent> events) {
    const bool interactions =
        std::any_of(events.begin(), events.end(), [](const ReplayEvent& e) { return e.kind == ReplayEvent::Kind::track && e.name == "interaction"; });
    now_ms_ = events.empty() ? setup_.until_ms : events.front().at_ms;
    settle();
    for (const ReplayEvent& e : events) {
      until(e.at_ms);
      surroundings(e);
      if (e.kind == ReplayEvent::Kind::track && !is_fact(e.name, interactions)) continue;
      play(e);
    }
    until(setup_.until_ms);
  }

 private:
  Instant now() const { return instant_at(setup_.zone, now_ms_); }

  void until(int64_t end_ms) {
    for (;;) {
      const auto own = actor_.next_timer_ms();
      const auto hosts = host_.next_timer_ms();
      if (!own && !hosts) break;
      const int64_t next = std::min(own.value_or(INT64_MAX), hosts.value_or(INT64_MAX));
      if (next > end_ms) break;
      now_ms_ = std::max(now_ms_, next);
      if (hosts && *hosts <= now_ms_) {
        for (const auto& r : host_.due(now_ms_)) report(r);
      } else {
        actor_.advance(now());
      }
      settle();
    }
    now_ms_ = std::max(now_ms_, end_ms);
  }

  // Until nothing more is to do at this moment.
  void settle() {
    for (int turn = 0; turn < max_turns; turn++) {
      const auto shown = actor_.poll();
      for (const Presentation& p : shown) host_.take(p, now_ms_);
      const auto next = actor_.next_timer_ms();
      if (next && *next <= now_ms_) actor_.advance(now());
      else if (shown.empty()) return;
    }
  }

  void report(const VirtualHost::Report& r) {
    actor_.report(r.id, r.outcome, r.detail, now());
    if (setup_.on_report) setup_.on_report(r, now());
    settle();
  }

  // What a recorded event says about the user and the application at that time.
  void surroundings(const ReplayEvent& e) {
    if (!e.user.empty() && e.user != user_ && e.kind != ReplayEvent::Kind::identify) {
      ReplayEvent identify;
      identify.kind = ReplayEvent::Kind::identify;
      identify.name = e.user;
      play(identify);
    }
    if (!e.app_version.empty() && e.app_version != app_version_) {
      app_version_ = e.app_version;
      ReplayEvent app;
      app.kind = ReplayEvent::Kind::app;
      app.values = Value(Value::Object{{"version", Value(e.app_version)}});
      play(app);
    }
    if (!e.screen.empty() && e.screen != screen_ && e.kind != ReplayEvent::Kind::screen) {
      ReplayEvent screen;
      screen.kind = ReplayEvent::Kind::screen;
      screen.name = e.screen;
      play(screen);
    }
  }

  void play(const ReplayEvent& e) {
    switch (e.kind) {
      case ReplayEvent::Kind::nothing: return;
      case ReplayEvent::Kind::outcome:
        for (const auto& r : host_.react(e.name, e.outcome, e.detail)) report(r);
        return;
      case ReplayEvent::Kind::answer: {
        const Uuid* shown = host_.showing(e.name);
        if (shown == nullptr) return;
        const Uuid id = *shown;
        for (const auto& r : host_.react(e.name, Outcome::shown, "")) report(r);
        actor_.answer(id, e.detail, e.values.is_null() ? std::string() : to_json(e.values), now());
        break;
      }
      case ReplayEvent::Kind::identify:
        user_ = e.name;
        actor_.apply(e, now());
        break;
      case ReplayEvent::Kind::screen:
        screen_ = e.name;
        actor_.apply(e, now());
        break;
      default: actor_.apply(e, now());
    }
    settle();
  }

  Actor& actor_;
  const ReplaySetup& setup_;
  VirtualHost host_;
  std::string user_;
  std::string screen_;
  std::string app_version_;
  int64_t now_ms_ = 0;
};

}  // namespace

void replay(std::span<const ReplayEvent> events, Actor& actor, const ReplaySetup& setup) { Player(actor, setup).run(events); }

std::string install_id_of(std::span<const ReplayEvent> events) {
  for (const ReplayEvent& e : events) {
    if (!e.install_id.empty()) return e.install_id;
  }
  for (const ReplayEvent& e : events) {
    if (!e.user.empty()) return e.user;
  }
  return events.empty() ? std::string() : events.front().anonymous;
}

Instant instant_at(const Zone& zone, int64_t wall_ms) { return {wall_ms, static_cast<int32_t>((zone.local_ms({wall_ms, 0}) - wall_ms) / 1000)}; }

}  // namespace docent::core
