#include "rules/document_input.h"

#include <gtest/gtest.h>

#include "rig.h"

namespace docent::core {
namespace {

TEST(DocumentInput, BindsEverySlotOfTheScope) {
  RuleSet rules;
  ASSERT_TRUE(rules.compile(json(R"([{"var":"a.b"},{"var":""},{"var":"c"}])")).ok());
  const Value document = json(R"({"a":{"b":1}})");
  const DocumentInput input(rules, document);
  ASSERT_EQ(input.input().attributes.size(), 3u);
  EXPECT_EQ(input.input().attributes[0]->as_int(), 1);
  EXPECT_EQ(input.input().attributes[1], &document);
  EXPECT_EQ(input.input().attributes[2], nullptr);
  EXPECT_EQ(input.attribute("a.b")->as_int(), 1);
  EXPECT_EQ(DocumentInput(rules, document, RuleScope::event).input().attributes.size(), 0u);
}

TEST(DocumentInput, NothingEverHappened) {
  RuleSet rules;
  ASSERT_TRUE(rules.compile(json(R"([{"event_count":["a"]},{"event_age":["a"]}])")).ok());
  const Value document;
  const DocumentInput input(rules, document);
  EXPECT_FALSE(input.history(0).never);
  EXPECT_EQ(input.history(0).value, 0);
  EXPECT_TRUE(input.history(1).never);
}

}  // namespace
}  // namespace docent::core
