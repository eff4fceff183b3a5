// Each report on hand-made events, and against a slow reference that is obviously right on random ones.
#include "analytics/reports.h"

#include <array>
#include <set>

#include "world.h"

namespace docent::server {
namespace {

using namespace test;

TEST(Trends, CountsEventsAndPersonsByPeriod) {
  World world;
  world.event("ada", "saved", "2026-11-01T08:00:00").event("ada", "saved", "2026-11-01T09:00:00").event("bob", "saved", "2026-11-01T23:59:59");
  world.event("bob", "opened", "2026-11-03").event("bob", "saved", "2026-10-31T23:59:59").event("cy", "identify", "2026-11-02");
  EXPECT_EQ(world.lines(trends, {{"events", "saved,opened"}}, 0, "2026-11-01", "2026-11-04"),
            "2026-11-01 saved 3 2\n2026-11-02 saved 0 0\n2026-11-03 saved 0 0\n"
            "2026-11-01 opened 0 0\n2026-11-02 opened 0 0\n2026-11-03 opened 1 1\n");
  EXPECT_EQ(world.lines(trends, {{"unit", "month"}}), "2026-11 all 4 2\n");
  EXPECT_EQ(world.lines(trends, {{"unit", "week"}}, 0, "2026-10-26", "2026-11-09"), "2026-10-26 all 4 2\n2026-11-02 all 1 1\n");
  EXPECT_EQ(world.lines(trends, {{"unit", "year"}}), "error: unit must be hour, day, week or month");
  EXPECT_EQ(world.lines(trends, {{"events", "nothing"}, {"unit", "month"}}), "2026-11 nothing 0 0\n");
}

TEST(Trends, DaysAreThoseOfTheTimeZone) {
  World world;
  // Berlin's clocks go back on 2026-10-25: that day has 25 hours.
  const auto zones = core::system_time_zones();
  const auto berlin = zones("Europe/Berlin");
  if (!berlin) GTEST_SKIP() << "no time zone database";
  world.calendar = Calendar(*berlin);
  world.event("a", "e", "2026-10-24T21:59:59").event("b", "e", "2026-10-24T22:00:00").event("c", "e", "2026-10-25T22:59:59");
  world.event("d", "e", "2026-10-25T23:00:00");
  EXPECT_EQ(world.lines(trends, {}, 0, "2026-10-24T00:00:00", "2026-10-26T00:00:00"), "2026-10-24 all 1 1\n2026-10-25 all 2 2\n2026-10-26 all 1 1\n");
}

// Where clocks go back over the end of a period, that period does not come again: events of before and after are in order.
TEST(Trends, ClocksThatGoBackOverAnHour) {
  const auto zones = core::system_time_zones();
  for (const auto& [zone, from, event, to] : {std::array{"Antarctica/Troll", "2026-10-25T00:30:00", "2026-10-25T01:30:00", "2026-10-25T06:00:00"},
                                              std::array{"Pacific/Chatham", "2026-04-04T06:00:00", "2026-04-04T13:30:00", "2026-04-04T14:10:00"},
                                              std::array{"America/St_Johns", "2009-11-01T02:30:30", "2009-11-01T02:31:30", "2009-11-05"}}) {
    const auto found = zones(zone);
    if (!found) GTEST_SKIP() << "no time zone database";
    World world;
    world.calendar = Calendar(*found);
    world.event("ada", "e", event);
    const auto hours = world.run(trends, {{"unit", "hour"}}, from, to);
    ASSERT_TRUE(hours.ok());
    int64_t events = 0;
    for (const auto& row : hours->at(0).rows) events += std::get<int64_t>(row[2]);
    EXPECT_EQ(events, 1) << zone;
    EXPECT_EQ(World::text_of(world.run(sessions, {}, from, to)->at(0)).find(" 1 1 1 1 0 0\n") != std::string::npos, true) << zone;
    int64_t before = INT64_MIN;
    for (int64_t ms = at(from); ms < at(to); ms += 5 * minute_ms) {
      const int64_t hour = world.calendar.period(ms, Unit::hour);
      EXPECT_GE(hour, before) << zone;
      before = hour;
    }
  }
}

TEST(Trends, ASkippedHourHasItsOwnName) {
  const auto berlin = core::system_time_zones()("Europe/Berlin");
  if (!berlin) GTEST_SKIP() << "no time zone database";
  World world;
  world.calendar = Calendar(*berlin);
  world.event("ada", "e", "2026-03-29T01:30:00");
  EXPECT_EQ(world.lines(trends, {{"unit", "hour"}}, 0, "2026-03-29T00:00:00", "2026-03-29T02:00:00"),
            "2026-03-29T01 all 0 0\n2026-03-29T02 all 0 0\n2026-03-29T03 all 1 1\n");
}

TEST(Features, AdoptionFrequencyAndStickiness) {
  World world;
  for (const char* day : {"2026-11-01T08:00:00", "2026-11-01T09:00:00", "2026-11-02T08:00:00"}) world.event("ada", "bold", day);
  world.event("bob", "bold", "2026-11-04")
      .event("bob", "table", "2026-11-04")
      .event("cy", "table", "2026-11-01")
      .event("dan", "opened", "2026-11-02");
  const std::string all = world.lines(features, {}, 0, "2026-11-01", "2026-11-05");
  EXPECT_EQ(all,
            "bold 2 0.5 4 2 1.5 0.5 0.375 2026-11-04T00:00:00.000Z\n"
            "table 2 0.5 2 1 1 0 0.25 2026-11-04T00:00:00.000Z\n"
            "opened 1 0.25 1 1 1 0 0.25 2026-11-02T00:00:00.000Z\n");
  EXPECT_EQ(world.lines(features, {{"events", "table"}}, 0, "2026-11-01", "2026-11-05"), "table 2 0.5 2 1 1 0 0.25 2026-11-04T00:00:00.000Z\n");
  EXPECT_EQ(world.lines(features, {}, 1, "2026-11-01", "2026-11-05"), "4 1.25 4\n");
  EXPECT_EQ(world.lines(features, {{"limit", "0"}}), "error: limit must be a whole number from 1 to 200");
}

TEST(Funnel, ConversionAndTimes) {
  World world;
  world.event("ada", "open", "2026-11-01T08:00:00").event("ada", "choose", "2026-11-01T08:00:10").event("ada", "done", "2026-11-01T08:01:00");
  world.event("bob", "open", "2026-11-02T08:00:00").event("bob", "choose", "2026-11-02T08:00:30");
  world.event("cy", "open", "2026-11-03T08:00:00").event("cy", "done", "2026-11-03T08:00:30");
  world.event("dan", "done", "2026-11-03T08:00:30");
  EXPECT_EQ(world.lines(funnel, {{"steps", "open,choose,done"}}),
            "1 open 3 1 1 - -\n2 choose 2 0.666667 0.666667 10000 30000\n3 done 1 0.333333 0.5 50000 50000\n");
  EXPECT_EQ(world.lines(funnel, {{"steps", "open,choose,done"}}, 1), "3 1 0.333333 60000 60000\n");
  EXPECT_EQ(world.lines(funnel, {{"steps", "open,choose,done"}, {"within", "PT10S"}}, 1), "3 0 0 - -\n");
  EXPECT_EQ(world.lines(funnel, {{"steps", "open,done"}, {"exclude", "choose"}}, 1), "3 1 0.333333 30000 30000\n");
  EXPECT_EQ(world.lines(funnel, {{"steps", "done,open"}, {"order", "unordered"}}), "1 1 of them 4 1 1 - -\n2 2 of them 2 0.5 0.5 30000 60000\n");
  EXPECT_EQ(world.lines(funnel, {{"steps", "never,open"}}), "1 never 0 - - - -\n2 open 0 - - - -\n");
}

TEST(Funnel, WhatIsAskedMustMakeSense) {
  World world;
  EXPECT_EQ(world.lines(funnel, {}), "error: steps must be a list of 2 to 12 names of events, such as export_opened,export_done");
  EXPECT_EQ(world.lines(funnel, {{"steps", "a,b"}, {"within", "7 days"}}), "error: within must be a duration such as P7D or PT30M");
  std::string many = "x";
  for (int i = 0; i < 32; i++) many += ",y";
  EXPECT_EQ(world.lines(funnel, {{"steps", "a,b"}, {"exclude", many}}), "error: exclude must be a list of at most 32 names");
  EXPECT_EQ(world.lines(funnel, {{"steps", "a,b"}, {"order", "any"}}), "error: order must be ordered, strict or unordered");
}

TEST(Retention, CalendarAndRolling) {
  World world;
  // Weeks from Monday, 2026-11-02; the last one, from 2026-11-23, is not over yet, so it is left out of the sum of all cohorts.
  world.event("ada", "e", "2026-11-03").event("ada", "e", "2026-11-10").event("ada", "e", "2026-11-24");
  world.event("bob", "e", "2026-11-04").event("bob", "e", "2026-11-04T10:00:00");
  world.event("cy", "e", "2026-11-16").event("cy", "e", "2026-11-23");
  const char *const from = "2026-11-02", *const to = "2026-11-28";
  EXPECT_EQ(world.lines(retention, {}, 1, from, to), "0 3 3 1\n1 2 1 0.5\n2 2 0 0\n");
  EXPECT_EQ(world.lines(retention, {{"mode", "rolling"}}, 1, from, to), "0 3 3 1\n1 2 1 0.5\n2 2 1 0.5\n");
  EXPECT_EQ(world.lines(retention, {}, 0, from, to),
            "2026-11-02 2 0 2 1 yes\n2026-11-02 2 1 1 0.5 yes\n2026-11-02 2 2 0 0 yes\n2026-11-02 2 3 1 0.5 no\n"
            "2026-11-09 0 0 0 - yes\n2026-11-09 0 1 0 - yes\n2026-11-09 0 2 0 - no\n"
            "2026-11-16 1 0 1 1 yes\n2026-11-16 1 1 1 1 no\n2026-11-23 0 0 0 - no\n");
  EXPECT_EQ(world.lines(retention, {{"unit", "day"}}, 0, "2020-01-01", "2026-01-01").substr(0, 5), "error");
}

TEST(Retention, StartAndReturnEvents) {
  World world;
  world.event("ada", "signed_up", "2026-11-01").event("ada", "opened", "2026-11-02").event("ada", "saved", "2026-11-03");
  world.event("bob", "saved", "2026-11-01").event("bob", "saved", "2026-11-02");  // never signed up
  EXPECT_EQ(world.lines(retention, {{"unit", "day"}, {"start", "signed_up"}, {"return", "saved"}}, 1, "2026-11-01", "2026-11-04"),
            "0 1 1 1\n1 1 0 0\n2 1 1 1\n");
}

TEST(Retention, AgreesWithASlowReference) {
  std::mt19937 random(4);
  for (int round = 0; round < 40; round++) {
    World world;
    const auto events = random_events(random, 8, 2, 60, at("2026-11-01"), 12 * day_ms, 3 * hour_ms);
    for (const auto& e : events) world.event(e.person, e.name, e.at_ms);
    for (const char* mode : {"calendar", "rolling"}) {
      std::map<std::string, std::set<int64_t>> starts, back;
      for (const auto& e : events) (e.name == "a" ? starts : back)[e.person].insert((e.at_ms - at("2026-11-01")) / day_ms);
      std::string expected;
      for (int64_t offset = 0; offset < 12; offset++) {
        int64_t size = 0, persons = 0;
        for (const auto& [person, days] : starts) {
          const int64_t cohort = *days.begin();
          if (cohort + offset >= 12) continue;
          size++;
          const auto& came = back[person];
          const bool there = mode == std::string("calendar") ? came.contains(cohort + offset) : came.lower_bound(cohort + offset) != came.end();
          persons += offset == 0 || there ? 1 : 0;
        }
        if (size == 0) continue;
        std::ostringstream line;
        line << offset << " " << size << " " << persons << " " << static_cast<double>(persons) / static_cast<double>(size) << "\n";
        expected += line.str();
      }
      EXPECT_EQ(world.lines(retention, {{"unit", "day"}, {"start", "a"}, {"return", "b"}, {"mode", mode}}, 1, "2026-11-01", "2026-11-13"), expected);
    }
  }
}

TEST(LifeCycle, WhatIsNotOverIsSaidToBe) {
  World world;
  world.event("ada", "e", "2026-11-02").event("ada", "e", "2026-11-03");
  const Window window{at("2026-11-02"), at("2026-11-06"), at("2026-11-04") + 1'000};
  EXPECT_EQ(World::text_of(life_cycle(EventView(world.table, window, {}), world.calendar, GivenParameters{{"unit", "day"}})->at(0)),
            "2026-11-02 1 0 0 0 yes\n2026-11-03 0 1 0 0 yes\n2026-11-04 0 0 0 1 no\n2026-11-05 0 0 0 0 no\n");
  EXPECT_EQ(World::text_of(retention(EventView(world.table, window, {}), world.calendar, GivenParameters{{"unit", "day"}})->at(1)),
            "0 1 1 1\n1 1 1 1\n");
}

TEST(LifeCycle, NewReturningResurrectingDormant) {
  World world;
  world.event("old", "e", "2026-01-01");                                                                  // long before
  world.event("ada", "e", "2026-11-02").event("ada", "e", "2026-11-10").event("ada", "e", "2026-11-24");  // new, returning, dormant, resurrecting
  world.event("bob", "e", "2026-10-26").event("bob", "identify", "2026-11-03");                           // dormant: identify is no use
  world.event("old", "e", "2026-11-11");                                                                  // resurrecting
  EXPECT_EQ(world.lines(life_cycle, {}, 0, "2026-11-02", "2026-11-30"),
            "2026-11-02 1 0 0 1 yes\n2026-11-09 0 1 1 0 yes\n2026-11-16 0 0 0 2 yes\n2026-11-23 0 0 1 0 yes\n");
}

TEST(LifeCycle, AgreesWithASlowReference) {
  std::mt19937 random(5);
  for (int round = 0; round < 40; round++) {
    World world;
    std::map<std::string, std::set<int64_t>> days;
    for (const auto& e : random_events(random, 8, 2, 40, at("2026-10-20"), 24 * day_ms, 5 * hour_ms)) {
      world.event(e.person, e.name, e.at_ms);
      days[e.person].insert((e.at_ms - at("2026-11-01")) / day_ms - (e.at_ms < at("2026-11-01") ? 1 : 0));
    }
    std::string expected;
    for (int64_t day = 0; day < 10; day++) {
      int counts[4] = {};
      for (const auto& [person, active] : days) {
        const bool now = active.contains(day), before = active.contains(day - 1);
        if (now) counts[*active.begin() == day ? 0 : before ? 1 : 2]++;
        else if (before) counts[3]++;
      }
      expected += Calendar().name(Calendar().period(at("2026-11-01"), Unit::day) + day, Unit::day);
      for (const int count : counts) expected += " " + std::to_string(count);
      expected += " yes\n";
    }
    EXPECT_EQ(world.lines(life_cycle, {{"unit", "day"}}, 0, "2026-11-01", "2026-11-11"), expected) << round;
  }
}

TEST(Sessions, AGapOfMoreThanHalfAnHourParts) {
  World world;
  world.event("ada", "e", "2026-11-01T08:00:00").event("ada", "e", "2026-11-01T08:30:00").event("ada", "e", "2026-11-01T09:00:01");
  world.event("bob", "e", "2026-11-01T23:50:00").event("bob", "e", "2026-11-02T00:10:00");  // belongs to the day when it began
  EXPECT_EQ(world.lines(sessions, {}, 0, "2026-11-01", "2026-11-03"), "2026-11-01 3 2 1.5 1.66667 1200000 1800000\n2026-11-02 0 0 - - - -\n");
  EXPECT_EQ(world.lines(sessions, {{"gap", "PT31M"}}, 0, "2026-11-01", "2026-11-02"), "2026-11-01 2 2 1 2 0 3601000\n");
  EXPECT_EQ(world.lines(sessions, {{"gap", "soon"}}), "error: gap must be a duration such as PT30M");
}

World walks() {
  World world;
  const auto way = [&](const char* person, int64_t from, std::initializer_list<const char*> screens) {
    for (const char* screen : screens) world.event(person, std::string("screen:") + screen, from += minute_ms);
  };
  way("ada", at("2026-11-01T08:00:00"), {"home", "note/17", "note/18", "export"});
  way("bob", at("2026-11-01T08:00:00"), {"home", "note/3", "home"});
  way("cy", at("2026-11-01T08:00:00"), {"settings", "home", "export"});
  world.event("ada", "saved", "2026-11-01T08:02:30");  // no screen
  return world;
}

TEST(Paths, LinksOfTheWayThroughScreens) {
  EXPECT_EQ(walks().lines(paths, {}),
            "1 screen:home screen:note/* 2 0.666667\n3 screen:export (end) 2 0.666667\n"
            "1 screen:settings screen:home 1 0.333333\n2 screen:home screen:export 1 0.333333\n2 screen:note/* screen:home 1 0.333333\n"
            "2 screen:note/* screen:export 1 0.333333\n3 screen:home (end) 1 0.333333\n");
}

TEST(Paths, FromOneScreenAndToAnother) {
  EXPECT_EQ(walks().lines(paths, {{"start", "screen:home"}, {"steps", "2"}}),
            "1 screen:home screen:note/* 2 0.666667\n1 screen:home screen:export 1 0.333333\n");
  EXPECT_EQ(walks().lines(paths, {{"end", "screen:export"}, {"steps", "2"}}),
            "1 screen:home screen:export 1 0.5\n1 screen:note/* screen:export 1 0.5\n");
  EXPECT_EQ(walks().lines(paths, {{"events", "saved"}}, 1), "1\n");
  EXPECT_EQ(walks().lines(paths, {{"steps", "1"}}), "error: steps must be a whole number from 2 to 20");
}

TEST(EventNames, IdsAreNoNames) {
  EXPECT_EQ(cleaned_name("screen:note/0190f1c2-7c1e-7aaa-8bbb-123456789abc/edit"), "screen:note/*/edit");
  EXPECT_EQ(cleaned_name("a/12/b/deadbeefdeadbeef1"), "a/*/b/*");
  EXPECT_EQ(cleaned_name("a/12b/facade/"), "a/12b/facade/");
  EXPECT_EQ(cleaned_name("page:12345/edit"), "page:*/edit");
  EXPECT_EQ(cleaned_name("screen:67890"), "screen:*");
}

TEST(Reports, AFilterIsByRelease) {
  World world;
  world.event("ada", "e", "2026-11-01", "1.0").event("bob", "e", "2026-11-01", "2.0").event("cy", "e", "2026-11-01");
  const auto one = world.run(trends, {{"unit", "month"}}, "2026-11-01", "2026-12-01", {.release = "2.0"});
  EXPECT_EQ(World::text_of(one->at(0)), "2026-11 all 1 1\n");
  EXPECT_EQ(World::text_of(world.run(trends, {{"unit", "month"}}, "2026-11-01", "2026-12-01", {.platform = "Linux"})->at(0)), "2026-11 all 2 2\n");
  EXPECT_EQ(World::text_of(world.run(trends, {{"unit", "month"}}, "2026-11-01", "2026-12-01", {.release = "3"})->at(0)), "2026-11 all 0 0\n");
}

TEST(Reports, NothingHasHappenedYet) {
  World world;
  for (const auto& entry : all_reports()) {
    const auto tables = world.run(entry.run, {{"steps", entry.name == "funnel" ? "a,b" : "5"}});
    ASSERT_TRUE(tables.ok()) << entry.name << ": " << tables.status().message();
    for (const auto& table : *tables) World::text_of(table);
    EXPECT_FALSE(entry.reading.empty());
  }
}

}  // namespace
}  // namespace docent::server
