#include "rules/path.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

TEST(Path, WalksObjectsAndArrays) {
  const Value root = *parse_json(R"({"a":{"b":["x",{"c":1}],"":2},"a.b":9,"n":null})");
  EXPECT_EQ(find_path(root, ""), &root);
  EXPECT_EQ(find_path(root, "a.b.0")->as_string(), "x");
  EXPECT_EQ(find_path(root, "a.b.1.c")->as_int(), 1);
  EXPECT_EQ(find_path(root, "a.")->as_int(), 2) << "an empty part is the member with the empty name";
  EXPECT_TRUE(find_path(root, "n")->is_null());
  for (const char* missing : {"x", "a.x", "a.b.2", "a.b.-1", "a.b.01", "a.b.x", "a.b.0.x", "n.x", ".", "a.b.1.c.", "a.b.99999999999999999999"})
    EXPECT_EQ(find_path(root, missing), nullptr) << missing;
}

TEST(Path, Indexes) {
  EXPECT_EQ(path_index("0"), 0u);
  EXPECT_EQ(path_index("120"), 120u);
  for (const char* bad : {"", "00", "01", "-0", "1.0", "1e3", " 1", "x", "1234567890"}) EXPECT_EQ(path_index(bad), SIZE_MAX) << bad;
}

TEST(Path, Parts) {
  std::string_view path = "a..b";
  EXPECT_EQ(next_path_part(path), "a");
  EXPECT_EQ(next_path_part(path), "");
  EXPECT_EQ(next_path_part(path), "b");
  EXPECT_EQ(path, "");
}

}  // namespace
}  // namespace docent::core
