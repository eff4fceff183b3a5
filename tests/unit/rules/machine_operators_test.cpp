// What each plain operator gives, where docs/rules.md goes beyond the official cases: types, errors, edges.
#include <gtest/gtest.h>

#include "rig.h"

namespace docent::core {
namespace {

struct Case {
  const char* rule;
  const char* expected;
};
void expect_all(std::initializer_list<Case> cases) {
  for (const Case& c : cases) EXPECT_EQ(eval_both(c.rule), c.expected) << c.rule;
}

TEST(Operators, LooseEqualityConvertsLikeJavaScript) {
  expect_all({{R"({"==":[1,"1"]})", "true"},
              {R"({"==":[1," 1.0 "]})", "true"},
              {R"({"==":[0,""]})", "true"},
              {R"({"==":[0,false]})", "true"},
              {R"({"==":["1",true]})", "true"},
              {R"({"==":["",false]})", "true"},
              {R"({"==":[1,"one"]})", "false"},
              {R"({"!=":[1,"one"]})", "true"},
              {R"({"==":[null,0]})", "false"},
              {R"({"==":[null,""]})", "false"},
              {R"({"==":[null,false]})", "false"},
              {R"({"==":[null,null]})", "true"},
              {R"({"==":["1","1.0"]})", "false"},
              {R"({"==":[[1],1]})", "false"},
              {R"({"!=":[[],null]})", "true"},
              {R"({"==":[9007199254740993,9007199254740992]})", "false"},
              {R"({"==":[1,1.0]})", "true"}});
}

TEST(Operators, StrictEqualityComparesTypesToo) {
  expect_all({{R"({"===":[1,1.0]})", "true"},
              {R"({"===":[1,true]})", "false"},
              {R"({"===":["a","a"]})", "true"},
              {R"({"!==":["a","b"]})", "true"},
              {R"({"===":[null,null]})", "true"},
              {R"({"!==":[null,false]})", "true"},
              {R"({"===":[[],{"a":1,"b":2}]})", "false"}});
}

TEST(Operators, ComparingTwoArraysOrObjectsIsAnError) {
  expect_all({{R"({"==":[[1],[1]]})", "error: type_error"},
              {R"({"!==":[[],[]]})", "error: type_error"},
              {R"({"===":[{"a":1,"b":2},{"a":1,"b":2}]})", "error: type_error"}});
}

TEST(Operators, OrderNeedsNumbersOrTwoStrings) {
  expect_all({{R"({"<":["10","9"]})", "true"},
              {R"({"<":["10",9]})", "false"},
              {R"({"<":["a","b"]})", "true"},
              {R"({">":["b","a"]})", "true"},
              {R"({"<=":["a","a","b"]})", "true"},
              {R"({"<":[1,2,null]})", "error: type_error"},
              {R"({"<":[2,1,null]})", "false"},
              {R"({"<":[null,5]})", "error: type_error"},
              {R"({">=":[5,null]})", "error: type_error"},
              {R"({"<":[true,5]})", "error: type_error"},
              {R"({"<":[[],5]})", "error: type_error"},
              {R"({"<":["abc",5]})", "error: nan"},
              {R"({"<":["",5]})", "error: nan"},
              {R"({"<":["0x1",5]})", "error: nan"},
              {R"({"<":["Infinity",5]})", "error: nan"},
              {R"({">":[9007199254740993,9007199254740992]})", "true"}});
}

TEST(Operators, Arithmetic) {
  expect_all({{R"({"+":[]})", "0"},
              {R"({"+":"3.5"})", "3.5"},
              {R"({"+":[0.1,0.2]})", "0.30000000000000004"},
              {R"({"-":["5"]})", "-5"},
              {R"({"*":[2,"3",4]})", "24"},
              {R"({"/":[1,4]})", "0.25"},
              {R"({"%":[-7,3]})", "-1"},
              {R"({"%":[5.5,2]})", "1.5"},
              {R"({"max":["10",9]})", "10"},
              {R"({"min":[-1.5,0]})", "-1.5"},
              {R"({"+":[1e15,0.5]})", "1000000000000000.5"},
              {R"({"-":[0]})", "0"}});
}

TEST(Operators, ArithmeticErrors) {
  expect_all({{R"({"+":["abc",1]})", "error: nan"},
              {R"({"+":["12px",1]})", "error: nan"},
              {R"({"+":[null,1]})", "error: type_error"},
              {R"({"*":[true,1]})", "error: type_error"},
              {R"({"-":[[1],1]})", "error: type_error"},
              {R"({"/":[1,0]})", "error: division_by_zero"},
              {R"({"%":[1,0]})", "error: division_by_zero"},
              {R"({"/":[0,"0"]})", "error: division_by_zero"},
              {R"({"*":[1e300,1e300]})", "error: nan"},
              {R"({"+":[1e308,1e308]})", "error: nan"},
              {R"({"max":[1,"x"]})", "error: nan"},
              {R"({"max":[[1,2]]})", "error: type_error"}});
}

TEST(Operators, Membership) {
  expect_all({{R"({"in":[1,[1,2]]})", "true"},
              {R"({"in":["1",[1,2]]})", "false"},
              {R"({"in":[null,[null]]})", "true"},
              {R"({"in":[2.0,[1,2]]})", "true"},
              {R"({"in":["",""]})", "true"},
              {R"({"in":["é","café"]})", "true"},
              {R"({"in":[1,"a1b"]})", "true"},
              {R"({"in":["a",null]})", "false"},
              {R"({"in":[null,"null"]})", "false"},
              {R"({"in":[[1],[[1]]]})", "false"},
              {R"({"in":[true,"true"]})", "error: type_error"},
              {R"({"in":[1,5]})", "error: type_error"},
              {R"({"in":["a",{"a":1,"b":2}]})", "error: type_error"}});
}

TEST(Operators, Concatenation) {
  expect_all({{R"({"cat":[]})", R"("")"},
              {R"({"cat":[1.5,true,null,"x"]})", R"("1.5truex")"},
              {R"({"cat":[1e21,"/",1e-7,"/",123456789012,"/",-0.5]})", R"("1e+21/1e-7/123456789012/-0.5")"},
              {R"({"cat":[100000,1000000.0]})", R"("1000001000000")"},
              {R"({"cat":["a",[1]]})", "error: type_error"},
              {R"({"cat":[{"a":1,"b":2}]})", "error: type_error"}});
}

TEST(Operators, SubstringsCountCodePoints) {
  expect_all({{R"({"substr":["排版😀x",1,2]})", R"("版😀")"},
              {R"({"substr":["abc",5]})", R"("")"},
              {R"({"substr":["abc",-9,2]})", R"("ab")"},
              {R"({"substr":["abc",1,-9]})", R"("")"},
              {R"({"substr":["abc",1,99]})", R"("bc")"},
              {R"({"substr":["abc","1"]})", R"("bc")"},
              {R"({"substr":["abc",1.9]})", R"("bc")"},
              {R"({"substr":["abc",1e300]})", R"("")"},
              {R"({"substr":["abc",-1e300,1e300]})", R"("abc")"},
              {R"({"substr":[123,1]})", "error: type_error"},
              {R"({"substr":["abc",null]})", "error: type_error"},
              {R"({"substr":["abc",0,"x"]})", "error: nan"}});
}

TEST(Operators, MergeAndLog) {
  expect_all({{R"({"merge":[[1,[2]],3,null,[]]})", "[1,[2],3,null]"}, {R"({"log":["x"]})", R"("x")"}, {R"({"log":{"+":[1,2]}})", "3"}});
}

TEST(Operators, Affixes) {
  expect_all({{R"({"starts_with":["abcdef","abc"]})", "true"},
              {R"({"starts_with":["ab","abc"]})", "false"},
              {R"({"ends_with":["uvwxyz","xyz"]})", "true"},
              {R"({"ends_with":["abc",""]})", "true"},
              {R"({"starts_with":[123,"1"]})", "error: type_error"},
              {R"({"ends_with":[null,"x"]})", "error: type_error"},
              {R"({"starts_with":["abc"]})", "error: bad_argument"}});
}

TEST(Operators, SemVer) {
  expect_all({{R"({"sem_ver":["4.2.1",">=","4.2.0"]})", "true"},
              {R"({"sem_ver":["4.10.0","<","4.9.0"]})", "false"},
              {R"({"sem_ver":["v1.0.0","=","1"]})", "true"},
              {R"({"sem_ver":["x","=","1.0.0"]})", "error: bad_argument"},
              {R"({"sem_ver":["1.0.0","===","1.0.0"]})", "error: bad_argument"},
              {R"({"sem_ver":[null,"=","1.0.0"]})", "error: type_error"},
              {R"({"sem_ver":["1.0.0","="]})", "error: bad_argument"}});
}

TEST(Operators, AConstantVersionIsReadOnceAndMeansTheSame) {
  const char* data = R"({"v":"1.10.0-rc.1","n":1,"x":"1.x","op":">="})";
  EXPECT_EQ(eval_both(R"({"sem_ver":[{"var":"v"},">","1.9"]})", data), "true");
  EXPECT_EQ(eval_both(R"({"sem_ver":[{"var":"v"},{"var":"op"},"1.10"]})", data), "false");
  EXPECT_EQ(eval_both(R"([{"sem_ver":[{"var":"v"},"^","v1"]},{"sem_ver":[{"var":"v"},"<","1.10"]}])", data), "[true,true]");
  EXPECT_EQ(eval_both(R"({"sem_ver":[{"var":"n"},"=","1.0.0"]})", data), "error: type_error");
  EXPECT_EQ(eval_both(R"({"sem_ver":[{"var":"x"},"=","1.0.0"]})", data), "error: bad_argument");
  EXPECT_EQ(eval_both(R"({"sem_ver":[{"var":"v"},"=","1.x"]})", data), "error: bad_argument");
  EXPECT_EQ(eval_both(R"({"or":[true,{"sem_ver":[{"var":"v"},"==","1.0.0"]}]})", data), "true");
  EXPECT_EQ(eval_both(R"({"map":[["1.0.0","2.0.0"],{"sem_ver":[{"var":""},">=","2.0.0"]}]})", data), "[false,true]");
}

// flagd's own vectors: shorthand with flag key and targeting key, nested expressions in buckets, one bucket, fractional as a condition.
TEST(Operators, FractionalAgreesWithFlagd) {
  const auto heads = [](const char* key) {
    return eval_both(R"({"fractional":[["heads"],["tails",1]]})",
                     std::string(R"({"$flagd":{"flagKey":"fractional-flag-shorthand"},"targetingKey":")") + key + "\"}");
  };
  EXPECT_EQ(heads("jon@company.com"), R"("heads")");
  EXPECT_EQ(heads("jane@company.com"), R"("tails")");
  const char* nested =
      R"({"fractional":[{"var":"targetingKey"},[{"if":[{"==":[{"var":"tier"},"premium"]},"premium","standard"]},50],["standard",50]]})";
  EXPECT_EQ(eval_both(nested, R"({"targetingKey":"jon@company.com","tier":"premium"})"), R"("premium")");
  EXPECT_EQ(eval_both(nested, R"({"targetingKey":"jon@company.com","tier":"basic"})"), R"("standard")");
  EXPECT_EQ(eval_both(nested, R"({"targetingKey":"user1","tier":"premium"})"), R"("standard")");
  const char* weights = R"({"fractional":[{"var":"targetingKey"},["red",{"if":[{"==":[{"var":"tier"},"premium"]},100,0]}],["blue",10]]})";
  EXPECT_EQ(eval_both(weights, R"({"targetingKey":"jon@company.com","tier":"premium"})"), R"("red")");
  EXPECT_EQ(eval_both(weights, R"({"targetingKey":"user1","tier":"basic"})"), R"("blue")");
  EXPECT_EQ(eval_both(R"({"fractional":[["single",1]]})", R"({"targetingKey":"x"})"), R"("single")");
  EXPECT_EQ(eval_both(R"({"fractional":[[false,0],[true,100]]})", R"({"targetingKey":"some-targeting-key"})"), "true");
  EXPECT_EQ(eval_both(R"({"fractional":[{"cat":["shared-seed",{"var":"name"}]},["clubs",25],["diamonds",25],["hearts",25],["spades",25]]})",
                      R"({"name":"seven"})"),
            R"("hearts")");
  EXPECT_EQ(eval_both(R"({"fractional":["shared-seedtwo",["clubs",25],["diamonds",25],["hearts",25],["spades",25]]})"), R"("spades")");
}

TEST(Operators, FractionalFallsBackToTheTargetingKey) {
  const char* rule = R"({"fractional":[{"var":"email"},["a",1],["b",1],["c",1],["d",1]]})";
  const std::string own = eval_both(R"({"fractional":[{"var":"targetingKey"},["a",1],["b",1],["c",1],["d",1]]})", R"({"targetingKey":"k1"})");
  EXPECT_EQ(eval_both(rule, R"({"targetingKey":"k1"})"), own);
  EXPECT_EQ(eval_both(rule, R"({"email":null,"targetingKey":"k1"})"), own);
  EXPECT_EQ(eval_both(rule, "{}"), "error: type_error") << "nothing to bucket by";
}

TEST(Operators, FractionalErrors) {
  expect_all({{R"({"fractional":["k",["a",-1],["b",2]]})", "error: bad_argument"},
              {R"({"fractional":["k",["a",0]]})", "error: bad_argument"},
              {R"({"fractional":["k",["a",1.5]]})", "error: bad_argument"},
              {R"({"fractional":["k",["a",2147483647],["b",1]]})", "error: bad_argument"},
              {R"({"fractional":["k",["a","1"]]})", "error: type_error"},
              {R"({"fractional":[1,["a",1]]})", "error: type_error"},
              {R"({"fractional":["k",[[1],1]]})", "error: type_error"},
              {R"({"fractional":["k"]})", "error: bad_argument"},
              {R"({"fractional":["k","a"]})", "error: bad_argument"},
              {R"({"fractional":["k",["a",1,2]]})", "error: bad_argument"},
              {R"({"fractional":["k",[]]})", "error: bad_argument"},
              {R"({"fractional":["k",["a",null]]})", "\"a\""},
              {R"({"fractional":["k",[null,1]]})", "null"}});
}

}  // namespace
}  // namespace docent::core
