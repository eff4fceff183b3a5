#include "model/context.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

TEST(Context, WritesWhatIsKnown) {
  RunContext c;
  c.library_version = "0.1.0";
  c.app_name = "no\"tes";
  c.os_name = "Linux";
  c.os_version = "6.1";
  c.install_id = "i";
  EXPECT_EQ(context_json(c),
            R"({"library":{"name":"docent","version":"0.1.0"},"app":{"name":"no\"tes"},"os":{"name":"Linux","version":"6.1"},"installId":"i"})");
  const auto attributes = context_attributes(c);
  ASSERT_EQ(attributes.size(), 4u);
  EXPECT_EQ(attributes[0].first, "app.name");
}

}  // namespace
}  // namespace docent::core
