// docent inspect: what a data directory holds, as JSON.
#include <cstdio>

#include "arguments.h"
#include "client/inspect.h"
#include "commands.h"

namespace docent::cli {
namespace {

constexpr const char* help = R"(usage: docent inspect DIR

Prints what the data directory DIR holds as one line of JSON (docs/cli/inspect.schema.json): the ledger,
pending events and bytes, the journals and where they lie, identity, consent, and the version of the
strategy. Changes nothing; a client may be running on DIR.
)";

}  // namespace

int inspect(const std::vector<std::string>& words) {
  std::string dir;
  int code = exit_ok;
  if (!Arguments().positional("DIR", &dir).parse("inspect", help, words, code)) return code;
  const auto json = core::inspect_data_dir(dir);
  if (!json.ok()) {
    std::fprintf(stderr, "docent inspect: %s\n", json.status().to_string().c_str());
    return exit_open;
  }
  std::printf("%s\n", json->c_str());
  return exit_ok;
}

}  // namespace docent::cli
