#include "rules/cell.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "rig.h"

namespace docent::core::rules {
namespace {

using Kind = Cell::Kind;

std::string number_text(const Cell& cell) {
  char text[max_number_text];
  return {text, format_number(cell, text)};
}

TEST(Cell, IsSmall) { EXPECT_EQ(sizeof(Cell), 16u); }

TEST(Cell, ValuesComeBack) {
  for (const char* text : {"null", "true", "-7", "0.25", "\"é\"", "[1,[\"a\"]]", "{\"a\":1}", "9223372036854775807"}) {
    const Value value = json(text);
    EXPECT_EQ(to_json(to_value(Cell::of(value))), text);
  }
  EXPECT_TRUE(to_value(Cell::of(Kind::never)).is_null());
  EXPECT_TRUE(to_value(Cell::of(Kind::missing)).is_null());
  EXPECT_TRUE(to_value(Cell::of(3.0)).is_int()) << "whole doubles become integers";
  EXPECT_TRUE(to_value(Cell::of(1e300)).is_double());
  EXPECT_EQ(to_json(to_value(Cell::of(-0.0))), "0");
}

TEST(Cell, ValuesThatAreNoNumberAreNull) { EXPECT_EQ(Cell::of(Value(std::nan(""))).kind, Kind::null); }

TEST(Cell, Truth) {
  for (const char* falsy : {"null", "false", "0", "0.0", "\"\"", "[]"}) {
    const Value value = json(falsy);
    EXPECT_FALSE(truthy(Cell::of(value))) << falsy;
  }
  for (const char* yes : {"true", "-1", "0.1", "\"0\"", "\"false\"", "[0]", "{}"}) {
    const Value value = json(yes);
    EXPECT_TRUE(truthy(Cell::of(value))) << yes;
  }
  EXPECT_FALSE(truthy(Cell::of(Kind::never)));
}

TEST(Cell, NothingComparesWithNever) {
  const Cell never = Cell::of(Kind::never);
  for (const Cell& other : {never, Cell::of(int64_t{0}), Cell::of(std::string_view("x")), Cell()}) {
    EXPECT_FALSE(strictly_equal(never, other).holds);
    EXPECT_FALSE(loosely_equal(other, never).holds);
    for (const Order order : {Order::less, Order::less_equal, Order::greater, Order::greater_equal}) {
      EXPECT_FALSE(ordered(never, order, other).holds);
      EXPECT_FALSE(ordered(other, order, never).holds);
      EXPECT_EQ(ordered(other, order, never).error, RuleErrorType::none);
    }
  }
}

TEST(Cell, NumbersAreWrittenAsInJavaScript) {
  EXPECT_EQ(number_text(Cell::of(0.0)), "0");
  EXPECT_EQ(number_text(Cell::of(-0.0)), "0");
  EXPECT_EQ(number_text(Cell::of(100000.0)), "100000");
  EXPECT_EQ(number_text(Cell::of(0.1)), "0.1");
  EXPECT_EQ(number_text(Cell::of(-1.5)), "-1.5");
  EXPECT_EQ(number_text(Cell::of(1e-6)), "0.000001");
  EXPECT_EQ(number_text(Cell::of(1.5e-7)), "1.5e-7");
  EXPECT_EQ(number_text(Cell::of(1e21)), "1e+21");
  EXPECT_EQ(number_text(Cell::of(1.25e300)), "1.25e+300");
  EXPECT_EQ(number_text(Cell::of(5e-324)), "5e-324");
  EXPECT_EQ(number_text(Cell::of(-std::numeric_limits<double>::max())), "-1.7976931348623157e+308");
  EXPECT_EQ(number_text(Cell::of(-1.2345678901234567e-6)), "-0.0000012345678901234567");
  EXPECT_EQ(number_text(Cell::of(std::numeric_limits<int64_t>::min())), "-9223372036854775808");
}

TEST(Cell, TextAsNumber) {
  double x = 0;
  for (const auto& [text, value] :
       std::vector<std::pair<std::string_view, double>>{{"1", 1}, {" -2.5e3\n", -2500}, {"+7", 7}, {".5", 0.5}, {"007", 7}}) {
    EXPECT_EQ(to_number(Cell::of(text), x), RuleErrorType::none) << text;
    EXPECT_EQ(x, value) << text;
  }
  for (const std::string_view text : {"", " ", "1x", "x", "0x10", "inf", "nan", "Infinity", "--1", "+-1", "1e400", "1 2", "-"})
    EXPECT_EQ(to_number(Cell::of(text), x), RuleErrorType::nan) << text;
  EXPECT_EQ(to_number(Cell(), x), RuleErrorType::type_error);
  EXPECT_EQ(to_number(Cell::of(true), x), RuleErrorType::type_error);
}

TEST(Cell, FindsInListsAndValues) {
  const Value inner = json(R"({"a":[10,20]})");
  const Cell cells[] = {Cell::of(int64_t{1}), Cell::of(inner)};
  const Cell list = Cell::of(cells, 2);
  EXPECT_EQ(find_in(list, "0").integer, 1);
  EXPECT_EQ(find_in(list, "1.a.1").integer, 20);
  EXPECT_EQ(find_in(list, "").size, 2u);
  for (const char* missing : {"2", "x", "0.x", "1.", "1.a.2", "-1"}) EXPECT_EQ(find_in(list, missing).kind, Kind::missing) << missing;
}

}  // namespace
}  // namespace docent::core::rules
