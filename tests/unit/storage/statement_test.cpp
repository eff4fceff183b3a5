#include "storage/statement.h"

#include "storage_fixture.h"

namespace docent::core {
namespace {

class StatementTest : public test::StorageTest {};

TEST_F(StatementTest, CarriesEveryTypeThere) {
  auto query = database->statement("SELECT ?1, ?2, ?3, ?4, ?5");
  const std::string blob("a\0b", 3);
  query.bind(1, int64_t{INT64_MIN}).bind(2, 0.5).bind_text(3, "tëxt").bind_blob(4, blob).bind_null(5);
  const auto row = query.step();
  ASSERT_OK(row);
  ASSERT_TRUE(*row);
  EXPECT_EQ(query.column_int(0), INT64_MIN);
  EXPECT_EQ(query.column_double(1), 0.5);
  EXPECT_EQ(query.column_text(2), "tëxt");
  EXPECT_EQ(query.column_blob(3), blob);
  EXPECT_TRUE(query.column_is_null(4));
  EXPECT_FALSE(query.column_is_null(0));
  EXPECT_EQ(*query.step(), false);
}

TEST_F(StatementTest, AnEmptyTextIsNotNull) {
  auto query = database->statement("SELECT ?1 IS NULL, ?2 IS NULL");
  ASSERT_OK(query.bind_text(1, {}).bind_blob(2, {}).step());
  EXPECT_EQ(query.column_int(0), 0);
  EXPECT_EQ(query.column_int(1), 0);
}

TEST_F(StatementTest, GivesBackWhatItBound) {
  { ASSERT_OK(database->statement("SELECT ?1 IS NULL").bind(1, int64_t{5}).run()); }
  auto again = database->statement("SELECT ?1 IS NULL");
  ASSERT_OK(again.step());
  EXPECT_EQ(again.column_int(0), 1);
}

TEST_F(StatementTest, TheSameSqlCanBeInUseTwice) {
  auto outer = database->statement("SELECT value FROM (SELECT 1 AS value UNION SELECT 2) ORDER BY value");
  ASSERT_OK(outer.step());
  {
    auto inner = database->statement("SELECT value FROM (SELECT 1 AS value UNION SELECT 2) ORDER BY value");
    ASSERT_OK(inner.step());
    EXPECT_EQ(inner.column_int(0), 1);
  }
  EXPECT_EQ(*outer.step(), true);
  EXPECT_EQ(outer.column_int(0), 2);
}

TEST_F(StatementTest, CanBeBoundAndRunAgain) {
  auto insert = database->statement("INSERT INTO meta(key,value) VALUES(?,?)");
  for (const std::string key : {"a", "b", "c"}) ASSERT_OK(insert.bind_text(1, key).bind_blob(2, key).run());
  EXPECT_EQ(database->changes(), 1);
  EXPECT_EQ(number("SELECT count(*) FROM meta"), 3);
}

TEST_F(StatementTest, AWrongPositionIsReportedByTheStep) {
  EXPECT_EQ(database->statement("SELECT ?").bind(2, int64_t{1}).step().status().code(), Code::internal);
}

TEST_F(StatementTest, AViolatedConstraintIsReportedAndTheStatementGoesOnWorking) {
  auto insert = database->statement("INSERT INTO context(id,json) VALUES(?,?)");
  ASSERT_OK(insert.bind(1, int64_t{1}).bind_text(2, "{}").run());
  EXPECT_EQ(insert.bind(1, int64_t{1}).bind_text(2, "{}").run().code(), Code::internal);
  ASSERT_OK(insert.bind(1, int64_t{2}).bind_text(2, "{}").run());
}

}  // namespace
}  // namespace docent::core
