#include "client/inspect.h"

#include "rig.h"

namespace docent::core::test {
namespace {

using InspectTest = ClientRig;

TEST_F(InspectTest, TellsWhatADataDirectoryHolds) {
  open();
  track("one");
  settle();
  track("two");  // still in the journal
  const auto json = inspect_data_dir(options_.data_dir);
  ASSERT_TRUE(json.ok()) << json.status().to_string();
  const auto v = parse_json(*json);
  ASSERT_TRUE(v.ok());
  EXPECT_EQ(v->at_pointer("/ledger/accepted")->as_int(), 1);
  EXPECT_EQ(v->at_pointer("/pending/events")->as_int(), 1);
  ASSERT_EQ((*v)["journals"].as_array().size(), 1u);
  EXPECT_GT(v->at_pointer("/journals/0/pendingBytes")->as_int(), 0);
  EXPECT_EQ((*v)["consent"].as_string(), "all");
  EXPECT_EQ(v->at_pointer("/identity/anonymousId")->as_string(), runtime_->identity->anonymous_id());
  EXPECT_TRUE((*v)["strategyVersion"].is_null());
}

TEST_F(InspectTest, AnEmptyPlaceIsNotFound) { EXPECT_EQ(inspect_data_dir(dir_.path()).status().code(), Code::not_found); }

}  // namespace
}  // namespace docent::core::test
