#include "client_actor.h"

#include <chrono>

#include "base/random.h"
#include "client/worker.h"
#include "guidance/property_views.h"
#include "http/scripted_http_client.h"
#include "simulation/replay.h"

namespace docent::cli {
namespace {

using core::ReplayEvent;

constexpr int max_steps = 100'000;  // at one moment

}  // namespace

// Time as the replay says it; elapsed time runs along.
class ClientActor::ReplayClock final : public core::Clock {
 public:
  ReplayClock(core::Zone zone, int64_t wall_ms) : zone_(std::move(zone)), start_ms_(wall_ms), wall_ms_(wall_ms) {}
  void set(int64_t wall_ms) noexcept { wall_ms_ = wall_ms; }
  int64_t wall_ns() const noexcept override { return wall_ms_ * 1'000'000; }
  int64_t boot_ns() const noexcept override { return (wall_ms_ - start_ms_) * 1'000'000 + 1'000'000'000; }
  int32_t utc_offset_s(int64_t wall_ms) const noexcept override { return core::instant_at(zone_, wall_ms).utc_offset_s; }

 private:
  core::Zone zone_;
  int64_t start_ms_;
  int64_t wall_ms_;
};

core::Result<std::unique_ptr<ClientActor>> ClientActor::open(core::ClientOptions options, core::Zone zone, core::ZoneSource zones,
                                                             core::Instant start) {
  auto actor = std::unique_ptr<ClientActor>(new ClientActor());
  core::Ports ports;
  auto clock = std::make_unique<ReplayClock>(std::move(zone), start.wall_ms);
  actor->clock_ = clock.get();
  ports.clock = std::move(clock);
  ports.random = std::make_unique<core::SeededRandom>(1);
  static core::ManualClock network_clock;  // nothing is sent: there is no endpoint
  ports.http = std::make_unique<core::ScriptedHttpClient>(network_clock, [](const core::HttpRequest&) { return core::scripted_status(503); });
  ports.zones = std::move(zones);
  options.endpoint.clear();
  options.sessions = false;
  auto runtime = core::wire(std::move(options), std::move(ports));
  if (!runtime.ok()) return runtime.status();
  actor->runtime_ = std::move(*runtime);
  actor->settle();
  return actor;
}

// As an application that ends: the journal, 2 MB of memory, goes.
ClientActor::~ClientActor() {
  if (!runtime_) return;
  runtime_->worker->request_stop(std::chrono::steady_clock::now());
  runtime_->worker->run();
}

void ClientActor::settle() {
  for (int i = 0; i < max_steps && runtime_->worker->step(); i++) {}
}

void ClientActor::record(core::RecordInput& input, bool event) {
  const core::Code code = event ? runtime_->recorder->event(input) : runtime_->recorder->control(input, true);
  if (code != core::Code::ok)
    runtime_->options.log.write(core::LogLevel::warning,
                                "replay: " + std::string(core::code_name(code)) + " for \"" + std::string(input.name) + "\"");
  settle();
}

void ClientActor::apply(const ReplayEvent& e, core::Instant now) {
  clock_->set(now.wall_ms);
  core::PropertyViews views;
  for (const auto& [key, value] : e.values.as_object()) views.add(key, value);
  core::RecordInput input;
  input.name = e.name;
  input.properties = views.list();
  core::PropertyView in_front;
  switch (e.kind) {
    case ReplayEvent::Kind::track: input.builtin = true; return record(input, true);  // recorded built-in events are facts here
    case ReplayEvent::Kind::screen: input.kind = core::RecordKind::screen; return record(input, true);
    case ReplayEvent::Kind::identify: input.kind = core::RecordKind::identify; return record(input, false);
    case ReplayEvent::Kind::context: input.kind = core::RecordKind::context; return record(input, false);
    case ReplayEvent::Kind::app: input.kind = core::RecordKind::app_state; return record(input, false);
    case ReplayEvent::Kind::launch: input.kind = core::RecordKind::launch; return record(input, false);
    case ReplayEvent::Kind::foreground:
      input.kind = core::RecordKind::foreground;
      input.detail = e.in_front ? 1 : 0;
      return record(input, false);
    case ReplayEvent::Kind::outcome:
    case ReplayEvent::Kind::answer:
    case ReplayEvent::Kind::nothing: return;
  }
}

void ClientActor::report(const core::Uuid& presentation, core::Outcome outcome, std::string_view detail, core::Instant now) {
  clock_->set(now.wall_ms);
  core::RecordInput input;
  input.kind = core::RecordKind::outcome;
  input.detail = static_cast<uint8_t>(outcome);
  input.id = presentation;
  input.name = detail;
  record(input, false);
}

void ClientActor::answer(const core::Uuid& presentation, std::string_view question, std::string_view json, core::Instant now) {
  clock_->set(now.wall_ms);
  core::PropertyView answer;
  answer.key = "answer";
  answer.type = core::PropertyType::json;
  answer.text = json;
  core::RecordInput input;
  input.kind = core::RecordKind::answer;
  input.id = presentation;
  input.name = question;
  if (!json.empty()) input.properties = std::span(&answer, 1);
  record(input, false);
}

std::optional<int64_t> ClientActor::next_timer_ms() { return runtime_->engine->next_timer_ms(); }

void ClientActor::advance(core::Instant now) {
  clock_->set(now.wall_ms);
  settle();
}

std::vector<core::Presentation> ClientActor::poll() {
  std::vector<core::Presentation> list;
  while (auto p = runtime_->mailbox.poll()) list.push_back(std::move(*p));
  return list;
}

}  // namespace docent::cli
