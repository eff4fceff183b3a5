#include "app/options.h"

#include <charconv>

#include "base/utf8.h"

namespace docent::server {
namespace {

constexpr std::string_view usage_text =
    R"(docent-server: takes in what Docent's SDK and other Segment clients send, keeps it, and publishes the strategy.

  docent-server serve --listen ADDR:PORT --data-dir D [options]

  --listen ADDR:PORT       where to listen; port 0 lets the system choose (printed as "listening on http://ADDR:PORT")
  --data-dir D             the database, the admin token and the write key; made when missing, used by one server at a time
  --write-key K            a key that clients may send with; may be given several times. Without it the data directory's own
                           key counts, which the first start makes and prints
  --strategy FILE          the strategy to publish; read again whenever it changes
  --rollback-from N        take back the versions up to N: clients that have one of them accept the strategy's lower version
  --max-connections N      default 1024
  --max-body-bytes N       of a request as it is on the wire, default 1048576
  --max-inflated-bytes N   of a request after gzip, default 4194304
  --help, --version

It speaks plain HTTP: beyond this machine, put a proxy that does TLS in front. SIGTERM and SIGINT stop it without losing anything it acknowledged.
)";

core::Status bad(std::string message) { return {core::Code::invalid, std::move(message)}; }

core::Status parse_size(std::string_view name, std::string_view text, std::size_t low, std::size_t high, std::size_t& out) {
  std::size_t value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size() || value < low || value > high)
    return bad(std::string(name) + " must be a whole number from " + std::to_string(low) + " to " + std::to_string(high));
  out = value;
  return {};
}

core::Status take_write_key(std::string_view value, Options& options) {
  if (!core::is_printable_ascii(value) || value.find(':') != std::string_view::npos || value.size() > core::limits::max_id_bytes)
    return bad("a write key has 1 to " + std::to_string(core::limits::max_id_bytes) + " printable ASCII characters and no colon");
  options.write_keys.emplace_back(value);
  return {};
}

core::Status take_option(std::string_view name, std::string_view value, Options& options) {
  constexpr std::size_t mib = 1024 * 1024;
  if (value.empty()) return bad(std::string(name) + " needs a value");
  if (name == "--listen") {
    auto address = parse_listen_address(value);
    if (!address.ok()) return address.status();
    options.listen = *address;
    return {};
  }
  if (name == "--data-dir") {
    options.data_dir = value;
    return {};
  }
  if (name == "--strategy") {
    options.strategy_path = value;
    return {};
  }
  if (name == "--rollback-from") return parse_size(name, value, 1, UINT32_MAX, options.rollback_from);
  if (name == "--write-key") return take_write_key(value, options);
  if (name == "--max-connections") return parse_size(name, value, 1, 1'000'000, options.limits.max_connections);
  if (name == "--max-body-bytes") return parse_size(name, value, 1024, 64 * mib, options.limits.max_body_bytes);
  if (name == "--max-inflated-bytes") return parse_size(name, value, 1024, 256 * mib, options.limits.max_inflated_bytes);
  return bad("there is no option " + std::string(name) + "; see docent-server --help");
}

}  // namespace

std::string_view usage() noexcept { return usage_text; }

core::Result<ListenAddress> parse_listen_address(std::string_view text) {
  const auto colon = text.rfind(':');
  const auto malformed = bad("--listen must be ADDR:PORT, such as 127.0.0.1:8080 or [::1]:8080, not '" + std::string(text) + "'");
  if (colon == std::string_view::npos || colon == 0) return malformed;
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  ListenAddress address;
  const auto result = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (port.empty() || result.ec != std::errc() || result.ptr != port.data() + port.size()) return malformed;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  else if (host.find(':') != std::string_view::npos) return malformed;
  address.host = host == "localhost" ? "127.0.0.1" : std::string(host);
  return address;
}

core::Result<CommandLine> parse_command_line(std::span<const std::string_view> arguments) {
  CommandLine line;
  for (const auto argument : arguments)
    if (argument == "--help" || argument == "-h") return line;
  if (!arguments.empty() && arguments[0] == "--version") {
    line.command = Command::version;
    return line;
  }
  if (arguments.empty() || arguments[0] != "serve")
    return bad(arguments.empty() ? "a command is missing: docent-server serve …; see docent-server --help"
                                 : "there is no command '" + std::string(arguments[0]) + "': the only one is serve; see docent-server --help");
  line.command = Command::serve;
  for (std::size_t i = 1; i < arguments.size(); i++) {
    std::string_view name = arguments[i];
    std::string_view value;
    if (const auto equals = name.find('='); name.starts_with("--") && equals != std::string_view::npos) {
      value = name.substr(equals + 1);
      name = name.substr(0, equals);
    } else if (i + 1 < arguments.size()) {
      value = arguments[++i];
    }
    DOCENT_TRY(take_option(name, value, line.options));
  }
  if (line.options.listen.host.empty()) return bad("--listen ADDR:PORT is missing");
  if (line.options.data_dir.empty()) return bad("--data-dir D is missing");
  return line;
}

}  // namespace docent::server
