#include "guidance/content.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

Value json(const std::string& text) { return *parse_json(text); }

std::vector<std::string> check(const std::string& content, std::vector<Finding>* warnings = nullptr) {
  const std::vector<std::string> required = {"en", "zh-CN"};
  References references;
  Findings findings;
  check_content(json(content), "/c", true, {required, "en", references, findings});
  if (warnings != nullptr) *warnings = findings.warnings;
  std::vector<std::string> list;
  for (const Finding& f : findings.errors) list.push_back(f.rule + " " + f.pointer);
  return list;
}

TEST(Content, EachMistakeHasItsPointer) {
  using V = std::vector<std::string>;
  const std::string text = R"("text":{"en":"a","zh-CN":"b"})";
  EXPECT_EQ(check("{" + text + "}"), V());
  EXPECT_EQ(check("{}"), V({"missing-member /c/text"}));
  EXPECT_EQ(check(R"({"text":{"en":1,"zh-CN":"b"}})"), V({"type /c/text/en"}));
  EXPECT_EQ(check(R"({"text":{"en":{"title":1},"zh-CN":"b"}})"), V({"type /c/text/en/title"}));
  EXPECT_EQ(check("{" + text + R"(,"placement":"left"})"), V({"enum /c/placement"})) << "placements are logical";
  EXPECT_EQ(check("{" + text + R"(,"a11y":{"role":"button"}})"), V({"enum /c/a11y/role"}));
  EXPECT_EQ(check("{" + text + R"(,"colour":"red"})"), V({"unknown-member /c/colour"}));
  EXPECT_EQ(check("{" + text + R"(,"actions":[{"id":"a","action":"dismiss"}]})"), V({"missing-member /c/actions/0/text"}));
  EXPECT_EQ(check("{" + text + R"(,"actions":[{"action":"dismiss",)" + text + "}]}"), V({"missing-member /c/actions/0/id"}));
}

TEST(Content, AMissingLocaleIsAWarning) {
  std::vector<Finding> warnings;
  EXPECT_TRUE(check(R"({"text":{"en":"a"}})", &warnings).empty());
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_NE(warnings[0].message.find("zh-CN"), std::string::npos);
  EXPECT_TRUE(check(R"({"text":{"zh-CN":"a"}})", &warnings).empty());
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_NE(warnings[0].message.find("default locale"), std::string::npos);
}

TEST(Content, ThePolicyNamesWhatItForbids) {
  Findings findings;
  const Value source = json(R"({"titleMaxChars":5,"bodyMaxChars":6,"bannedWords":["click here"],"linkAllowList":["https://help.example.com/"],
                                "allowedActions":["open","dismiss","snooze"]})");
  const ContentPolicy policy = read_content_policy(source, "", findings);
  ASSERT_TRUE(findings.ok());
  const auto violation = [&](const std::string& content) { return content_violation(json(content), "title", policy); };
  EXPECT_EQ(violation(R"({"text":{"en":{"title":"12345","body":"123456"},"zh":"一二三四五"}})"), "");
  EXPECT_TRUE(violation(R"({"text":{"zh":"一二三四五六"}})").starts_with("titleMaxChars")) << "a plain text is the title";
  EXPECT_EQ(violation(R"({"text":{"zh":{"title":"一二三四五"}}})"), "") << "characters, not bytes";
  EXPECT_TRUE(violation(R"({"text":{"zh":{"title":"一二三四五六"}}})").starts_with("titleMaxChars"));
  EXPECT_TRUE(violation(R"({"text":{"en":{"body":"1234567"}}})").starts_with("bodyMaxChars"));
  EXPECT_TRUE(violation(R"({"text":{"en":{"hint":"Now Click Here!"}}})").starts_with("bannedWords"));
  EXPECT_TRUE(violation(R"({"text":{"en":"x"},"actions":[{"text":{"en":"click here"},"action":"dismiss"}]})").starts_with("bannedWords"));
  EXPECT_TRUE(violation(R"({"text":{"en":"x"},"actions":[{"action":"run:rm"}]})").starts_with("allowedActions"));
  EXPECT_TRUE(violation(R"({"text":{"en":"x"},"actions":[{"action":"open:https://evil.example/"}]})").starts_with("linkAllowList"));
  EXPECT_EQ(violation(R"({"text":{"en":"x"},"actions":[{"action":"open:https://help.example.com/a"},{"action":"snooze:P1D"}]})"), "");
  EXPECT_EQ(content_violation(json(R"({"text":{"en":"x"},"actions":[{"action":"https://anywhere.example/"}]})"), "title", ContentPolicy{}), "");
  for (const char* trick : {"https://help.example.com.evil.org/", "HTTPS://help.example.com/", "https://help.example.com@evil.org/",
                            "javascript:alert(1)", "ftp://help.example.com/", "//evil.org", ""}) {
    EXPECT_TRUE(violation(std::string(R"({"text":{"en":"x"},"actions":[{"action":"open:)") + trick + "\"}]}").starts_with("linkAllowList")) << trick;
  }
  const auto free = [&](const std::string& link) {
    return content_violation(json(R"({"text":{"en":"x"},"actions":[{"action":"open:)" + link + "\"}]}"), "title", ContentPolicy{});
  };
  EXPECT_EQ(free("settings/export"), "") << "a place in the host";
  for (const char* never : {"javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd"})
    EXPECT_NE(free(never), "") << never;
  ContentPolicy bare;
  bare.links_restricted = true;
  bare.link_allow_list = {"https://help.example.com"};
  EXPECT_NE(content_violation(json(R"({"actions":[{"action":"open:https://help.example.com.evil.org"}]})"), "title", bare), "");
  EXPECT_EQ(content_violation(json(R"({"actions":[{"action":"open:https://help.example.com/a"}]})"), "title", bare), "");
}

TEST(Content, OverlayReplacesMembers) {
  const Value merged = overlay(json(R"({"a":1,"b":{"x":1}})"), json(R"({"b":{"y":2},"c":3})"));
  EXPECT_EQ(merged, json(R"({"a":1,"b":{"y":2},"c":3})"));
}

}  // namespace
}  // namespace docent::core
