// docent-server: command line, signals, exit codes (0 stopped in order, 1 could not start, 2 wrong command line).
#include <csignal>
#include <cstdio>
#include <string_view>
#include <vector>

#include "app/server.h"
#include "version.h"

namespace {

using namespace docent::server;

int fail(int code, const std::string& message) {
  std::fprintf(stderr, "docent-server: %s\n", message.c_str());
  return code;
}

// Every thread is started with the signals blocked, so that only sigwait() sees them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

int serve(const Options& options) {
  const sigset_t signals = block_stop_signals();
  auto server = Server::start(options);
  if (!server.ok()) return fail(1, server.status().message());
  std::printf("listening on %s\n", (*server)->url().c_str());
  if (!(*server)->new_write_key().empty()) std::printf("write key: %s\n", (*server)->new_write_key().c_str());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  std::fprintf(stderr, "docent-server: stopping; once more to stop at once\n");
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  (*server)->stop();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> arguments(argv + 1, argv + argc);
  auto line = parse_command_line(arguments);
  if (!line.ok()) return fail(2, line.status().message());
  switch (line->command) {
    case Command::help: std::fputs(std::string(usage()).c_str(), stdout); return 0;
    case Command::version: std::printf("docent-server %s\n", version); return 0;
    case Command::serve: return serve(line->options);
  }
  return 2;
}
