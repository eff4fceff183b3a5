#include "fixture.h"

namespace docent::test {
namespace {

using PrivacyTest = CapiTest;

TEST_F(PrivacyTest, RecordedListsNewestFirstAndSurvivesARestart) {
  open();
  track("one");
  track("two");
  auto events = recorded();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0]["event"].as_string(), "one");
  reopen();
  events = recorded();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[1]["event"].as_string(), "two");
}

TEST_F(PrivacyTest, EraseHereLeavesNoTraceAndANewIdentity) {
  open();
  const char* marker = "MARKER-heron-4410";
  const docent_property p[] = {docent_string("text", marker)};
  docent_identify(client_, marker, DOCENT_AUTO_LEN, p, 1);
  docent_track(client_, "x", 1, p, 1);
  const std::string before(recorded().back()["anonymousId"].as_string());
  docent_error* error = nullptr;
  ASSERT_EQ(docent_erase(client_, DOCENT_ERASE_HERE, 5000, &error), DOCENT_OK) << docent_error_message(error);
  EXPECT_EQ(recorded().size(), 0u);
  EXPECT_FALSE(tree_contains(setup_.data_dir, marker));
  EXPECT_FALSE(tree_contains("/dev/shm", marker));
  track("after");
  const auto events = recorded();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_NE(events[0]["anonymousId"].as_string(), before);
  EXPECT_TRUE(events[0]["userId"].is_null());
  const auto l = ledger();
  EXPECT_EQ(l["dropped"]["erased"].as_int(), 2);
  EXPECT_EQ(l["accepted"].as_int(), l["delivered"].as_int() + l["pending"].as_int() + 2);
}

TEST_F(PrivacyTest, EraseEverywhereWithoutABackendSaysItGoesOn) {
  setup_.endpoint = "http://127.0.0.1:9";
  open();
  track("x");
  docent_error* error = nullptr;
  EXPECT_EQ(docent_erase(client_, DOCENT_ERASE_EVERYWHERE, 300, &error), DOCENT_TIMEOUT);
  EXPECT_STRNE(docent_error_message(error), "");
  docent_error_destroy(error);
  EXPECT_EQ(recorded().size(), 0u) << "this device is clean all the same";
}

}  // namespace
}  // namespace docent::test
