#include "decisions.h"

#include <cstdio>
#include <memory>

#include "client_actor.h"
#include "recording.h"

namespace docent::cli {
namespace {

int fail(const std::string& message, int code) {
  std::fprintf(stderr, "docent send: %s\n", message.c_str());
  return code;
}

struct Sink {
  std::FILE* file = nullptr;
  std::string user;
  ~Sink() {
    if (file != nullptr && file != stdout) std::fclose(file);
  }
};

void write_decision(void*, void* user_data, std::string_view json) {
  const auto* sink = static_cast<const Sink*>(user_data);
  std::fprintf(sink->file, "%.*s\n", static_cast<int>(json.size()), json.data());
}

}  // namespace

int send_decisions(const ReplayOptions& options, const std::string& data_dir, const std::string& user, const std::string& decisions) {
  const auto recording = Recording::open(options.events);
  if (!recording.ok()) return fail(recording.status().message(), exit_open);
  for (const auto& r : recording->refused()) (void)fail("line " + std::to_string(r.line) + ": " + r.reason, exit_refused);
  const auto& users = recording->users();
  if (users.empty()) return fail("there is no event", exit_usage);
  if (user.empty() && users.size() > 1)
    return fail("the events are of " + std::to_string(users.size()) + " users, and a device has one at a time: choose with --user", exit_usage);
  const int64_t position = user.empty() ? 0 : recording->find(user);
  if (position < 0) return fail("the recording has no user \"" + user + "\"", exit_open);
  const auto events = recording->events_of(static_cast<std::size_t>(position));

  Sink sink;
  sink.user = users[static_cast<std::size_t>(position)];
  sink.file = decisions == "-" ? stdout : std::fopen(decisions.c_str(), "wb");
  if (sink.file == nullptr) return fail(decisions + " cannot be written", exit_open);
  core::ClientOptions client;
  client.write_key = "replay";
  client.data_dir = data_dir;
  client.consent = core::Consent::from_bits(3);
  client.strategy_json = options.strategy_json;
  client.run_context = options.context(core::install_id_of(events));
  client.trace = {write_decision, nullptr, &sink};
  client.trace_user = sink.user;
  core::ReplaySetup setup = options.setup();
  if (options.until.empty()) setup.until_ms = events.back().at_ms;
  auto actor = ClientActor::open(std::move(client), options.zone, options.zones(), core::instant_at(setup.zone, events.front().at_ms));
  if (!actor.ok()) return fail(actor.status().to_string(), exit_open);
  core::replay(events, **actor, setup);
  if (std::fflush(sink.file) != 0 || std::ferror(sink.file) != 0) return fail(decisions + " could not be written to its end", exit_refused);
  return recording->refused_count() > 0 ? exit_refused : exit_ok;
}

}  // namespace docent::cli
