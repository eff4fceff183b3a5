#include "guidance/document_reader.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

struct Case {
  const char* json;
  const char* rule;
  const char* pointer;
};

// Reads every kind of member from one object and expects exactly one finding.
void read_all(ObjectReader& r) {
  r.required_text("name");
  r.text("note");
  r.boolean("on");
  r.integer("count", 1, 10);
  r.number("share", 0, 1);
  r.duration_ms("delay");
  r.one_of("color", {"red", "green"}, "red");
  r.texts("tags");
  r.take_object("inner");
  r.take_array("list");
  r.finish();
}

TEST(DocumentReader, EachMistakeHasItsRuleAndPlace) {
  const Case cases[] = {
      {R"({})", "missing-member", "/x/name"},
      {R"({"name":1})", "type", "/x/name"},
      {R"({"name":""})", "text", "/x/name"},
      {R"({"name":"n","on":1})", "type", "/x/on"},
      {R"({"name":"n","count":0})", "range", "/x/count"},
      {R"({"name":"n","count":1.5})", "type", "/x/count"},
      {R"({"name":"n","count":"1"})", "type", "/x/count"},
      {R"({"name":"n","share":1.1})", "range", "/x/share"},
      {R"({"name":"n","delay":"2s"})", "duration", "/x/delay"},
      {R"({"name":"n","delay":"PT0S"})", "duration", "/x/delay"},
      {R"({"name":"n","delay":2})", "duration", "/x/delay"},
      {R"({"name":"n","color":"blue"})", "enum", "/x/color"},
      {R"({"name":"n","color":null})", "enum", "/x/color"},
      {R"({"name":"n","tags":["a",1]})", "type", "/x/tags/1"},
      {R"({"name":"n","tags":"a"})", "type", "/x/tags"},
      {R"({"name":"n","inner":[]})", "type", "/x/inner"},
      {R"({"name":"n","list":{}})", "type", "/x/list"},
      {R"({"name":"n","nmae":1})", "unknown-member", "/x/nmae"},
      {R"({"name":"n","a/b~":1})", "unknown-member", "/x/a~1b~0"},
      {R"([])", "type", "/x"},
  };
  for (const Case& c : cases) {
    const Value v = *parse_json(c.json);
    Findings findings;
    ObjectReader r(v, "/x", findings);
    read_all(r);
    ASSERT_EQ(findings.errors.size(), 1u) << c.json;
    EXPECT_EQ(findings.errors[0].rule, c.rule) << c.json;
    EXPECT_EQ(findings.errors[0].pointer, c.pointer) << c.json;
    EXPECT_FALSE(findings.errors[0].remedy.empty()) << c.json;
  }
}

TEST(DocumentReader, ReadsWhatIsRight) {
  const Value v =
      *parse_json(R"({"name":"n","on":true,"count":10,"share":0.5,"delay":"PT2S","color":"green","tags":["a","b"],"inner":{},"list":[]})");
  Findings findings;
  ObjectReader r(v, "", findings);
  EXPECT_EQ(r.required_text("name"), "n");
  EXPECT_EQ(r.boolean("on"), true);
  EXPECT_EQ(r.integer("count", 1, 10), 10);
  EXPECT_EQ(r.number("share", 0, 1), 0.5);
  EXPECT_EQ(r.duration_ms("delay"), 2000);
  EXPECT_EQ(r.one_of("color", {"red", "green"}, "red"), "green");
  EXPECT_EQ(r.texts("tags").size(), 2u);
  EXPECT_NE(r.take_object("inner"), nullptr);
  EXPECT_NE(r.take_array("list"), nullptr);
  EXPECT_FALSE(r.boolean("absent").has_value());
  r.finish();
  EXPECT_TRUE(findings.ok());
}

TEST(DocumentReader, AFindingNamesTheLine) {
  const std::string document = "{\n  \"a\": {\n    \"delay\": \"2s\"\n  }\n}";
  EXPECT_EQ(finding_text({"duration", "/a/delay", "wrong", "do it right"}, document), "[duration] /a/delay, line 3: wrong; do it right");
  EXPECT_EQ(finding_text({"missing-member", "/a/name", "missing", ""}, document), "[missing-member] /a/name, line 2: missing") << "the parent's line";
  EXPECT_EQ(finding_text({"json", "", "no JSON", ""}, "{"), "[json] the document: no JSON");
}

TEST(DocumentReader, FindingsAreBoundedAndCounted) {
  Findings findings;
  for (int i = 0; i < 200; i++) findings.error("r", "/p", "m", "");
  EXPECT_EQ(findings.errors.size(), Findings::max_count);
  EXPECT_EQ(findings.error_count(), 200u);
  EXPECT_FALSE(findings.ok());
}

TEST(DocumentReader, LongValuesAreCutAtACharacter) {
  std::string text;
  for (int i = 0; i < 100; i++) text += "字";
  const Value v = Value(Value::Object{{"on", Value(text)}});
  Findings findings;
  ObjectReader r(v, "", findings);
  r.boolean("on");
  EXPECT_LT(findings.errors[0].message.size(), 120u);
  EXPECT_NE(findings.errors[0].message.find("字…"), std::string::npos);
}

}  // namespace
}  // namespace docent::core
