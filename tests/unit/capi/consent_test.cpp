#include "fixture.h"

namespace docent::test {
namespace {

using ConsentTest = CapiTest;
constexpr const char* marker = "MARKER-zebra-7731";

uint64_t held(docent_client* client) {
  docent_stats stats{};
  stats.struct_size = sizeof stats;
  EXPECT_EQ(docent_stats_get(client, &stats), DOCENT_OK);
  return stats.held_for_consent;
}

TEST_F(ConsentTest, UnknownHoldsAndNobodyUploads) {
  setup_.set_consent = false;
  setup_.endpoint = "http://127.0.0.1:9";
  open();
  EXPECT_EQ(docent_consent(client_), uint32_t{DOCENT_CONSENT_UNKNOWN});
  track("x");
  settle();
  EXPECT_EQ(held(client_), 1u);
  EXPECT_EQ(docent_flush(client_, DOCENT_FLUSH_DELIVERED, 500), DOCENT_NO_CONSENT);
  docent_stats stats{};
  stats.struct_size = sizeof stats;
  docent_stats_get(client_, &stats);
  EXPECT_EQ(stats.requests, 0u);
}

TEST_F(ConsentTest, EverythingDeniedRefusesAtOnce) {
  open();
  ASSERT_EQ(docent_set_consent(client_, DOCENT_CONSENT_NONE), DOCENT_OK);
  EXPECT_EQ(track("x"), DOCENT_NO_CONSENT);
  ASSERT_EQ(docent_set_consent(client_, DOCENT_CONSENT_GUIDANCE), DOCENT_OK);
  EXPECT_EQ(track("y"), DOCENT_OK);
  settle();
  EXPECT_EQ(recorded().size(), 0u) << "without analytics nothing is queued";
  EXPECT_EQ(ledger()["dropped"]["consent"].as_int(), 1);
}

TEST_F(ConsentTest, WithdrawalErasesEveryTrace) {
  open();
  const docent_property p[] = {docent_string("text", marker)};
  for (int i = 0; i < 300; i++) ASSERT_EQ(docent_track(client_, marker, DOCENT_AUTO_LEN, p, 1), DOCENT_OK);
  ASSERT_EQ(docent_identify(client_, marker, DOCENT_AUTO_LEN, p, 1), DOCENT_OK);
  settle();
  EXPECT_TRUE(tree_contains(setup_.data_dir, marker)) << "the search finds what is there";
  ASSERT_EQ(docent_set_consent(client_, DOCENT_CONSENT_NONE), DOCENT_OK);
  settle();
  EXPECT_FALSE(tree_contains(setup_.data_dir, marker));
  for (const char* runtime : {"/dev/shm", "/run/user"}) EXPECT_FALSE(tree_contains(runtime, marker)) << runtime;
  const auto l = ledger();
  EXPECT_EQ(l["pending"].as_int(), 0);
  EXPECT_EQ(l["accepted"].as_int(), l["dropped"]["consent"].as_int());
  reopen();
  EXPECT_FALSE(tree_contains(setup_.data_dir, marker));
  EXPECT_EQ(recorded().size(), 0u);
}

TEST_F(ConsentTest, TheDecisionIsRememberedPerIdentity) {
  setup_.set_consent = false;
  open();
  ASSERT_EQ(docent_identify(client_, "A", 1, nullptr, 0), DOCENT_OK);
  ASSERT_EQ(docent_set_consent(client_, DOCENT_CONSENT_ANALYTICS), DOCENT_OK);
  ASSERT_EQ(docent_identify(client_, "B", 1, nullptr, 0), DOCENT_OK);
  settle();
  EXPECT_EQ(docent_consent(client_), uint32_t{DOCENT_CONSENT_UNKNOWN}) << "B was not asked";
  ASSERT_EQ(docent_identify(client_, "A", 1, nullptr, 0), DOCENT_OK);
  settle();
  EXPECT_EQ(docent_consent(client_), uint32_t{DOCENT_CONSENT_ANALYTICS});
  reopen();
  EXPECT_EQ(docent_consent(client_), uint32_t{DOCENT_CONSENT_ANALYTICS});
}

TEST_F(ConsentTest, AnotherUsersUndecidedEventsAreNotReleased) {
  setup_.set_consent = false;
  open();
  docent_identify(client_, "A", 1, nullptr, 0);
  track("of_A");
  docent_identify(client_, "B", 1, nullptr, 0);
  docent_set_consent(client_, DOCENT_CONSENT_ANALYTICS);
  track("of_B");
  settle();
  for (const auto& e : recorded()) EXPECT_NE(e["event"].as_string(), "of_A");
  EXPECT_GE(ledger()["dropped"]["consent"].as_int(), 1);
}

TEST_F(ConsentTest, AnonymousConsentCarriesOverToTheFirstUser) {
  open();
  docent_identify(client_, "A", 1, nullptr, 0);
  settle();
  EXPECT_EQ(docent_consent(client_), uint32_t{DOCENT_CONSENT_ANALYTICS | DOCENT_CONSENT_GUIDANCE});
}

}  // namespace
}  // namespace docent::test
