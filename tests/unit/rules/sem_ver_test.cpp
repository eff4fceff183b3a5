#include "rules/sem_ver.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

int compare(std::string_view a, std::string_view b) {
  const auto x = parse_sem_ver(a);
  const auto y = parse_sem_ver(b);
  EXPECT_TRUE(x && y) << a << ' ' << b;
  return x && y ? compare_sem_ver(*x, *y) : 99;
}

TEST(SemVer, OrderOfTheSpecification) {
  const std::vector<std::string> rising = {"0.0.9",
                                           "0.1.0",
                                           "1.0.0-alpha",
                                           "1.0.0-alpha.1",
                                           "1.0.0-alpha.beta",
                                           "1.0.0-beta",
                                           "1.0.0-beta.2",
                                           "1.0.0-beta.11",
                                           "1.0.0-rc.1",
                                           "1.0.0",
                                           "1.0.1",
                                           "1.2.0",
                                           "1.10.0",
                                           "2.0.0",
                                           "99999999999999999999.0.0",
                                           "100000000000000000000.0.0"};
  for (std::size_t i = 0; i < rising.size(); i++)
    for (std::size_t j = 0; j < rising.size(); j++) {
      const int order = compare(rising[i], rising[j]);
      EXPECT_EQ(order < 0, i < j) << rising[i] << ' ' << rising[j];
      EXPECT_EQ(order == 0, i == j) << rising[i] << ' ' << rising[j];
    }
}

TEST(SemVer, PartsThatDoNotCount) {
  EXPECT_EQ(compare("1.0.0+build", "1.0.0+other.1"), 0);
  EXPECT_EQ(compare("v1.2.3", "1.2.3"), 0);
  EXPECT_EQ(compare("1", "1.0.0"), 0);
  EXPECT_EQ(compare("v1.2", "1.2.0"), 0);
}

TEST(SemVer, RefusesWhatIsNone) {
  for (const char* bad :
       {"",           "v",      "a",         "1.",      "1.2.",  "1.2.3.", "2.0.0.0", "01.0.0", "1.00.0", "1.0.0-",        "1.0.0-01",
        "1.0.0-a..b", "1.0.0+", "1.0.0-a_b", "1-alpha", "1.0+b", "-1.0.0", " 1.0.0",  "1.0.0 ", "V1.0.0", "not-a-version", "1.x"})
    EXPECT_FALSE(parse_sem_ver(bad)) << bad;
  for (const char* good : {"1.0.0-0", "1.0.0-0a", "1.0.0--", "1.0.0-a.b-c.0+001.x"}) EXPECT_TRUE(parse_sem_ver(good)) << good;
}

TEST(SemVer, Operators) {
  const auto holds = [](std::string_view a, std::string_view op, std::string_view b) {
    return sem_ver_holds(*parse_sem_ver(a), *parse_sem_ver_op(op), *parse_sem_ver(b));
  };
  EXPECT_TRUE(holds("4.2.0", ">=", "4.2.0"));
  EXPECT_TRUE(holds("4.2.0", "<=", "4.2.0"));
  EXPECT_TRUE(holds("4.2.0", "=", "v4.2"));
  EXPECT_TRUE(holds("4.2.0-rc1", "<", "4.2.0"));
  EXPECT_TRUE(holds("4.2.0-rc1", "!=", "4.2.0"));
  EXPECT_TRUE(holds("4.10.0", ">", "4.9.9"));
  EXPECT_TRUE(holds("3.1.0", "^", "3.0.0"));
  EXPECT_FALSE(holds("4.0.0", "^", "3.0.0"));
  EXPECT_TRUE(holds("3.0.1", "~", "3.0.0"));
  EXPECT_FALSE(holds("3.1.0", "~", "3.0.0"));
  for (const char* bad : {"", "==", "===", "=>", "~>", "<<"}) EXPECT_FALSE(parse_sem_ver_op(bad)) << bad;
}

}  // namespace
}  // namespace docent::core
