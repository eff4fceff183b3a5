#include "json/pointer.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

TEST(JsonPointer, SplitsAndUnescapes) {
  EXPECT_EQ(split_pointer("")->size(), 0u);
  EXPECT_EQ(*split_pointer("/"), (std::vector<std::string>{""}));
  EXPECT_EQ(*split_pointer("/a/0/b~1c/~0~01/"), (std::vector<std::string>{"a", "0", "b/c", "~~1", ""}));
}

TEST(JsonPointer, RefusesWhatIsNone) {
  for (const char* bad : {"a", "a/b", "/a~", "/~2", "/a~/b"}) EXPECT_FALSE(split_pointer(bad)) << bad;
}

TEST(JsonPointer, AppendedTokensComeBack) {
  std::string pointer;
  append_pointer(pointer, "a~/b");
  append_pointer(pointer, std::size_t{12});
  append_pointer(pointer, "");
  EXPECT_EQ(pointer, "/a~0~1b/12/");
  EXPECT_EQ(*split_pointer(pointer), (std::vector<std::string>{"a~/b", "12", ""}));
}

}  // namespace
}  // namespace docent::core
