#include "cards/question_widget.h"

#include <gtest/gtest.h>

#include <QAccessible>
#include <QJsonArray>
#include <memory>

namespace docent::qt {
namespace {

QuestionContent question(const QString& type) {
  QuestionContent content;
  content.id = "q";
  content.type = type;
  content.question = "Why?";
  return content;
}

TEST(QuestionWidget, JsonOfAnythingComesBack) {
  for (const QJsonValue& value : {QJsonValue(7), QJsonValue("a \"quoted\"\n\\ text, 日本"), QJsonValue(QJsonArray{"a", "b"})}) {
    EXPECT_EQ(fromJson(toJson(value)), value);
  }
  EXPECT_EQ(toJson(QJsonValue("a\"b")), R"("a\"b")");
  EXPECT_TRUE(fromJson("").isUndefined());
  EXPECT_TRUE(fromJson("{broken").isUndefined());
}

TEST(QuestionWidget, KnowsEveryTypeAndNoOther) {
  for (const char* type : {"nps", "csat", "ces", "rating", "open"}) {
    EXPECT_NE(std::unique_ptr<QuestionWidget>(makeQuestion(question(type), nullptr)), nullptr) << type;
  }
  EXPECT_EQ(makeQuestion(question("matrix"), nullptr), nullptr);
  EXPECT_EQ(makeQuestion(question(""), nullptr), nullptr);
}

TEST(QuestionWidget, NothingToChooseFromCannotBeAsked) {
  EXPECT_EQ(makeQuestion(question("single_choice"), nullptr), nullptr);
  EXPECT_EQ(makeQuestion(question("multiple_choice"), nullptr), nullptr);
  QuestionContent own = question("single_choice");
  own.hasOpenChoice = true;
  EXPECT_NE(std::unique_ptr<QuestionWidget>(makeQuestion(own, nullptr)), nullptr);
}

TEST(QuestionWidget, IsAGroupNamedByItsQuestion) {
  const std::unique_ptr<QuestionWidget> widget(makeQuestion(question("nps"), nullptr));
  QAccessibleInterface* const seen = QAccessible::queryAccessibleInterface(widget.get());
  ASSERT_NE(seen, nullptr);
  EXPECT_EQ(seen->role(), QAccessible::Grouping);
  EXPECT_EQ(seen->text(QAccessible::Name), "Why?");
}

}  // namespace
}  // namespace docent::qt
