// is_json against a list of tricky texts and, over random mutations of them, against simdjson.
#include "json/validate.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <random>

#include "base/utf8.h"
#include "json/value.h"

namespace docent::core {
namespace {

const std::vector<std::string> valid = {"null",
                                        "true",
                                        "false",
                                        "0",
                                        "-0",
                                        "1",
                                        "-1",
                                        "0.5",
                                        "-0.5e10",
                                        "1E+2",
                                        "1e-2",
                                        "0e0",
                                        "0E-0",
                                        "1.7976931348623157e308",
                                        "5e-324",
                                        "1e-400",
                                        "0e999",
                                        "0e99999999999999999999",
                                        "-1e-999999999999",
                                        "123456789012345678",
                                        "-9223372036854775808",
                                        "9223372036854775807",
                                        "18446744073709551615",
                                        "\"\"",
                                        "\"a\"",
                                        R"("\"\\\/\b\f\n\r\t")",
                                        R"("\u0000\u00e9\uD83D\uDE00\uffff")",
                                        "\"\x7f\"",
                                        "\"é排😀\"",
                                        " \t\r\n1 \t\r\n",
                                        "[]",
                                        "[ ]",
                                        "[1]",
                                        "[1,2]",
                                        "[ 1 , 2 ]",
                                        "[[],[[]]]",
                                        "{}",
                                        "{ }",
                                        R"({"a":1})",
                                        R"({ "a" : 1 , "b" : [ ] })",
                                        R"({"":{"":{}}})",
                                        R"({"a":1,"a":2})",
                                        R"([{"a":[{"b":null}]},true,"x"])",
                                        R"({"\u0061":0})"};

const std::vector<std::string> invalid = {"",
                                          " ",
                                          "nul",
                                          "nulll",
                                          "True",
                                          "tru",
                                          "falsey",
                                          "undefined",
                                          "NaN",
                                          "Infinity",
                                          "-",
                                          "+1",
                                          "01",
                                          "-01",
                                          "1.",
                                          ".5",
                                          "1.e1",
                                          "1e",
                                          "1e+",
                                          "1.5.5",
                                          "0x10",
                                          "1_000",
                                          "1e400",
                                          "-1e400",
                                          "1 2",
                                          "1,",
                                          ",",
                                          ":",
                                          "\"",
                                          "\"a",
                                          "'a'",
                                          "\"\\\"",
                                          "\"\\x\"",
                                          "\"\\u\"",
                                          "\"\\u12\"",
                                          "\"\\u12g4\"",
                                          "\"\\u+123\"",
                                          "\"\\u 123\"",
                                          "\"\\u-123\"",
                                          "\"\\ud800\"",
                                          "\"\\udc00\"",
                                          "\"\\ud800\\u0041\"",
                                          "\"\\ud800\\ud800\"",
                                          "\"\\ud800x\"",
                                          "\"\\ud83d\\\"",
                                          "\"a\nb\"",
                                          "\"a\tb\"",
                                          "\"\x1f\"",
                                          "[",
                                          "]",
                                          "[1",
                                          "[1,",
                                          "[1,]",
                                          "[,1]",
                                          "[1 2]",
                                          "[1,,2]",
                                          "[}",
                                          "[1}",
                                          "[[]",
                                          "[]]",
                                          "{",
                                          "}",
                                          "{]",
                                          "{\"a\"",
                                          "{\"a\":",
                                          "{\"a\":1",
                                          "{\"a\":1,",
                                          "{\"a\":1,}",
                                          "{\"a\"}",
                                          "{\"a\" 1}",
                                          "{a:1}",
                                          "{1:2}",
                                          "{\"a\":1 \"b\":2}",
                                          "{,}",
                                          "{\"a\",1}",
                                          "[\"a\":1]",
                                          "{\"a\"::1}",
                                          "\xef\xbb\xbf"
                                          "1",
                                          "//x\n1",
                                          "1/*x*/",
                                          "\xc2\xa0"
                                          "1",
                                          "[1]\v",
                                          "\f1"};

bool simdjson_accepts(std::string_view text) {
  simdjson::dom::parser parser;
  return parser.parse(text.data(), text.size()).error() == simdjson::SUCCESS;
}

TEST(IsJson, AcceptsWhatIsJson) {
  for (const std::string& text : valid) {
    EXPECT_TRUE(is_json(text, 64)) << text;
    EXPECT_TRUE(parse_json(text).ok()) << text;
    EXPECT_EQ(json_error_offset(text, 64), std::string_view::npos) << text;
  }
}

TEST(IsJson, RefusesWhatIsNot) {
  for (const std::string& text : invalid) {
    EXPECT_FALSE(is_json(text, 64)) << text;
    EXPECT_FALSE(parse_json(text).ok()) << text;
    EXPECT_LE(json_error_offset(text, 64), text.size()) << text;
  }
  EXPECT_FALSE(is_json(std::string_view("1\0", 2), 64));
  EXPECT_FALSE(is_json(std::string_view("\"\0\"", 3), 64));
}

TEST(IsJson, AgreesWithSimdjson) {
  for (const std::string& text : valid) EXPECT_TRUE(simdjson_accepts(text)) << text;
  for (const std::string& text : invalid) EXPECT_FALSE(simdjson_accepts(text)) << text;
}

// simdjson refuses integers beyond uint64, which RFC 8259 allows and which are finite doubles; nothing else may differ.
bool has_long_integer(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits >= 19) return true;
  }
  return false;
}

TEST(IsJson, AgreesWithSimdjsonOnMutations) {
  std::mt19937 random(20261123);
  const std::string alphabet =
      "{}[]\",:\\/0123456789.-+eEtrufalsn \t\n\x01\x7f"
      "dDcC8"
      "é";
  std::vector<std::string> seeds = valid;
  seeds.insert(seeds.end(), invalid.begin(), invalid.end());
  int accepted = 0;
  for (int round = 0; round < 60'000; round++) {
    std::string text = seeds[random() % seeds.size()];
    for (auto edits = random() % 3 + 1; edits > 0; edits--) {
      const std::size_t at = random() % (text.size() + 1);
      switch (random() % 4) {
        case 0: text.insert(text.begin() + at, alphabet[random() % alphabet.size()]); break;
        case 1:
          if (at < text.size()) text.erase(at, 1);
          break;
        case 2:
          if (at < text.size()) text[at] = alphabet[random() % alphabet.size()];
          break;
        default: text.insert(at, seeds[random() % seeds.size()]); break;
      }
    }
    if (!is_utf8(text) || text.substr(0, 3) == "\xef\xbb\xbf" || has_long_integer(text)) continue;
    const bool expected = simdjson_accepts(text);
    accepted += expected;
    ASSERT_EQ(is_json(text, 1000), expected) << text;
    ASSERT_EQ(parse_json(text, 1000).ok(), expected) << text;
  }
  EXPECT_GT(accepted, 2'000) << "the mutations must reach both sides";
}

TEST(IsJson, DepthIsExact) {
  const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(is_json(nested(3), 3));
  EXPECT_FALSE(is_json(nested(4), 3));
  EXPECT_EQ(json_error_offset(nested(4), 3), 3u);
  EXPECT_TRUE(is_json("1", 0));
  EXPECT_FALSE(is_json("{}", 0));
  EXPECT_TRUE(is_json(nested(1024), 1024));
  EXPECT_FALSE(is_json(nested(1025), 1'000'000)) << "1024 is the most";
}

TEST(IsJson, HugeIntegersCountAsDoubles) {
  EXPECT_TRUE(is_json(std::string(308, '9'), 1));
  EXPECT_TRUE(is_json("-1" + std::string(308, '0'), 1));
  EXPECT_FALSE(is_json(std::string(310, '9'), 1)) << "infinite as a double";
  EXPECT_FALSE(is_json("-" + std::string(400, '9'), 1));
}

TEST(IsJson, TellsOverflowFromUnderflow) {
  const std::string zeros(400, '0');
  for (const std::string& small :
       std::vector<std::string>{"0." + zeros + "1", "0." + zeros + "1e3", "1" + zeros + "e-800", "-1e-99999999999999999999", "123e-500"})
    EXPECT_TRUE(is_json(small, 1)) << small;
  for (const std::string& big :
       std::vector<std::string>{"1" + zeros + ".5", "0." + zeros + "1e800", "1" + zeros + "e-1", "-1e99999999999999999999", "12.3E+308"})
    EXPECT_FALSE(is_json(big, 1)) << big;
  EXPECT_TRUE(is_json("0." + zeros + "1e400", 1)) << "0.1";
  EXPECT_TRUE(is_json("1" + zeros + "e-400", 1)) << "1";
}

TEST(IsJson, ErrorOffsets) {
  EXPECT_EQ(json_error_offset("", 9), 0u);
  EXPECT_EQ(json_error_offset("[1,2", 9), 4u);
  EXPECT_EQ(json_error_offset("[1 2]", 9), 3u);
  EXPECT_EQ(json_error_offset("{\"a\":x}", 9), 5u);
  EXPECT_EQ(json_error_offset("{\"a\" 1}", 9), 5u);
  EXPECT_EQ(json_error_offset("{\"a\":1,}", 9), 7u);
  EXPECT_EQ(json_error_offset("1 x", 9), 2u);
}

}  // namespace
}  // namespace docent::core
