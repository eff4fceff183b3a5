#include "guidance/placeholders.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/limits.h"

namespace docent::core {
namespace {

std::string fill(const std::string& text, const Value& value = Value(), TextFormat format = TextFormat::plain) {
  return fill_placeholders(text, format, [&](std::string_view name) { return name == "user.name" ? value : Value(); });
}

TEST(Placeholders, AreReplacedByValues) {
  EXPECT_EQ(fill("Hello {{user.name}}!", Value("Mia")), "Hello Mia!");
  EXPECT_EQ(fill("Hello {{ user.name }}!", Value("Mia")), "Hello Mia!");
  EXPECT_EQ(fill("{{user.name}}{{user.name}}", Value(3)), "33");
  EXPECT_EQ(fill("{{user.name}}", Value(2.5)), "2.5");
  EXPECT_EQ(fill("{{user.name}}", Value(true)), "true");
  EXPECT_EQ(fill("nothing to do", Value("x")), "nothing to do");
}

TEST(Placeholders, WithoutAValueTheDefaultStands) {
  EXPECT_EQ(fill("Hello {{user.name|there}}!"), "Hello there!");
  EXPECT_EQ(fill("Hello {{user.name | dear user }}!"), "Hello dear user!");
  EXPECT_EQ(fill("Hello {{user.name}}!"), "Hello !");
  EXPECT_EQ(fill("Hello {{user.name|there}}!", Value("")), "Hello there!");
  EXPECT_EQ(fill("Hello {{user.name|there}}!", Value(Value::Array{1})), "Hello there!") << "a list is no text";
}

TEST(Placeholders, TwoBracesCanBeWritten) {
  EXPECT_EQ(fill("\\{{user.name}} {{user.name}}", Value("Mia")), "{{user.name}} Mia");
  EXPECT_EQ(fill("open {{user.name", Value("Mia")), "open {{user.name");
}

TEST(Placeholders, AValueIsNoMoreThanText) {
  EXPECT_EQ(fill("{{user.name}}", Value("a\nb\x1b[31m\x7f")), "ab[31m");
  EXPECT_EQ(fill("{{user.name}}", Value("safe\xe2\x80\xaegnp.exe\xe2\x81\xa6\xe2\x80\xa8")), "safegnp.exe") << "nothing turns the direction";
  EXPECT_EQ(fill("{{user.name}}", Value("مرحبا")), "مرحبا") << "text from right to left is text";
  EXPECT_EQ(fill("{{user.name}}", Value("<b>*x*</b>")), "<b>*x*</b>") << "a plain text has no markup";
  EXPECT_EQ(fill("**{{user.name}}**", Value("[a](http://evil) <img> & `x`"), TextFormat::markdown),
            "**\\[a\\]\\(http://evil\\) &lt;img\\> &amp; \\`x\\`**");
  EXPECT_EQ(fill("{{user.name}}", Value("{{user.name}}")), "{{user.name}}") << "filled in once, not again";
  const std::string longest(limits::max_placeholder_chars, 'x');
  EXPECT_EQ(fill("{{user.name}}", Value(longest)), longest);
  EXPECT_EQ(fill("{{user.name}}", Value(longest + "y")), longest + "…");
}

TEST(Placeholders, AllStringsOfAValueAreFilled) {
  const Value value = *parse_json(R"({"title":"{{user.name}}","list":["{{user.name|x}}",1],"{{user.name}}":true})");
  EXPECT_EQ(to_json(fill_texts(value, TextFormat::plain, [](std::string_view) { return Value("Mia"); })),
            R"({"title":"Mia","list":["Mia",1],"{{user.name}}":true})");
  std::vector<std::string> names;
  std::vector<std::string> bare;
  collect_placeholders(*parse_json(R"(["{{event.a}} {{event.b|x}}",{"t":"{{event.a}}"}])"), names, &bare);
  EXPECT_THAT(names, testing::ElementsAre("event.a", "event.b"));
  EXPECT_THAT(bare, testing::ElementsAre("event.a"));
}

TEST(Placeholders, WhatIsWrongIsSaid) {
  EXPECT_EQ(placeholder_error("plain {{a.b|c}} and \\{{ braces"), "");
  EXPECT_NE(placeholder_error("{{a"), "");
  EXPECT_NE(placeholder_error("{{}}"), "");
  EXPECT_NE(placeholder_error("{{a b}}"), "");
  EXPECT_NE(placeholder_error("{{<b>}}"), "");
}

}  // namespace
}  // namespace docent::core
