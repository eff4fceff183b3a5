#include "capture/search_watch.h"

#include <gtest/gtest.h>

#include "capture/window.h"

namespace docent::qt::testing {
namespace {

struct SearchWatch : ::testing::Test {
  Captured c;
  QLineEdit field;
  QStringListModel all{{"apple", "pear"}};
  QSortFilterProxyModel results;

  SearchWatch() {
    field.setObjectName("search");
    results.setSourceModel(&all);
    QObject::connect(&field, &QLineEdit::textChanged, &results, &QSortFilterProxyModel::setFilterFixedString);
    c.capture->watchSearch(&field, &results);
    present(field);
  }
  QList<QJsonObject> told() { return c.rig.events("search_no_result"); }
};

TEST_F(SearchWatch, TellsThatNothingWasFoundNeverTheWords) {
  QTest::keyClicks(&field, "quince");
  EXPECT_TRUE(told().isEmpty());  // not yet
  ASSERT_TRUE(until([&] { return !told().isEmpty(); }));
  EXPECT_EQ(told(), QList<QJsonObject>({{{"target", "search"}}}));
  settle(1200);
  EXPECT_EQ(told().size(), 1);
  EXPECT_FALSE(c.everything().contains("quince"));
}

TEST_F(SearchWatch, IsSilentWhenThereIsSomethingOrTheFieldIsEmpty) {
  QTest::keyClicks(&field, "app");
  settle(1200);
  QTest::keyClicks(&field, "x");
  QTest::keyClick(&field, Qt::Key_Backspace);
  settle(1200);
  all.setStringList({});
  QTest::keyClicks(&field, "y");
  field.clear();
  settle(1200);
  EXPECT_TRUE(told().isEmpty());
}

TEST_F(SearchWatch, WaitsForASearchThatTakesLong) {
  QTest::keyClicks(&field, "a");
  settle(1200);
  all.setStringList({"pear"});  // the answer comes
  results.setFilterFixedString("zzz");
  ASSERT_TRUE(until([&] { return !told().isEmpty(); }));
}

TEST_F(SearchWatch, IsOfTheUserOnly) {
  field.setText("quince");
  settle(1200);
  EXPECT_TRUE(told().isEmpty());
}

TEST(SearchWatchLife, EndsWithTheFieldOrTheResults) {
  Captured c;
  auto field = std::make_unique<QLineEdit>();
  auto results = std::make_unique<QStringListModel>();
  c.capture->watchSearch(field.get(), results.get());
  c.capture->watchSearch(nullptr, results.get());
  QTest::keyClicks(field.get(), "x");
  results.reset();
  settle(1100);
  field.reset();
  settle();
  EXPECT_TRUE(c.rig.events("search_no_result").isEmpty());
  EXPECT_TRUE(c.capture->children().isEmpty());
}

}  // namespace
}  // namespace docent::qt::testing
