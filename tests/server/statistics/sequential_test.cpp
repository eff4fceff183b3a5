#include "statistics/sequential.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace docent::server {
namespace {

constexpr uint64_t most = std::numeric_limits<uint64_t>::max();

// Draws one user after the other, so that the numbers are the same with every standard library.
class Users {
 public:
  void add(BinomialSample& sample, uint64_t users, double rate) {
    const auto below = static_cast<uint64_t>(std::ldexp(rate, 53));
    for (uint64_t i = 0; i < users; i++) sample.successes += (draw_() >> 11) < below;
    sample.trials += users;
  }

 private:
  std::mt19937_64 draw_{1};
};

struct Misses {
  int anytime = 0;  // runs in which a look's interval left the true difference out
  int fixed = 0;
};

struct Simulation {
  double treatment_rate = 0, control_rate = 0;
  uint64_t users_a_look = 100;  // in each arm
  int runs = 2'000;
  int looks = 20;
};

bool misses(const std::optional<Interval>& interval, double difference) {
  return interval && (interval->low > difference || interval->high < difference);
}

Misses simulate(const Simulation& simulation) {
  Users users;
  Misses result;
  const uint64_t planned = 2 * simulation.users_a_look * static_cast<uint64_t>(simulation.looks);
  const double difference = simulation.treatment_rate - simulation.control_rate;
  for (int run = 0; run < simulation.runs; run++) {
    BinomialSample treatment, control;
    bool anytime = false, fixed = false;
    for (int look = 0; look < simulation.looks; look++) {
      users.add(treatment, simulation.users_a_look, simulation.treatment_rate);
      users.add(control, simulation.users_a_look, simulation.control_rate);
      anytime = anytime || misses(anytime_difference_interval(treatment, control, planned), difference);
      fixed = fixed || misses(difference_interval(treatment, control), difference);
    }
    result.anytime += anytime;
    result.fixed += fixed;
  }
  return result;
}

TEST(AnytimeInterval, TwentyLooksAtNothingFindNothing) {
  const Misses found = simulate({0.2, 0.2});
  EXPECT_LE(found.anytime, 100) << "5 % of 2,000";
  EXPECT_GE(found.fixed, 360) << "an interval for one look would find something in a quarter of them";
  EXPECT_LE(found.fixed, 640);
}

TEST(AnytimeInterval, CoversATrueEffect) { EXPECT_LE(simulate({0.25, 0.2}).anytime, 100); }

// Where the normal approximation is at its worst: looks from the smallest sample on, a success a look at most.
TEST(AnytimeInterval, CoversRareSuccesses) { EXPECT_LE(simulate({.treatment_rate = 0.02, .control_rate = 0.02, .users_a_look = 30}).anytime, 100); }

TEST(AnytimeInterval, FindsALargeEffectBeforeTheEnd) {
  Users users;
  BinomialSample treatment, control;
  bool found = false;
  for (int look = 0; look < 10; look++) {
    users.add(treatment, 100, 0.4);
    users.add(control, 100, 0.2);
    found = found || anytime_difference_interval(treatment, control, 4'000)->low > 0;
  }
  EXPECT_TRUE(found);
}

TEST(AnytimeInterval, TheFormula) {
  const auto interval = anytime_difference_interval({600, 1000}, {500, 1000}, 2'000);
  ASSERT_TRUE(interval);
  EXPECT_NEAR(interval->low, 0.03281196739, 1e-9);
  EXPECT_NEAR(interval->high, 0.1671880326, 1e-9);
  const auto early = anytime_difference_interval({100, 1000}, {130, 1000}, 20'000);
  EXPECT_NEAR(early->low, -0.0846444836, 1e-9);
  EXPECT_NEAR(early->high, 0.0246444836, 1e-9);
}

TEST(AnytimeInterval, IsNarrowestWhenTunedToTheSize) {
  const auto width = [](uint64_t planned) {
    const auto interval = anytime_difference_interval({300, 1000}, {250, 1000}, planned);
    return interval->high - interval->low;
  };
  const double fixed = difference_interval({300, 1000}, {250, 1000})->high - difference_interval({300, 1000}, {250, 1000})->low;
  EXPECT_NEAR(width(2'000) / fixed, 1.55, 0.02);
  for (const uint64_t planned : {500, 1'900, 2'100, 8'000}) EXPECT_GT(width(planned), width(2'000)) << planned;
  EXPECT_LT(width(500), 1.08 * width(2'000));
  EXPECT_LT(width(8'000), 1.08 * width(2'000));
}

TEST(AnytimeInterval, ArmsWithoutASuccessAreNotCertain) {
  const auto interval = anytime_difference_interval({0, 100}, {0, 100}, 2'000);
  EXPECT_LT(interval->low, -0.01);
  EXPECT_GT(interval->high, 0.01);
}

TEST(AnytimeInterval, StaysFiniteAndWithinItsScale) {
  for (const uint64_t planned : {uint64_t{1}, uint64_t{1'000'000'000'000}, most})
    for (const uint64_t n : {min_anytime_trials, uint64_t{1'000'000'000'000}, most})
      for (const double confidence : {1e-15, 0.5, 0.95, 1 - 1e-15}) {
        const auto interval = anytime_difference_interval({n, n}, {0, n}, planned, confidence);
        ASSERT_TRUE(interval);
        EXPECT_LE(-1, interval->low);
        EXPECT_LE(interval->low, interval->high);
        EXPECT_LE(interval->high, 1);
      }
}

TEST(AnytimeInterval, IsAbsentForWhatIsNoExperiment) {
  const BinomialSample some{5, 100};
  for (const BinomialSample& bad : {BinomialSample{0, 0}, BinomialSample{101, 100}, BinomialSample{5, min_anytime_trials - 1}}) {
    EXPECT_FALSE(anytime_difference_interval(bad, some, 1000));
    EXPECT_FALSE(anytime_difference_interval(some, bad, 1000));
  }
  EXPECT_FALSE(anytime_difference_interval(some, some, 0));
  for (const double bad : {0.0, 1.0, -1.0, 1e-300, std::numeric_limits<double>::quiet_NaN()})
    EXPECT_FALSE(anytime_difference_interval(some, some, 1000, bad)) << bad;
}

}  // namespace
}  // namespace docent::server
