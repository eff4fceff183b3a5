#include "guidance/attributes.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

PropertyView text(std::string_view key, std::string_view value) {
  PropertyView p;
  p.key = key;
  p.type = PropertyType::string;
  p.text = value;
  return p;
}
PropertyView json(std::string_view key, std::string_view value) {
  PropertyView p = text(key, value);
  p.type = PropertyType::json;
  return p;
}

TEST(Attributes, EveryTypeOfPropertyHasAValue) {
  PropertyView p;
  EXPECT_TRUE(value_of(p).is_null());
  p.integer = 7, p.number = 0.5;
  p.type = PropertyType::integer;
  EXPECT_EQ(value_of(p), Value(7));
  p.type = PropertyType::number;
  EXPECT_EQ(value_of(p), Value(0.5));
  p.type = PropertyType::boolean;
  EXPECT_EQ(value_of(p), Value(true));
  p.type = PropertyType::time;
  p.integer = 0;
  EXPECT_EQ(value_of(p).as_string(), "1970-01-01T00:00:00.000Z") << "as on the wire";
  EXPECT_EQ(value_of(text("k", "v")).as_string(), "v");
  EXPECT_EQ(value_of(json("k", R"({"a":1})"))["a"], Value(1));
  EXPECT_TRUE(value_of(json("k", "{")).is_null());
}

TEST(Attributes, SlotsFollowTheTable) {
  const std::vector<std::string> paths = {"context.editing", "user.address.city", "missing"};
  AttributeTable table;
  table.set("context.editing", Value("text"));
  table.bind(&paths);
  EXPECT_EQ(table.slots()[0]->as_string(), "text");
  EXPECT_EQ(table.slots()[1], nullptr);
  table.set("user.address", *parse_json(R"({"city":"Rome"})"));
  EXPECT_EQ(table.slots()[1]->as_string(), "Rome");
  table.set("context.editing", Value("table"));
  EXPECT_EQ(table.slots()[0]->as_string(), "table");
  table.set("context.editing", Value());
  EXPECT_EQ(table.slots()[0], nullptr);
  table.set("username", Value("kept"));
  table.remove_all("user.");
  EXPECT_EQ(table.slots()[1], nullptr);
  EXPECT_NE(table.find("username"), nullptr);
}

TEST(Attributes, ALongerKeyWinsOverAPathIntoAShorterOne) {
  AttributeTable table;
  table.set("user.a", *parse_json(R"({"b":1})"));
  EXPECT_EQ(*table.find("user.a.b"), Value(1));
  table.set("user.a.b", Value(2));
  EXPECT_EQ(*table.find("user.a.b"), Value(2));
  EXPECT_EQ(table.find(""), nullptr);
  EXPECT_EQ(table.find("."), nullptr);
}

TEST(Attributes, OfOneEvent) {
  const std::vector<std::string> paths = {"format", "size.width", "missing", "nothing"};
  EventAttributes attributes;
  attributes.bind(&paths);
  PropertyView null;
  null.key = "nothing";
  const std::vector<PropertyView> properties = {text("format", "pdf"), json("size", R"({"width":10})"), null};
  const auto slots = attributes.slots_for({"export_done", properties, {}, {}});
  EXPECT_EQ(slots[0]->as_string(), "pdf");
  EXPECT_EQ(*slots[1], Value(10));
  EXPECT_EQ(slots[2], nullptr);
  EXPECT_EQ(slots[3], nullptr);
  const auto none = attributes.slots_for({"export_done", {}, {}, {}});
  EXPECT_EQ(none[0], nullptr) << "nothing is left of the event before";
}

}  // namespace
}  // namespace docent::core
