// What was erased is in none of the database's files: no row, no free page, no WAL frame.
#include "outbox_fixture.h"

namespace docent::core {
namespace {

constexpr const char* marker = "Planted-Marker-b7e1";

class ErasureTest : public test::OutboxFixture {
 protected:
  bool on_disk() {
    for (const char* suffix : {"", "-wal", "-shm"})
      if (test::slurp(dir.file() + suffix).find(marker) != std::string::npos) return true;
    return false;
  }

  std::string marked(std::size_t bytes) const {
    std::string text;
    while (text.size() < bytes) text.append(marker).append(" ");
    return text;
  }

  void plant() {
    for (int i = 0; i < 30; i++) {
      commit([&] {
        ASSERT_OK(outbox->context_id("{\"who\":\"" + marked(20) + std::to_string(i) + "\"}"));
        const int64_t sent = add_chunk(Priority::normal, 1, marked(30'000));
        add_chunk(Priority::normal, 1, marked(9'000));
        add_row(Priority::normal, marked(300));
        add_row(Priority::critical, marked(10'000));
        ASSERT_OK(outbox->acknowledge(sent, 1));
        ASSERT_OK(database->put_state("me", "history", std::to_string(i), marked(500)));
        ASSERT_OK(database->put_state("other", "history", std::to_string(i), std::string(500, 'k')));
      });
      if (i % 7 == 0) ASSERT_OK(database->checkpoint(false));
    }
    std::string json;
    uint32_t events = 0;
    int64_t oldest = 0;
    commit([&] { ASSERT_OK(outbox->take_segment(Priority::critical, 1, json, events, oldest)); });
  }

  Status erase() {
    DOCENT_TRY(database->begin());
    if (const auto erased = outbox->erase_all(); !erased.ok()) return erased.status();
    DOCENT_TRY(database->erase_state("me"));
    DOCENT_TRY(database->commit(Durability::full));
    DOCENT_TRY(database->vacuum());
    DOCENT_TRY(database->begin());
    DOCENT_TRY(database->put_meta("erased", "1"));
    DOCENT_TRY(database->commit(Durability::full));
    return database->checkpoint(true);
  }
};

TEST_F(ErasureTest, LeavesNothingInAnyFile) {
  plant();
  EXPECT_TRUE(on_disk());
  ASSERT_OK(erase());
  EXPECT_FALSE(on_disk());
  EXPECT_EQ(number("SELECT count(*) FROM state WHERE identity='other'"), 30);
  EXPECT_EQ(*database->free_bytes(), 0u);
}

TEST_F(ErasureTest, AlsoWhenADeadProcessLeftAWal) {
  plant();
  ASSERT_OK(database->checkpoint(false));
  // The files as a killed process leaves them, under another name.
  for (const char* suffix : {"", "-wal"}) std::filesystem::copy_file(dir.file() + suffix, dir.file("dead.db") + suffix);
  close();
  std::filesystem::remove(dir.file());
  for (const char* suffix : {"", "-wal"}) std::filesystem::rename(dir.file("dead.db") + suffix, dir.file() + suffix);
  reopen();
  EXPECT_TRUE(on_disk());
  ASSERT_OK(erase());
  EXPECT_FALSE(on_disk());
}

}  // namespace
}  // namespace docent::core
