// The command line of docent-server. Pure: reads no file and opens no port.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "http/http_server.h"
#include "server_limits.h"

namespace docent::server {

struct Options {
  ListenAddress listen;
  std::string data_dir;
  std::vector<std::string> write_keys;  // empty: the data directory's own
  std::string strategy_path;            // "" publishes none
  std::size_t rollback_from = 0;        // clients with a version up to this one take the strategy although its version is lower
  Limits limits;
};

enum class Command { serve, help, version };

struct CommandLine {
  Command command = Command::help;
  Options options;
};

// `arguments` without the program's name. An error says what is wrong and what would be right.
core::Result<CommandLine> parse_command_line(std::span<const std::string_view> arguments);
// "127.0.0.1:8080", "[::1]:0", "localhost:8080".
core::Result<ListenAddress> parse_listen_address(std::string_view text);
std::string_view usage() noexcept;

}  // namespace docent::server
