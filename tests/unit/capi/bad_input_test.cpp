#include "fixture.h"

#include <sys/stat.h>
#include <cmath>
#include <fstream>

namespace docent::test {
namespace {

using BadInputTest = CapiTest;

TEST_F(BadInputTest, NullHandlesAreRefusedEverywhere) {
  const docent_property p[] = {docent_int("a", 1)};
  EXPECT_EQ(docent_track(nullptr, "x", 1, p, 1), DOCENT_INVALID);
  EXPECT_EQ(docent_screen(nullptr, "x", 1, nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_identify(nullptr, "x", 1, nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_group(nullptr, "x", 1, nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_alias(nullptr, "x", 1), DOCENT_INVALID);
  EXPECT_EQ(docent_reset(nullptr), DOCENT_INVALID);
  EXPECT_EQ(docent_report_error(nullptr, "x", 1, nullptr, 0, nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_metric(nullptr, "x", 1, 1, nullptr, 0, nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_timer_start(nullptr, "x", 1), DOCENT_INVALID);
  EXPECT_EQ(docent_timer_stop(nullptr, "x", 1, nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_timer_cancel(nullptr, "x", 1), DOCENT_INVALID);
  EXPECT_EQ(docent_set_context(nullptr, p, 1), DOCENT_INVALID);
  EXPECT_EQ(docent_set_super_properties(nullptr, p, 1), DOCENT_INVALID);
  EXPECT_EQ(docent_set_foreground(nullptr, 1), DOCENT_INVALID);
  EXPECT_EQ(docent_capture(nullptr, nullptr), DOCENT_INVALID);
  EXPECT_EQ(docent_feedback(nullptr, 1, "x", 1, nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_set_consent(nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_consent(nullptr), uint32_t{DOCENT_CONSENT_UNKNOWN});
  EXPECT_EQ(docent_set_wakeup(nullptr, nullptr, nullptr), DOCENT_INVALID);
  EXPECT_EQ(docent_poll(nullptr), nullptr);
  EXPECT_EQ(docent_feature_enabled(nullptr, "x", 1), 1);
  EXPECT_EQ(docent_flush(nullptr, DOCENT_FLUSH_DURABLE, 1), DOCENT_INVALID);
  EXPECT_EQ(docent_client_close(nullptr, 1), DOCENT_OK);
  docent_stats stats{};
  stats.struct_size = sizeof stats;
  EXPECT_EQ(docent_stats_get(nullptr, &stats), DOCENT_INVALID);
  docent_text* text = nullptr;
  docent_error* error = nullptr;
  EXPECT_EQ(docent_explain(nullptr, nullptr, 0, 1, &text, &error), DOCENT_INVALID);
  EXPECT_STRNE(docent_error_message(error), "");
  docent_error_destroy(error);
  EXPECT_EQ(docent_ledger(nullptr, 1, &text), DOCENT_INVALID);
  EXPECT_EQ(docent_recorded(nullptr, 1, &text, nullptr), DOCENT_INVALID);
  EXPECT_EQ(docent_erase(nullptr, DOCENT_ERASE_HERE, 1, nullptr), DOCENT_INVALID);
  EXPECT_EQ(docent_set_strategy(nullptr, "{}", 2, 1, nullptr), DOCENT_INVALID);
  docent_recommendations* list = nullptr;
  EXPECT_EQ(docent_recommend(nullptr, "x", 1, 1, &list, nullptr), DOCENT_INVALID);
  EXPECT_EQ(docent_presentation_report(nullptr, nullptr, DOCENT_OUTCOME_SHOWN, nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_presentation_answer(nullptr, nullptr, "q", 1, "1", 1, nullptr), DOCENT_INVALID);
  EXPECT_EQ(docent_launch(nullptr, "x", 1), DOCENT_INVALID);
  EXPECT_EQ(docent_preview(nullptr, "x", 1, nullptr, 0, 1, nullptr), DOCENT_INVALID);
  EXPECT_EQ(docent_set_app_state(nullptr, p, 1), DOCENT_INVALID);
  EXPECT_EQ(docent_do_not_disturb(nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_lower_frequency(nullptr, "tip", 3, 1, 1, 1, nullptr), DOCENT_INVALID);
  EXPECT_EQ(docent_interact(nullptr, "click", 5, "x", 1, nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_options_set_decision_trace(nullptr, nullptr, nullptr), DOCENT_INVALID);
  EXPECT_EQ(docent_presentation_change(nullptr), DOCENT_CHANGE_SHOW);
  EXPECT_EQ(docent_presentation_is_preview(nullptr), 0);
  EXPECT_STREQ(docent_presentation_step(nullptr), "");
  EXPECT_STREQ(docent_presentation_title(nullptr), "");
  EXPECT_STREQ(docent_recommendations_title(nullptr, 0), "");
  EXPECT_STREQ(docent_text_data(nullptr), "");
  docent_presentation_destroy(nullptr);
  docent_recommendations_destroy(nullptr);
  docent_text_destroy(nullptr);
  docent_error_destroy(nullptr);
  docent_options_destroy(nullptr);
}

TEST_F(BadInputTest, AnotherHandleIsNotAClient) {
  docent_options* o = docent_options_create("k", 1);
  EXPECT_EQ(docent_track(reinterpret_cast<docent_client*>(o), "x", 1, nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_launch(reinterpret_cast<docent_client*>(o), "x", 1), DOCENT_INVALID);
  EXPECT_EQ(docent_preview(reinterpret_cast<docent_client*>(o), "x", 1, nullptr, 0, 1, nullptr), DOCENT_INVALID);
  EXPECT_EQ(docent_interact(reinterpret_cast<docent_client*>(o), "click", 5, "x", 1, nullptr, 0), DOCENT_INVALID);
  docent_options_destroy(o);
}

TEST_F(BadInputTest, EventsThatCannotBe) {
  open();
  const std::string long_name(129, 'n');
  EXPECT_EQ(track(""), DOCENT_INVALID);
  EXPECT_EQ(docent_track(client_, nullptr, 3, nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_track(client_, "x", 1, nullptr, 2), DOCENT_INVALID);
  EXPECT_EQ(track(long_name.c_str()), DOCENT_INVALID);
  EXPECT_EQ(track(long_name.c_str() + 1), DOCENT_OK);
  EXPECT_EQ(track("\xff"), DOCENT_INVALID_UTF8);
  EXPECT_EQ(track("session_start"), DOCENT_RESERVED_NAME);
  docent_property p = docent_double("k", NAN);
  EXPECT_EQ(docent_track(client_, "x", 1, &p, 1), DOCENT_INVALID_NUMBER);
  p = docent_json("k", "{\"a\":}");
  EXPECT_EQ(docent_track(client_, "x", 1, &p, 1), DOCENT_INVALID_JSON);
  p = docent_string("k", "\xc3\x28");
  EXPECT_EQ(docent_track(client_, "x", 1, &p, 1), DOCENT_INVALID_UTF8);
  const std::string big(40'000, 'a');
  p = docent_string("k", big.c_str());
  EXPECT_EQ(docent_track(client_, "x", 1, &p, 1), DOCENT_TOO_LARGE);
  p = docent_string(nullptr, "v");
  EXPECT_EQ(docent_track(client_, "x", 1, &p, 1), DOCENT_INVALID);
  p = docent_string("k", nullptr);
  p.value.text.len = 5;
  EXPECT_EQ(docent_track(client_, "x", 1, &p, 1), DOCENT_INVALID);
  p = docent_int("k", 1);
  p.type = 77;
  EXPECT_EQ(docent_track(client_, "x", 1, &p, 1), DOCENT_INVALID);
  const std::vector<docent_property> many(256, docent_int("k", 1));
  EXPECT_EQ(docent_track(client_, "x", 1, many.data(), many.size()), DOCENT_TOO_LARGE);
  EXPECT_EQ(docent_track(client_, "x", 1, many.data(), 10'000), DOCENT_TOO_LARGE);
  EXPECT_EQ(docent_feedback(client_, 6, "x", 1, nullptr, 0), DOCENT_INVALID);
  EXPECT_EQ(docent_feedback(client_, 3, big.c_str(), DOCENT_AUTO_LEN, nullptr, 0), DOCENT_TOO_LARGE);
  EXPECT_EQ(docent_set_consent(client_, 64), DOCENT_INVALID);
  const auto events = recorded();
  EXPECT_EQ(events.size(), 1u) << "only the one good event was recorded";
  docent_stats stats{};
  stats.struct_size = sizeof stats;
  ASSERT_EQ(docent_stats_get(client_, &stats), DOCENT_OK);
  EXPECT_EQ(stats.accepted, 1u);
  EXPECT_GE(stats.refused, 4u);
  stats.struct_size = 8;
  EXPECT_EQ(docent_stats_get(client_, &stats), DOCENT_INVALID);
}

TEST_F(BadInputTest, NulAndControlCharactersSurvive) {
  open();
  const docent_property p = docent_string_n("k", "a\0b\x01\n", 5);
  ASSERT_EQ(docent_track(client_, "x", 1, &p, 1), DOCENT_OK);
  EXPECT_EQ(recorded()[0].at_pointer("/properties/k")->as_string(), std::string_view("a\0b\x01\n", 5));
}

TEST_F(BadInputTest, TheDataDirectoryBelongsToOneProcess) {
  open();
  std::string message;
  docent_status status = DOCENT_OK;
  EXPECT_EQ(open_client(setup_, &message, &status), nullptr);
  EXPECT_EQ(status, DOCENT_BUSY);
  EXPECT_NE(message.find(setup_.data_dir), std::string::npos) << message;
}

TEST_F(BadInputTest, FilesAreForTheOwnerOnly) {
  open();
  track("x");
  settle();
  struct stat st {};
  ASSERT_EQ(stat(setup_.data_dir.c_str(), &st), 0);
  EXPECT_EQ(st.st_mode & 0777, 0700u);
  for (const auto& entry : std::filesystem::directory_iterator(setup_.data_dir)) {
    ASSERT_EQ(stat(entry.path().c_str(), &st), 0);
    EXPECT_EQ(st.st_mode & 0777, 0600u) << entry.path();
  }
}

TEST_F(BadInputTest, ADamagedDatabaseIsSetAside) {
  std::filesystem::create_directories(setup_.data_dir);
  std::filesystem::permissions(setup_.data_dir, std::filesystem::perms::owner_all);
  std::ofstream(setup_.data_dir + "/docent.db") << std::string(10'000, 'x');
  open();
  ASSERT_EQ(track("still_works"), DOCENT_OK);
  EXPECT_EQ(recorded().size(), 1u);
  bool aside = false;
  for (const auto& entry : std::filesystem::directory_iterator(setup_.data_dir))
    aside = aside || entry.path().string().find("corrupt") != std::string::npos;
  EXPECT_TRUE(aside);
}

TEST_F(BadInputTest, ANewerDatabaseIsLeftAlone) {
  open();
  track("x");
  close();
  ASSERT_EQ(std::system(("sqlite3 " + setup_.data_dir +
                         "/docent.db 'pragma user_version=9999' 2>/dev/null || python3 -c \"import sqlite3,sys; c=sqlite3.connect('" +
                         setup_.data_dir + "/docent.db'); c.execute('pragma user_version=9999'); c.commit()\"")
                            .c_str()),
            0);
  std::string message;
  docent_status status = DOCENT_OK;
  EXPECT_EQ(open_client(setup_, &message, &status), nullptr);
  EXPECT_EQ(status, DOCENT_TOO_NEW) << message;
}

}  // namespace
}  // namespace docent::test
