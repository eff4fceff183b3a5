// A million random reports, with clocks that jump: memory stays bounded, figures stay sensible, and the same reports make the same signals.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <random>

#include "model/limits.h"
#include "reports.h"
#include "support/sanitizers.h"

#ifndef DOCENT_SANITIZED
#  define DOCENT_COUNTS_BLOCKS

namespace {
std::atomic<int64_t> live_blocks{0};
}

__attribute__((noinline)) void* operator new(std::size_t size) {
  live_blocks++;
  if (void* made = std::malloc(size > 0 ? size : 1)) return made;
  throw std::bad_alloc();
}
__attribute__((noinline)) void operator delete(void* made) noexcept {
  if (made != nullptr) live_blocks--;
  std::free(made);
}
__attribute__((noinline)) void operator delete(void* made, std::size_t) noexcept { ::operator delete(made); }

#endif

namespace docent::core::test {
namespace {

constexpr std::string_view kinds[] = {"click",   "edit", "commit", "undo", "redo",   "focus", "execute",
                                      "repaint", "open", "close",  "key",  "scroll", "?"};
constexpr std::string_view roles[] = {"", "button", "text", "spin", "menuitem", "dialog", "form", "cancel"};

int64_t blocks() {
#ifdef DOCENT_COUNTS_BLOCKS
  return live_blocks;
#else
  return 0;
#endif
}

// What happened, as one number: FNV-1a over the names, times and properties of all signals.
struct Soak {
  uint64_t digest = 14'695'981'039'346'656'037u;
  std::size_t signals = 0;
  std::size_t most_at_once = 0;
  int64_t most_blocks = 0;  // of memory held between two reports

  void take(std::vector<Signal>& out) {
    most_at_once = std::max(most_at_once, out.size());
    signals += out.size();
    for (const Signal& s : out) {
      const std::string text = s.name + std::to_string(s.at.wall_ms) + to_json(Value(s.properties));
      for (const char c : text) digest = (digest ^ static_cast<unsigned char>(c)) * 1'099'511'628'211u;
      for (const auto& [name, value] : s.properties) {
        if (!value.is_int()) continue;
        ASSERT_GE(value.as_int(), 0) << text;
        ASSERT_LE(value.as_int(), int64_t{1'000'000} * limits::max_signal_gap_ms) << text;
        if (name == "ms") {
          ASSERT_LE(value.as_int(), limits::dwell_report_ms) << text;
        }
      }
    }
    out.clear();
  }
};

Soak soak(int reports, bool jumps) {
  std::mt19937_64 random(20'261'123);
  const auto pick = [&](uint64_t n) { return random() % n; };
  Soak result;
  const int64_t before = blocks();
  SignalDetector detector;
  std::vector<Signal> out;
  int64_t wall = Reports::start_ms;
  for (int n = 0; n < reports; n++) {
    wall += static_cast<int64_t>(pick(4) == 0 ? pick(5'000) : pick(200));
    if (jumps && pick(1'000) == 0) wall += static_cast<int64_t>(pick(200'000'000)) - 100'000'000;
    const Instant at{wall, 0};
    const std::string name = "n" + std::to_string(pick(1'000'000)) + std::string(pick(300), 'x');
    const std::string few = "n" + std::to_string(pick(5));
    const uint64_t what = pick(100);
    if (what < 80) {
      Interaction i{kinds[pick(std::size(kinds))], pick(3) == 0 ? name : few, roles[pick(std::size(roles))], pick(5) == 0 ? name : few, {}, {}};
      if (pick(2) == 0) {
        i.x = static_cast<double>(pick(60));
        i.y = static_cast<double>(pick(60));
      }
      detector.interaction(i, at, out);
    } else if (what < 84) {
      detector.error(at, out);
    } else if (what < 94) {
      detector.screen(pick(4) == 0 ? name : few, at, out);
    } else if (what < 96) {
      detector.foreground(pick(2) == 0, at, out);
    } else if (what < 99) {
      detector.advance(at, out);
    } else if (pick(10) == 0) {
      detector.clear();
    }
    if (what < 99) {
      const auto timer = detector.next_timer_ms();
      EXPECT_TRUE(!timer || *timer <= wall + limits::max_signal_gap_ms + limits::signal_reorder_ms);
    }
    EXPECT_GE(detector.running_dwell(at).second, 0);
    result.take(out);
    result.most_blocks = std::max(result.most_blocks, blocks() - before);
  }
  return result;
}

TEST(Soak, AMillionReportsAreBoundedAndDeterministic) {
  const Soak once = soak(1'000'000, true);
  EXPECT_GT(once.signals, 10'000u);
  // What can run out at once: every silent click, every form, a minute of dwell; and what the report itself makes.
  EXPECT_LE(once.most_at_once, limits::max_silent_clicks + limits::max_watched_forms + 5);
  // Four names a silent click, one a visit, two a form; and the lists themselves. Names are unique and long, so one kept too many shows.
  EXPECT_LE(once.most_blocks, static_cast<int64_t>(4 * limits::max_silent_clicks + limits::max_signal_visits + 2 * limits::max_watched_forms + 20));
#ifdef DOCENT_COUNTS_BLOCKS
  EXPECT_GT(once.most_blocks, 20) << "it is measured";
#endif
  const Soak again = soak(1'000'000, true);
  EXPECT_EQ(once.digest, again.digest);
  EXPECT_EQ(once.signals, again.signals);
}

// Printed, not bounded: what an interaction costs, the signals it makes included.
TEST(Soak, TellsWhatAnInteractionCosts) {
  SignalDetector detector;
  std::vector<Signal> out;
  out.reserve(1'024);
  constexpr int rounds = 200'000;
  std::size_t signals = 0;
  const auto start = std::chrono::steady_clock::now();
  for (int n = 0; n < rounds; n++) {
    // Every 32nd a second and a half passes, so that clicks die.
    const Instant at{Reports::start_ms + n * 150 + n / 32 * 1'500, 0};
    const std::string_view kind = n % 32 < 20 ? "click" : kinds[n % std::size(kinds)];
    detector.interaction({kind, n % 8 < 4 ? "save" : "cancel", "button", "invoice", 10.0, 10.0}, at, out);
    signals += out.size();
    out.clear();
  }
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
  std::printf("%.0f ns an interaction, a signal every %.0f\n", took.count() / rounds, static_cast<double>(rounds) / static_cast<double>(signals));
  EXPECT_GT(signals, 0u);
}

}  // namespace
}  // namespace docent::core::test
