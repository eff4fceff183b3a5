#include "profile/history.h"

#include <gtest/gtest.h>

#include <map>

namespace docent::core {
namespace {

constexpr int64_t t0 = 1'795'424'400'000;

// What a database would hold.
struct Rows {
  std::map<std::pair<std::string, std::string>, std::string> rows;
  int writes = 0;
  void save(History& history) {
    history.save_dirty([this](std::string_view kind, std::string_view key, std::string_view bytes) {
      writes++;
      const auto row = std::make_pair(std::string(kind), std::string(key));
      if (bytes.empty()) {
        rows.erase(row);
      } else {
        rows[row] = bytes;
      }
    });
  }
  void restore(History& history) const {
    for (const auto& [key, bytes] : rows) ASSERT_TRUE(history.restore(key.first, key.second, bytes)) << key.second;
  }
};

TEST(History, RecordsByName) {
  History h;
  h.record("a", {t0, 0});
  const auto id = h.record("a", {t0 + 5, 0});
  h.record("b", {t0, 0});
  EXPECT_EQ(h.find("a"), id);
  EXPECT_EQ(h.series(id).total(), 2u);
  EXPECT_EQ(h.name(id), "a");
  EXPECT_EQ(h.find("c"), History::none);
}

TEST(History, SavesOnlyWhatChanged) {
  History h;
  Rows rows;
  h.record("a", {t0, 0});
  h.record("b", {t0, 0});
  rows.save(h);
  EXPECT_EQ(rows.writes, 2);
  rows.save(h);
  EXPECT_EQ(rows.writes, 2);
  h.record("b", {t0 + 1, 0});
  h.record("b", {t0 + 2, 0});
  rows.save(h);
  EXPECT_EQ(rows.writes, 3);
  h.mark_all_dirty();
  rows.save(h);
  EXPECT_EQ(rows.writes, 5);
  History copy;
  rows.restore(copy);
  EXPECT_EQ(copy.series(copy.find("b")).total(), 3u);
}

TEST(History, UnreferencedNamesKeepLess) {
  History h;
  h.unpin_all();
  const auto pinned = h.pin_name("pinned");
  for (int i = 0; i < 500; i++) {
    h.record("pinned", {t0 + i, 0});
    h.record("other", {t0 + i, 0});
  }
  EXPECT_EQ(h.series(pinned).kept(), 500u);
  EXPECT_EQ(h.series(h.find("other")).kept(), limits::max_unreferenced_occurrences);
  EXPECT_EQ(h.series(h.find("other")).total(), 500u);
  h.unpin_all();
  h.pin_name("other");
  h.record("pinned", {t0 + 500, 0});
  EXPECT_EQ(h.series(h.find("pinned")).kept(), limits::max_unreferenced_occurrences);
}

TEST(History, WhatIsRestoredBeforeTheStrategyIsKeptWhole) {
  History h;
  h.pin_name("a");
  for (int i = 0; i < 300; i++) h.record("a", {t0 + i, 0});
  Rows rows;
  rows.save(h);
  History copy;
  rows.restore(copy);
  copy.record("a", {t0 + 300, 0});
  EXPECT_EQ(copy.series(copy.find("a")).kept(), 301u);
  copy.unpin_all();
  const auto id = copy.pin_name("a");
  EXPECT_EQ(copy.series(id).kept(), 301u);
}

TEST(History, TheQuietestUnpinnedNameMakesRoom) {
  History h;
  Rows rows;
  h.pin_name("pinned");
  for (std::size_t i = 0; i + 1 < limits::max_history_names; i++) h.record("n" + std::to_string(i), {t0 + static_cast<int64_t>(i), 0});
  h.record("n0", {t0 + 1'000'000, 0});
  rows.save(h);
  EXPECT_EQ(h.name_count(), limits::max_history_names);
  h.record("one too many", {t0 + 1'000'001, 0});
  EXPECT_EQ(h.name_count(), limits::max_history_names);
  EXPECT_EQ(h.find("n1"), History::none) << "quiet for longest";
  EXPECT_NE(h.find("n0"), History::none);
  EXPECT_NE(h.find("pinned"), History::none);
  rows.save(h);
  EXPECT_EQ(rows.rows.count({"history", "n1"}), 0u) << "the row goes too";
  EXPECT_EQ(rows.rows.count({"history", "one too many"}), 1u);
}

TEST(History, AnErasureThatWasNotCommittedIsRepeated) {
  History h;
  for (std::size_t i = 0; i <= limits::max_history_names; i++) h.record("n" + std::to_string(i), {t0 + static_cast<int64_t>(i), 0});
  int erased = 0;
  const auto sink = [&](std::string_view, std::string_view key, std::string_view bytes) { erased += bytes.empty() && key == "n0"; };
  h.save_dirty(sink);
  h.mark_all_dirty();
  h.save_dirty(sink);
  EXPECT_EQ(erased, 2);
  h.save_dirty(sink);
  EXPECT_EQ(erased, 2);
}

TEST(History, RefusesWhenEverythingIsPinned) {
  History h;
  for (std::size_t i = 0; i < limits::max_history_names; i++) ASSERT_NE(h.pin_name("n" + std::to_string(i)), History::none);
  EXPECT_EQ(h.pin_name("x"), History::none);
  EXPECT_EQ(h.record("x", {t0, 0}), History::none);
}

TEST(History, ClearKeepsPinsAndIds) {
  History h;
  Rows rows;
  const auto id = h.pin_name("a");
  const auto slot = h.pin_slot("s", true);
  h.record("a", {t0, 0});
  h.record("b", {t0, 0});
  h.record_slot(slot, {t0, 0}, 4);
  rows.save(h);
  ASSERT_EQ(rows.rows.size(), 3u);

  h.clear(false);
  rows.save(h);
  EXPECT_EQ(rows.rows.size(), 3u) << "another identity's turn";
  EXPECT_EQ(h.find("a"), id);
  EXPECT_TRUE(h.series(id).empty());
  EXPECT_TRUE(h.slot(slot).empty());
  EXPECT_EQ(h.find("b"), History::none);

  rows.restore(h);
  EXPECT_EQ(h.series(id).total(), 1u);
  EXPECT_EQ(h.slot(slot).sum(t0), 4);
  h.clear(true);
  rows.save(h);
  EXPECT_TRUE(rows.rows.empty()) << "history is not permitted: erased";
}

TEST(History, SlotsComeBackForARollBack) {
  History h;
  h.unpin_all();
  auto slot = h.pin_slot("s", false);
  h.record_slot(slot, {t0, 0}, 0);
  h.unpin_all();
  h.pin_slot("other", false);
  h.unpin_all();
  slot = h.pin_slot("s", false);
  EXPECT_EQ(h.slot(slot).total(), 1u);
}

TEST(History, MergeUnites) {
  History a, b;
  a.record("x", {t0, 0});
  b.record("x", {t0 + 5, 0});
  b.record("y", {t0, 0});
  b.record_slot(b.pin_slot("s", true), {t0, 0}, 2);
  Rows rows;
  rows.save(b);
  for (const auto& [key, bytes] : rows.rows) EXPECT_TRUE(a.merge(key.first, key.second, bytes));
  EXPECT_EQ(a.series(a.find("x")).total(), 2u);
  EXPECT_EQ(a.series(a.find("y")).total(), 1u);
  Rows merged;
  merged.save(a);
  EXPECT_EQ(merged.rows.size(), 3u);
}

TEST(History, DamagedRowsAreIgnored) {
  History h;
  EXPECT_FALSE(h.restore("history", "a", "garbage"));
  EXPECT_FALSE(h.restore("nonsense", "a", ""));
  EXPECT_FALSE(h.merge("history", "a", ""));
  EXPECT_EQ(h.find("a"), History::none);
}

TEST(History, ClampFutureMakesRowsDirty) {
  History h;
  Rows rows;
  const auto id = h.record("a", {t0 + 1000, 0});
  rows.save(h);
  h.clamp_future(t0);
  EXPECT_EQ(h.series(id).last_ms(), t0);
  rows.save(h);
  EXPECT_EQ(rows.writes, 2);
}

}  // namespace
}  // namespace docent::core
