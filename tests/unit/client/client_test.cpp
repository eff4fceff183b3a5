#include "client/client.h"

#include "rig.h"

namespace docent::core::test {
namespace {

TEST(Client, QuestionsAreAnsweredFromTheStateAfterEverythingRecorded) {
  TempDir dir;
  ClientOptions options;
  options.write_key = "k";
  options.data_dir = dir.path() + "/d";
  options.consent = Consent::from_bits(3);
  options.sessions = false;
  auto opened = Client::open(std::move(options));
  ASSERT_TRUE(opened.ok()) << opened.status().to_string();
  Client& client = **opened;
  for (int i = 0; i < 50; i++) {
    RecordInput input;
    input.name = "x";
    ASSERT_EQ(client.record(input), Code::ok);
  }
  const auto ledger = client.ledger_json(5000);
  ASSERT_TRUE(ledger.ok());
  EXPECT_EQ((*parse_json(*ledger))["accepted"].as_int(), 50);
  EXPECT_EQ(client.explain("nothing", 5000).status().code(), Code::not_found);
  EXPECT_EQ(client.recommend("nowhere", 5000).status().code(), Code::not_found);
  EXPECT_EQ(client.flush(true, 100).code(), Code::unavailable) << "no endpoint";
  EXPECT_TRUE(client.close(5000).ok());
  EXPECT_EQ(client.ledger_json(10).status().code(), Code::closed);
}

TEST(Client, BadOptionsAreRefusedBeforeAnythingIsTouched) {
  TempDir dir;
  ClientOptions options;
  options.write_key = "";
  options.data_dir = dir.path() + "/d";
  EXPECT_EQ(Client::open(options).status().code(), Code::invalid);
  options.write_key = "k";
  options.endpoint = "nonsense";
  EXPECT_EQ(Client::open(options).status().code(), Code::invalid);
  EXPECT_FALSE(std::filesystem::exists(dir.path() + "/d"));
}

}  // namespace
}  // namespace docent::core::test
