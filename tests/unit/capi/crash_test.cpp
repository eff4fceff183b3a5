// What survives the death of the process. Children are forked before this process has a client, so each test runs its client in a child and looks at
// the rest itself.
#include "fixture.h"
#include "journal/recovery.h"

#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <fstream>

namespace docent::test {
namespace {

class CrashTest : public CapiTest {
 protected:
  // Runs `body` with an open client in a child that ends by SIGKILL.
  template <class Body>
  void die_in_child(Body body) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      client_ = open_client(setup_);
      if (client_ == nullptr) _exit(3);
      body();
      kill(getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << status;
  }
};

TEST_F(CrashTest, AcceptedEventsSurviveTheKillAtTheNextInstruction) {
  die_in_child([&] {
    for (int i = 0; i < 500; i++)
      if (docent_track(client_, "numbered", DOCENT_AUTO_LEN, std::vector{docent_int("n", i)}.data(), 1) != DOCENT_OK) _exit(4);
  });
  open();
  const auto events = recorded();
  ASSERT_EQ(events.size(), 500u);
  for (int i = 0; i < 500; i++) EXPECT_EQ(events[i].at_pointer("/properties/n")->as_int(), i);
  EXPECT_EQ(ledger()["accepted"].as_int(), 500);
}

TEST_F(CrashTest, ManyDeathsInARowLoseAndDoubleNothing) {
  for (int round = 0; round < 12; round++)
    die_in_child([&] {
      for (int i = 0; i < 20; i++) docent_track(client_, "numbered", DOCENT_AUTO_LEN, std::vector{docent_int("n", round * 20 + i)}.data(), 1);
      if (round % 3 == 1) docent_flush(client_, DOCENT_FLUSH_DURABLE, 5000);
    });
  open();
  const auto events = recorded();
  ASSERT_EQ(events.size(), 240u);
  for (int i = 0; i < 240; i++) EXPECT_EQ(events[i].at_pointer("/properties/n")->as_int(), i);
}

TEST_F(CrashTest, TheNextStartClosesTheSessionAsAbnormal) {
  setup_.sessions = true;
  die_in_child([&] { docent_track(client_, "x", 1, nullptr, 0); });
  open();
  const auto events = recorded();
  ASSERT_EQ(events.size(), 4u);
  EXPECT_EQ(events[2]["event"].as_string(), "session_end");
  EXPECT_EQ(events[2].at_pointer("/properties/reason")->as_string(), "abnormal");
  EXPECT_TRUE(events[2].at_pointer("/properties/abnormal")->as_bool());
}

TEST_F(CrashTest, ContextAndSuperPropertiesOfTheDeadProcessBelongToItsEventsOnly) {
  die_in_child([&] {
    const docent_property super[] = {docent_string("plan", "pro")};
    docent_set_super_properties(client_, super, 1);
    docent_flush(client_, DOCENT_FLUSH_DURABLE, 5000);
    docent_track(client_, "before", DOCENT_AUTO_LEN, nullptr, 0);
  });
  open();
  track("after");
  const auto events = recorded();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(core::to_json(events[0]["properties"]), R"({"plan":"pro"})");
  EXPECT_EQ(core::to_json(events[1]["properties"]), "{}");
}

TEST_F(CrashTest, AConsentWithdrawnJustBeforeTheKillHolds) {
  const char* marker = "MARKER-otter-0912";
  die_in_child([&] {
    docent_track(client_, marker, DOCENT_AUTO_LEN, nullptr, 0);
    docent_set_consent(client_, DOCENT_CONSENT_NONE);
  });
  setup_.set_consent = false;
  open();
  settle();
  EXPECT_EQ(docent_consent(client_), uint32_t{DOCENT_CONSENT_NONE});
  EXPECT_EQ(recorded().size(), 0u);
  EXPECT_FALSE(tree_contains(setup_.data_dir, marker));
  EXPECT_FALSE(tree_contains("/dev/shm", marker));
}

TEST_F(CrashTest, ARingThatIsDamagedIsRefusedOrReadWithoutHarm) {
  die_in_child([&] {
    for (int i = 0; i < 50; i++) docent_track(client_, "x", 1, nullptr, 0);
  });
  const auto rings = core::find_rings(setup_.data_dir);
  ASSERT_EQ(rings.size(), 1u);
  {
    std::fstream file(rings.front().path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(0);
    file.write("GARBAGE!", 8);
  }
  open();
  ASSERT_EQ(track("still_works"), DOCENT_OK);
  bool found = false;
  for (const auto& e : recorded()) found = found || e["event"].as_string() == "still_works";
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace docent::test
