#include "store/event_table.h"

#include <gtest/gtest.h>

namespace docent::server {
namespace {

std::vector<int64_t> times(const EventTable& table, int64_t from, int64_t to) {
  std::vector<int64_t> out;
  table.scan(from, to, [&](const EventTable::Row& row) { out.push_back(row.at_ms); });
  return out;
}

TEST(EventTable, ScansAHalfOpenWindowInTheOrderOfCommits) {
  EventTable table;
  EXPECT_TRUE(times(table, INT64_MIN, INT64_MAX).empty());
  for (const int64_t at : {5, 1, 9, 3}) table.add({at, 1, 0, 0});
  EXPECT_EQ(times(table, 1, 9), (std::vector<int64_t>{5, 1, 3}));
  EXPECT_EQ(times(table, INT64_MIN, INT64_MAX).size(), 4u);
  EXPECT_EQ(table.first_ms(), 1);
  EXPECT_EQ(table.last_ms(), 9);
}

TEST(EventTable, BlocksOutsideOfTheWindowAreLeftOut) {
  EventTable table;
  const auto rows = static_cast<int64_t>(2 * EventTable::block_rows + 10);
  for (int64_t i = 0; i < rows; i++) table.add({i, static_cast<uint32_t>(i % 3), 0, 0});
  EXPECT_EQ(table.rows(), static_cast<std::size_t>(rows));
  const auto edge = static_cast<int64_t>(EventTable::block_rows);
  EXPECT_EQ(times(table, edge - 1, edge + 1), (std::vector<int64_t>{edge - 1, edge}));
  EXPECT_EQ(times(table, rows - 1, INT64_MAX), std::vector<int64_t>{rows - 1});
  EXPECT_TRUE(times(table, rows, INT64_MAX).empty());
}

TEST(EventTable, AnAnonymousIdBelongsToTheFirstUserSeenWithIt) {
  EventTable table;
  table.add_subject(1, "device", "");
  const uint32_t before = table.person_of(1);
  EXPECT_EQ(before, 0u);
  table.add_subject(2, "device", "ada");
  EXPECT_EQ(table.person_of(1), table.person_of(2));  // what came before is ada's
  EXPECT_NE(table.person_of(1), before);
  table.add_subject(3, "device", "bob");  // another user of the same device
  EXPECT_NE(table.person_of(3), table.person_of(2));
  EXPECT_EQ(table.person_of(1), table.person_of(2));
  table.add_subject(4, "phone", "ada");  // another device of the same user
  table.add_subject(5, "phone", "");
  EXPECT_EQ(table.person_of(4), table.person_of(2));
  EXPECT_EQ(table.person_of(5), table.person_of(2));
  table.add_subject(6, "", "ada");
  EXPECT_EQ(table.person_of(6), table.person_of(2));
}

TEST(EventTable, AUserAndADeviceOfOneNameAreTwo) {
  EventTable table;
  table.add_subject(1, "x", "");
  table.add_subject(2, "y", "x");
  EXPECT_NE(table.person_of(1), table.person_of(2));
}

TEST(TextPool, TheEmptyTextIsZero) {
  TextPool texts;
  EXPECT_EQ(texts.intern(""), 0u);
  const uint32_t id = texts.intern("4.2.0");
  EXPECT_EQ(texts.intern("4.2.0"), id);
  EXPECT_EQ(texts.find("4.2.0"), id);
  EXPECT_EQ(texts.find("none"), 0u);
  EXPECT_EQ(texts.text(id), "4.2.0");
}

}  // namespace
}  // namespace docent::server
