#include "rules/operators.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace docent::core::rules {
namespace {

TEST(OperatorTable, FindsByExactName) {
  ASSERT_NE(find_operator("event_count"), nullptr);
  EXPECT_EQ(find_operator("event_count")->shape, OpShape::literal);
  EXPECT_EQ(find_operator("if")->op, find_operator("?:")->op);
  for (const char* none : {"", "event", "event_counts", "IF", " !", "=", "$", "zzz", "method"}) EXPECT_EQ(find_operator(none), nullptr) << none;
}

TEST(OperatorTable, EveryOperatorIsDocumented) {
  std::ifstream file(DOCENT_SOURCE_DIR "/docs/rules.md");
  std::stringstream text;
  text << file.rdbuf();
  for (const char* name : {"var",
                           "missing",
                           "missing_some",
                           "==",
                           "===",
                           "!=",
                           "!==",
                           "<",
                           "<=",
                           ">",
                           ">=",
                           "!",
                           "!!",
                           "in",
                           "cat",
                           "substr",
                           "+",
                           "-",
                           "*",
                           "/",
                           "%",
                           "min",
                           "max",
                           "merge",
                           "log",
                           "sem_ver",
                           "starts_with",
                           "ends_with",
                           "if",
                           "?:",
                           "and",
                           "or",
                           "map",
                           "filter",
                           "reduce",
                           "all",
                           "none",
                           "some",
                           "fractional",
                           "in_segment",
                           "in_window",
                           "event_count",
                           "event_days",
                           "event_age",
                           "event_first_age",
                           "event_sum",
                           "event_max",
                           "event_seq",
                           "dwell",
                           "campaign_count",
                           "campaign_age"}) {
    EXPECT_NE(find_operator(name), nullptr) << name;
    EXPECT_NE(text.str().find("`" + std::string(name)), std::string::npos) << name << " is missing in docs/rules.md";
  }
}

}  // namespace
}  // namespace docent::core::rules
