// The one place where the data path is composed. Read it from top to bottom to follow an event from track() to the socket:
//
//   host threads ── Client::record → Recorder → Ring (tmpfs)                                            client/recorder.cpp, journal/
//   the worker   ── Worker::turn: Ring → Processor → { Engine, Ledger, Batcher → Outbox } → commit      client/turn.cpp, client/processor.cpp
//                ── Worker::deliver: Batcher::seal → Uploader → HttpClient → backend                    client/worker.cpp, pipeline/
//   host thread  ── Client::poll ← Mailbox ← presentations of the committed turn                         client/mailbox.cpp
#include <utility>

#include "client/runtime.h"
#include "client/worker.h"
#include "guidance/decision.h"
#include "http/curl_client.h"
#include "model/context.h"
#include "platform/files.h"
#include "platform/host_info.h"
#include "platform/system_clock.h"
#include "platform/system_random.h"
#include "platform/time_zone_files.h"

namespace docent::core {
namespace {

Status open_directory(Runtime& rt) {
  auto& options = rt.options;
  if (options.data_dir.empty()) {
    auto dir = default_data_dir(options.write_key);
    if (!dir.ok()) return dir.status();
    options.data_dir = std::move(*dir);
  }
  DOCENT_TRY(make_private_dir(options.data_dir));
  auto lock = FileLock::try_lock(options.data_dir + "/docent.lock");
  if (!lock.ok()) {
    if (lock.status().code() != Code::busy) return lock.status();
    return {Code::busy, "another process uses " + options.data_dir + "; close it, or choose another data directory"};
  }
  rt.directory_lock = std::move(*lock);
  return {};
}

// A damaged database is set aside, not deleted; what it held counts as lost, what the journal holds is replayed into the new one.
Status open_storage(Runtime& rt) {
  const std::string path = rt.options.data_dir + "/docent.db";
  auto database = Database::open(path);
  if (!database.ok() && database.status().code() == Code::corrupt) {
    rt.options.log.write(LogLevel::error, database.status().to_string() + "; it is set aside and a new one is begun");
    DOCENT_TRY(Database::quarantine(path, rt.ports.clock->wall_ms()));
    database = Database::open(path);
  }
  if (!database.ok()) return database.status();
  rt.database = std::move(*database);
  rt.outbox = std::make_unique<Outbox>(*rt.database);
  rt.ledger = std::make_unique<Ledger>(*rt.database);
  rt.disk_cap = std::make_unique<DiskCap>(*rt.database, *rt.outbox, *rt.ledger);
  DOCENT_TRY(rt.outbox->load());
  return rt.ledger->load();
}

RunContext run_context(const Runtime& rt) {
  const HostInfo host = read_host_info();
  RunContext c;
  c.library_version = DOCENT_VERSION_TEXT;
  c.app_name = rt.options.app_name;
  c.app_version = rt.options.app_version;
  c.os_name = host.os_name;
  c.os_version = host.os_version;
  c.device_type = host.device_type;
  c.locale = rt.options.locale.empty() ? host.locale : rt.options.locale;
  c.timezone = host.timezone;
  c.install_id = rt.identity->install_id();
  return c;
}

// A host's function that throws loses a line of its trace and nothing else.
void trace_decision(const Runtime& rt, const Decision& decision) {
  const DecisionTrace& trace = rt.options.trace;
  const std::string& identity = rt.identity->user_id().empty() ? rt.identity->anonymous_id() : rt.identity->user_id();
  const std::string& user = rt.options.trace_user.empty() ? identity : rt.options.trace_user;
  const std::string json = decision_json(decision, user);
  try {
    trace.call(trace.host_fn, trace.user_data, json);
  } catch (...) {
    rt.options.log.write(LogLevel::error, "the decision trace threw an exception");
  }
}

Status make_guidance(Runtime& rt) {
  rt.identity = std::make_unique<Identity>(*rt.database, *rt.ports.random);
  DOCENT_TRY(rt.identity->load(rt.options.consent));
  const RunContext context = rt.options.run_context ? *rt.options.run_context : run_context(rt);
  EngineConfig config;
  config.install_id = context.install_id;
  config.locale = context.locale;
  config.attributes = context_attributes(context);
  config.seed = rt.ports.random->next();
  config.zones = rt.ports.zones;
  rt.engine = std::make_unique<Engine>(std::move(config));
  if (rt.options.trace.call != nullptr) rt.engine->set_tracer([&rt](const Decision& d) { trace_decision(rt, d); });
  const Instant now = rt.ports.clock->now();
  if (!rt.options.strategy_json.empty()) DOCENT_TRY(rt.engine->load_strategy(rt.options.strategy_json, now));
  // A fetched one that is newer than the host's own, or takes it back, is the last good one.
  const auto stored = rt.database->get_meta(StrategyFetcher::document_key);
  if (!stored.ok()) return stored.status();
  const auto rollback = rt.database->get_meta(StrategyFetcher::rollback_key);
  if (!rollback.ok()) return rollback.status();
  if (*stored) {
    const uint32_t rollback_from = *rollback ? StrategyFetcher::parse_rollback(**rollback) : 0;
    if (auto s = rt.engine->load_strategy(**stored, now, rollback_from); !s.ok())
      rt.options.log.write(LogLevel::info, "the stored strategy is not used: " + s.to_string());
  }
  rt.processor =
      std::make_unique<Processor>(rt.options, *rt.database, *rt.outbox, *rt.ledger, *rt.identity, *rt.engine, *rt.ports.clock, *rt.ports.random);
  DOCENT_TRY(rt.processor->load(rt.options.consent));
  rt.batcher = std::make_unique<Batcher>(*rt.outbox);
  return rt.batcher->set_context(context_json(context));
}

Status make_delivery(Runtime& rt) {
  UploaderConfig upload{rt.options.endpoint, rt.options.write_key, DOCENT_VERSION_TEXT};
  rt.uploader =
      std::make_unique<Uploader>(upload, *rt.database, *rt.outbox, *rt.ledger, *rt.ports.http, *rt.ports.clock, *rt.ports.random, rt.options.log);
  DOCENT_TRY(rt.uploader->load());
  rt.strategy_fetcher = std::make_unique<StrategyFetcher>(upload, *rt.database, *rt.ports.http, *rt.ports.clock, *rt.ports.random, rt.options.log);
  DOCENT_TRY(rt.strategy_fetcher->load());
  rt.erasure_request = std::make_unique<ErasureRequest>(upload, *rt.database, *rt.ports.http, *rt.ports.clock, *rt.ports.random, rt.options.log);
  return rt.erasure_request->load();
}

Status make_journal(Runtime& rt) {
  auto ring = Ring::create(rt.options.data_dir, rt.options.journal_bytes, *rt.ports.random);
  if (!ring.ok()) return ring.status();
  rt.ring = std::move(*ring);
  if (rt.ring->medium() == Medium::memory)
    rt.options.log.write(LogLevel::warning, "no tmpfs or local disk for the journal: events that are not yet in the database do not survive a crash");
  rt.recorder = std::make_unique<Recorder>(*rt.ring, rt.waker, rt.triggers, *rt.ports.clock);
  return {};
}

}  // namespace

Runtime::Runtime() = default;
Runtime::~Runtime() = default;

void Runtime::strategy_changed() {
  triggers.clear();
  engine->for_each_trigger_name([this](std::string_view name) { triggers.add(name); });
  switches.publish(engine->disabled_features());
  if (const auto interval = engine->refresh_interval_ms()) strategy_fetcher->set_refresh_interval_ms(*interval);
}

Result<Ports> system_ports(const ClientOptions& options) {
  Ports ports;
  ports.clock = std::make_unique<SystemClock>();
  ports.random = std::make_unique<SystemRandom>();
  CurlOptions curl;
  curl.allow_insecure = options.allow_insecure;
  curl.ca_file = options.ca_file;
  curl.proxy = options.proxy;
  auto http = CurlClient::create(curl);
  if (!http.ok()) return http.status();
  ports.http = std::move(*http);
  ports.zones = system_time_zones();
  return ports;
}

Result<std::shared_ptr<Runtime>> wire(ClientOptions options, Ports ports) {
  auto rt = std::make_shared<Runtime>();
  rt->options = std::move(options);
  rt->ports = std::move(ports);
  DOCENT_TRY(open_directory(*rt));
  DOCENT_TRY(open_storage(*rt));
  DOCENT_TRY(rt->database->begin());
  DOCENT_TRY(make_guidance(*rt));
  DOCENT_TRY(rt->database->commit(Durability::full));
  DOCENT_TRY(make_delivery(*rt));
  DOCENT_TRY(make_journal(*rt));
  rt->worker = std::make_unique<Worker>(*rt);
  DOCENT_TRY(rt->worker->replay_dead_rings());
  if (rt->worker->disabled()) rt->recorder->set_disabled();
  DOCENT_TRY(rt->worker->begin_run());
  return rt;
}

}  // namespace docent::core
