#include <fstream>

#include "fixture.h"

namespace docent::test {
namespace {

using OptionsTest = CapiTest;

TEST_F(OptionsTest, OptionsThatCannotBe) {
  EXPECT_EQ(docent_options_create(nullptr, 0), nullptr);
  EXPECT_EQ(docent_options_create("", 0), nullptr);
  EXPECT_EQ(docent_options_create("a:b", DOCENT_AUTO_LEN), nullptr);
  docent_options* o = docent_options_create("k", 1);
  EXPECT_EQ(docent_options_set_consent(o, 8), DOCENT_INVALID);
  EXPECT_EQ(docent_options_set_journal_bytes(o, 100'000), DOCENT_INVALID);
  EXPECT_EQ(docent_options_set_journal_bytes(o, 1u << 15), DOCENT_INVALID);
  EXPECT_EQ(docent_options_set_max_disk_bytes(o, 10), DOCENT_INVALID);
  EXPECT_EQ(docent_options_set_flush_interval_ms(o, 999), DOCENT_INVALID);
  EXPECT_EQ(docent_options_set_data_dir(o, "\xff", 1), DOCENT_INVALID_UTF8);
  EXPECT_EQ(docent_options_set_data_dir(o, "a\0b", 3), DOCENT_INVALID_UTF8);
  EXPECT_EQ(docent_options_set_endpoint(nullptr, "x", 1), DOCENT_INVALID);
  EXPECT_EQ(docent_options_add_redaction(o, "", 0), DOCENT_INVALID);
  docent_options_destroy(o);
}

TEST_F(OptionsTest, OpenSaysWhatIsWrong) {
  std::string message;
  docent_status status = DOCENT_OK;
  const auto fails = [&](docent_status expected, const char* part) {
    EXPECT_EQ(open_client(setup_, &message, &status), nullptr);
    EXPECT_EQ(status, expected) << message;
    EXPECT_NE(message.find(part), std::string::npos) << message;
  };
  for (const char* endpoint : {"ftp://x", "https://", "https://user@host", "https://a b", "https://h?q"}) {
    setup_.endpoint = endpoint;
    fails(DOCENT_INVALID, "endpoint");
  }
  setup_.endpoint = "http://example.com";
  fails(DOCENT_INVALID, "https");
  setup_.endpoint = "";
  setup_.strategy = "{\"schemaVersion\":";
  fails(DOCENT_INVALID, "strategy");
  setup_.strategy = "";
  const std::string file = dir_.path() + "/file";
  std::ofstream(file) << "x";
  setup_.data_dir = file;
  fails(DOCENT_IO, file.c_str());
  setup_.data_dir = file + "/below";
  fails(DOCENT_IO, file.c_str());
}

}  // namespace
}  // namespace docent::test
