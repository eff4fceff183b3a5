#include "app/options.h"

#include <gtest/gtest.h>

namespace docent::server {
namespace {

core::Result<CommandLine> parse(std::vector<std::string_view> arguments) { return parse_command_line(arguments); }

TEST(CommandLineTest, Serve) {
  const auto line = parse({"serve", "--listen", "127.0.0.1:0", "--data-dir=/d", "--write-key", "a", "--write-key", "b", "--strategy", "s.json",
                           "--rollback-from", "7", "--max-connections", "5", "--max-body-bytes=2048"});
  ASSERT_TRUE(line.ok()) << line.status().message();
  EXPECT_EQ(line->command, Command::serve);
  const Options& options = line->options;
  EXPECT_EQ(options.listen.host, "127.0.0.1");
  EXPECT_EQ(options.listen.port, 0);
  EXPECT_EQ(options.data_dir, "/d");
  EXPECT_EQ(options.write_keys, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(options.strategy_path, "s.json");
  EXPECT_EQ(options.rollback_from, 7u);
  EXPECT_EQ(options.limits.max_connections, 5u);
  EXPECT_EQ(options.limits.max_body_bytes, 2048u);
}

TEST(CommandLineTest, HelpAndVersion) {
  EXPECT_EQ(parse({"--help"})->command, Command::help);
  EXPECT_EQ(parse({"serve", "--help"})->command, Command::help);
  EXPECT_EQ(parse({"--version"})->command, Command::version);
  for (const char* option :
       {"--listen", "--data-dir", "--write-key", "--strategy", "--rollback-from", "--max-connections", "--max-body-bytes", "--max-inflated-bytes"})
    EXPECT_NE(usage().find(option), std::string_view::npos) << option;
}

TEST(CommandLineTest, SaysWhatIsWrong) {
  const std::pair<std::vector<std::string_view>, std::string_view> cases[] = {
      {{}, "command"},
      {{"start"}, "start"},
      {{"serve", "--data-dir", "d"}, "--listen"},
      {{"serve", "--listen", "127.0.0.1:0"}, "--data-dir"},
      {{"serve", "--data-dir"}, "--data-dir"},
      {{"serve", "--listen", "8080"}, "8080"},
      {{"serve", "--listen", "127.0.0.1:99999"}, "99999"},
      {{"serve", "--colour", "red"}, "--colour"},
      {{"serve", "--write-key", "a:b"}, "colon"},
      {{"serve", "--write-key", "\xc3\xa9"}, "ASCII"},
      {{"serve", "--max-connections", "0"}, "--max-connections"},
      {{"serve", "--max-body-bytes", "many"}, "--max-body-bytes"},
  };
  for (const auto& [arguments, word] : cases) {
    const auto line = parse(arguments);
    ASSERT_FALSE(line.ok());
    EXPECT_NE(line.status().message().find(word), std::string::npos) << line.status().message();
  }
}

TEST(ListenAddressTest, V4V6AndLocalhost) {
  EXPECT_EQ(parse_listen_address("[::1]:80")->host, "::1");
  EXPECT_EQ(parse_listen_address("[::1]:80")->port, 80);
  EXPECT_EQ(parse_listen_address("localhost:0")->host, "127.0.0.1");
  for (const char* bad : {"", ":80", "::1:80", "1.2.3.4", "1.2.3.4:", "1.2.3.4:x", "1.2.3.4:-1", "1.2.3.4:80x"})
    EXPECT_FALSE(parse_listen_address(bad).ok()) << bad;
}

}  // namespace
}  // namespace docent::server
