#include "json/value.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace docent::core {
namespace {

Value parsed(std::string_view text) {
  auto value = parse_json(text);
  EXPECT_TRUE(value.ok()) << text << ": " << value.status().to_string();
  return value.ok() ? *value : Value("not parsed");
}
std::string error_of(std::string_view text, int max_depth = max_json_depth) {
  const auto value = parse_json(text, max_depth);
  EXPECT_FALSE(value.ok()) << text;
  if (value.ok()) return "";
  EXPECT_EQ(value.status().code(), Code::invalid_json);
  return value.status().message();
}

TEST(JsonValue, ParsesEveryType) {
  EXPECT_TRUE(parsed("null").is_null());
  EXPECT_TRUE(parsed("true").as_bool());
  EXPECT_TRUE(parsed(" false ").is_bool());
  EXPECT_EQ(parsed("-17").as_int(), -17);
  EXPECT_EQ(parsed("0.5").as_double(), 0.5);
  EXPECT_EQ(parsed(R"("a\u00e9\ud83d\ude00\n")").as_string(), "aé😀\n");
  EXPECT_EQ(parsed("[]").as_array().size(), 0u);
  EXPECT_TRUE(parsed("{}").is_object());
  const Value value = parsed(R"({"a":[1,{"b":null}],"c":"d"})");
  EXPECT_EQ(to_json(value), R"({"a":[1,{"b":null}],"c":"d"})");
}

TEST(JsonValue, IntegersAreExactAndBeyondInt64TheyAreDoubles) {
  EXPECT_EQ(parsed("9223372036854775807").as_int(), std::numeric_limits<int64_t>::max());
  EXPECT_EQ(parsed("-9223372036854775808").as_int(), std::numeric_limits<int64_t>::min());
  EXPECT_TRUE(parsed("1.0").is_double());
  for (const char* big :
       {"9223372036854775808", "18446744073709551615", "18446744073709551616", "-9223372036854775809", "100000000000000000000000000"}) {
    EXPECT_TRUE(parsed(big).is_double()) << big;
    EXPECT_EQ(parsed(big).as_double(), std::stod(big)) << big;
  }
  const Value nested = parsed(R"([18446744073709551616 , {"a": 18446744073709551617 }, -123456789012345678901234567890])");
  EXPECT_EQ(nested.as_array().size(), 3u);
  EXPECT_EQ(nested.at_pointer("/1/a")->as_double(), 18446744073709551616.0);
  EXPECT_EQ(nested.at_pointer("/2")->as_double(), -123456789012345678901234567890.0);
}

TEST(JsonValue, RefusesWithThePlace) {
  EXPECT_EQ(error_of(""), "the JSON ends too early at line 1, column 1");
  EXPECT_EQ(error_of("[1,2"), "the JSON ends too early at line 1, column 5");
  EXPECT_EQ(error_of("{\n  \"a\": tru\n}"), "not valid JSON at line 2, column 8");
  EXPECT_EQ(error_of("[1]\n\nx"), "not valid JSON at line 3, column 1");
  EXPECT_EQ(error_of("[1,]"), "not valid JSON at line 1, column 4");
  EXPECT_EQ(error_of("[1 2]"), "not valid JSON at line 1, column 4");
  EXPECT_EQ(error_of("\"a\tb\""), "not valid JSON at line 1, column 3");
  EXPECT_EQ(error_of("[\"ok\", \"\xc3\x28\"]"), "not valid UTF-8 at line 1, column 9");
  EXPECT_EQ(error_of("\"\xed\xa0\x80\""), "not valid UTF-8 at line 1, column 2");
  EXPECT_EQ(error_of("[[1]]", 1), "nested more than 1 deep at line 1, column 2");
  EXPECT_EQ(error_of("[1e400]"), "not valid JSON at line 1, column 2");
}

TEST(JsonValue, DepthIsExact) {
  const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(parse_json(nested(64)).ok());
  EXPECT_FALSE(parse_json(nested(65)).ok());
  EXPECT_TRUE(parse_json("1", 0).ok());
  EXPECT_FALSE(parse_json("[]", 0).ok());
  EXPECT_TRUE(parse_json(nested(1000), 1024).ok());
  EXPECT_FALSE(parse_json(nested(100'000), 1'000'000).ok());
}

TEST(JsonValue, RefusesDocumentsThatAreTooLong) {
  const std::string text(64 * 1024 * 1024 + 1, ' ');
  const auto value = parse_json(text);
  ASSERT_FALSE(value.ok());
  EXPECT_EQ(value.status().code(), Code::too_large);
}

TEST(JsonValue, AccessorsFallBackOnOtherTypes) {
  const Value text("x");
  EXPECT_TRUE(text.as_bool(true));
  EXPECT_EQ(text.as_int(7), 7);
  EXPECT_EQ(text.as_double(0.5), 0.5);
  EXPECT_EQ(Value(1).as_string("none"), "none");
  EXPECT_TRUE(text.as_array().empty());
  EXPECT_TRUE(text.as_object().empty());
  EXPECT_TRUE(text["a"].is_null());
  EXPECT_EQ(text.find("a"), nullptr);
}

TEST(JsonValue, WholeDoublesAreIntegersWithinTwoToThe53) {
  EXPECT_EQ(Value(3.0).as_int(), 3);
  EXPECT_EQ(Value(9007199254740992.0).as_int(-1), 9007199254740992);
  EXPECT_EQ(Value(9007199254740994.0).as_int(-1), -1);
  EXPECT_EQ(Value(3.5).as_int(-1), -1);
  EXPECT_EQ(Value(std::nan("")).as_int(-1), -1);
  EXPECT_EQ(Value(std::numeric_limits<double>::infinity()).as_int(-1), -1);
  EXPECT_EQ(Value(4).as_double(), 4.0);
}

TEST(JsonValue, OfRepeatedKeysTheLastOneCounts) {
  const Value value = parsed(R"({"a":1,"b":2,"a":3})");
  EXPECT_EQ(value["a"].as_int(), 3);
  EXPECT_EQ(value.as_object().size(), 3u);
  EXPECT_EQ(value, parsed(R"({"b":2,"a":3})"));
}

TEST(JsonValue, EqualityIsDeepStrictAndIgnoresTheOrderOfMembers) {
  EXPECT_EQ(parsed(R"({"a":[1,2],"b":{"c":null}})"), parsed(R"({"b":{"c":null},"a":[1.0,2]})"));
  EXPECT_FALSE(parsed(R"({"a":1})") == parsed(R"({"a":1,"b":2})"));
  EXPECT_FALSE(parsed(R"({"a":1,"b":2})") == parsed(R"({"a":1})"));
  EXPECT_FALSE(parsed("[1,2]") == parsed("[2,1]"));
  EXPECT_FALSE(parsed("[1]") == parsed("[1,1]"));
  EXPECT_FALSE(Value(1) == Value(true));
  EXPECT_FALSE(Value(1) == Value("1"));
  EXPECT_FALSE(Value() == Value(false));
  EXPECT_EQ(Value(), Value(nullptr));
  EXPECT_FALSE(Value(int64_t{9007199254740993}) == Value(9007199254740992.0)) << "the integer has no equal double";
  EXPECT_FALSE(Value(std::numeric_limits<int64_t>::max()) == Value(9223372036854775808.0));
  EXPECT_FALSE(Value(std::nan("")) == Value(std::nan("")));
}

TEST(JsonValue, Pointers) {
  const Value value = parsed(R"({"foo":["bar","baz"],"":0,"a/b":1,"m~n":8,"k":{"0":9}})");
  EXPECT_EQ(value.at_pointer(""), &value);
  EXPECT_EQ(value.at_pointer("/foo/1")->as_string(), "baz");
  EXPECT_EQ(value.at_pointer("/")->as_int(), 0);
  EXPECT_EQ(value.at_pointer("/a~1b")->as_int(), 1);
  EXPECT_EQ(value.at_pointer("/m~0n")->as_int(), 8);
  EXPECT_EQ(value.at_pointer("/k/0")->as_int(), 9);
  for (const char* none : {"/foo/2", "/foo/-", "/foo/01", "/foo/", "/foo/bar", "/foo/99999999999999999999", "/x", "foo", "/m~", "/foo/0/x"})
    EXPECT_EQ(value.at_pointer(none), nullptr) << none;
}

TEST(JsonValue, LocatesPointers) {
  const std::string_view text = "{\n  \"a\": [10, {\"b\": true}],\n  \"é\": \"x\", \"a/b\" : {}\n}";
  using Place = std::pair<int, int>;
  EXPECT_EQ(locate_pointer(text, ""), Place(1, 1));
  EXPECT_EQ(locate_pointer(text, "/a"), Place(2, 8));
  EXPECT_EQ(locate_pointer(text, "/a/0"), Place(2, 9));
  EXPECT_EQ(locate_pointer(text, "/a/1/b"), Place(2, 19));
  EXPECT_EQ(locate_pointer(text, "/é"), Place(3, 9)) << "columns count bytes";
  EXPECT_EQ(locate_pointer(text, "/a~1b"), Place(3, 22));
  EXPECT_EQ(locate_pointer(text, "/a/2"), Place(0, 0));
  EXPECT_EQ(locate_pointer(text, "/a/01"), Place(0, 0));
  EXPECT_EQ(locate_pointer(text, "x"), Place(0, 0));
  EXPECT_EQ(locate_pointer("[1", "/0"), Place(0, 0));
  EXPECT_EQ(locate_pointer("  7", ""), Place(1, 3));
  EXPECT_EQ(locate_pointer("7", "/0"), Place(0, 0));
  EXPECT_EQ(locate_pointer(R"({"a":1,"a":{"b":2},"c":3})", "/a/b"), Place(1, 17)) << "of repeated keys the last one counts";
}

TEST(JsonValue, TextReadsBackAsTheSameValue) {
  for (const char* text : {"null", "[]", "{}", R"({"a":{"b":[[],{}]},"c":-1.5e-7,"d":"\u0000\"\\"})", "[0,-0.5,1e+22,true,false,\"\"]"}) {
    const Value value = parsed(text);
    EXPECT_EQ(parsed(to_json(value)), value) << text;
  }
  EXPECT_EQ(to_json(Value(std::nan(""))), "null");
}

}  // namespace
}  // namespace docent::core
