// The `docent` command: send events, look into a data directory, evaluate rules, check strategies. Also the black box that others test with.
#include <cstdio>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "arguments.h"
#include "commands.h"
#include "docent/docent.h"

namespace {

constexpr const char* help =
    "usage: docent COMMAND [options]\n"
    "\n"
    "  send      read events from standard input, one JSON object a line, and deliver them\n"
    "  inspect   print what a data directory holds, as JSON\n"
    "  eval      evaluate JsonLogic rules, one JSON object a line\n"
    "  lint      say what is wrong with strategy documents, and what in them can't work\n"
    "  simulate  what a strategy would have shown to the users of a recording\n"
    "  explain   why a campaign is (not) shown to one of them\n"
    "\n"
    "docent COMMAND --help says more; docent --version prints the version.\n";

constexpr struct {
  const char* name;
  int (*run)(const std::vector<std::string>&);
} commands[] = {{"send", docent::cli::send}, {"inspect", docent::cli::inspect},   {"eval", docent::cli::eval},
                {"lint", docent::cli::lint}, {"simulate", docent::cli::simulate}, {"explain", docent::cli::explain}};

}  // namespace

int main(int argc, char** argv) {
  const std::string command = argc > 1 ? argv[1] : "";
  const std::vector<std::string> words(argv + (argc > 1 ? 2 : 1), argv + argc);
  for (const auto& [name, run] : commands) {
    if (command != name) continue;
    try {
      const int code = run(words);
      std::cout.flush();
      if (std::cout.good() && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
      std::fprintf(stderr, "docent %s: standard output could not be written to its end\n", name);
      return docent::cli::exit_refused;
    } catch (const std::exception& e) {
      std::fprintf(stderr, "docent %s: %s\n", name, e.what());
      return docent::cli::exit_refused;
    }
  }
  if (command == "--version") {
    std::printf("docent %s\n", docent_version());
    return docent::cli::exit_ok;
  }
  if (command == "--help" || command == "-h" || command == "help") {
    std::fputs(help, stdout);
    return docent::cli::exit_ok;
  }
  std::fprintf(stderr, "docent: %s\n%s", command.empty() ? "a command is missing" : ("unknown command \"" + command + "\"").c_str(), help);
  return docent::cli::exit_usage;
}
