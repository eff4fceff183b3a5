#include "journal/name_filter.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>

namespace docent::core {
namespace {

TEST(NameFilter, IsEmptyAtFirst) {
  const NameFilter filter;
  EXPECT_FALSE(filter.may_contain("table_inserted"));
  EXPECT_FALSE(filter.may_contain(""));
}

TEST(NameFilter, ContainsWhatWasAddedAtEveryLength) {
  NameFilter filter;
  std::string name;
  for (int length = 0; length <= 128; length++, name += static_cast<char>('a' + length % 26)) {
    filter.add(name);
    EXPECT_TRUE(filter.may_contain(name)) << length;
  }
  filter.clear();
  EXPECT_FALSE(filter.may_contain("abc"));
}

TEST(NameFilter, SeldomSaysYesForNothing) {
  NameFilter filter;
  for (int i = 0; i < 300; i++) filter.add("trigger_" + std::to_string(i));
  int wrong = 0;
  for (int i = 0; i < 10'000; i++) wrong += filter.may_contain("event_number_" + std::to_string(i));
  EXPECT_LT(wrong, 150) << "of 10,000; 80 are expected";
}

TEST(NameFilter, TellsShortNamesApart) {
  NameFilter filter;
  filter.add("a");
  int wrong = 0;
  for (char c = 'b'; c <= 'z'; c++) wrong += filter.may_contain(std::string(1, c));
  wrong += filter.may_contain(std::string_view("a\0", 2));
  EXPECT_EQ(wrong, 0);
}

TEST(NameFilter, AnswersWhileItChanges) {
  NameFilter filter;
  filter.add("kept");
  std::thread other([&] {
    for (int i = 0; i < 2'000; i++) filter.add("name" + std::to_string(i % 50));
  });
  for (int i = 0; i < 2'000; i++) EXPECT_TRUE(filter.may_contain("kept"));
  other.join();
  EXPECT_TRUE(filter.may_contain("name49"));
}

}  // namespace
}  // namespace docent::core
