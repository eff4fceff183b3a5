// Everything one open client owns, in the order of the data path. Made by wire() in wiring.cpp, which is the one place where the path is composed;
// shared by the client's shell and by the worker thread, so that a worker that outlives close() has what it needs.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "client/command_queue.h"
#include "client/feature_switches.h"
#include "client/identity.h"
#include "client/mailbox.h"
#include "client/options.h"
#include "client/processor.h"
#include "client/recorder.h"
#include "client/stopwatches.h"
#include "guidance/engine.h"
#include "http/http_client.h"
#include "journal/name_filter.h"
#include "journal/ring.h"
#include "journal/waker.h"
#include "pipeline/batcher.h"
#include "pipeline/erasure_request.h"
#include "pipeline/strategy_fetcher.h"
#include "pipeline/uploader.h"
#include "platform/file_lock.h"
#include "platform/fork_guard.h"
#include "platform/worker_thread.h"
#include "storage/database.h"
#include "storage/disk_cap.h"
#include "storage/ledger.h"
#include "storage/outbox.h"

namespace docent::core {

// What docent_stats_get reports; written by the worker after each turn.
struct StatsSnapshot {
  bool on_tmpfs = false;
  uint64_t accepted = 0;
  uint64_t delivered = 0;
  uint64_t pending = 0;
  uint64_t dropped = 0;
  uint64_t refused = 0;
  uint64_t held_for_consent = 0;
  uint64_t pending_bytes = 0;
  uint64_t disk_bytes = 0;
  uint64_t journal_used_bytes = 0;
  uint64_t durable_lag_ms = 0;
  UploaderStats uploads;
  DeliveryState delivery = DeliveryState::idle;
  uint32_t strategy_version = 0;
  uint64_t next_attempt_ms = 0;  // from now; 0: at once or none planned
};

// The ports of a client. Production ones are made by system_ports(); tests pass simulated ones.
struct Ports {
  std::unique_ptr<Clock> clock;
  std::unique_ptr<Random> random;
  std::unique_ptr<HttpClient> http;
  ZoneSource zones;
};

class Worker;

struct Runtime {
  ClientOptions options;
  Ports ports;

  // storage
  FileLock directory_lock;
  std::unique_ptr<Database> database;
  std::unique_ptr<Outbox> outbox;
  std::unique_ptr<Ledger> ledger;
  std::unique_ptr<DiskCap> disk_cap;
  // journal
  std::unique_ptr<Ring> ring;
  Waker waker;
  NameFilter triggers;
  std::unique_ptr<Recorder> recorder;
  // decisions
  std::unique_ptr<Identity> identity;
  std::unique_ptr<Engine> engine;
  std::unique_ptr<Processor> processor;
  // delivery
  std::unique_ptr<Batcher> batcher;
  std::unique_ptr<Uploader> uploader;
  std::unique_ptr<StrategyFetcher> strategy_fetcher;
  std::unique_ptr<ErasureRequest> erasure_request;
  // host side
  CommandQueue commands;
  Mailbox mailbox;
  FeatureSwitches switches;
  Stopwatches stopwatches;
  std::mutex stats_mutex;
  StatsSnapshot stats;
  // the thread
  std::unique_ptr<Worker> worker;
  WorkerThread thread;

  Runtime();
  ~Runtime();

  // A strategy was loaded: the names that may trigger, and the features switched off, are published to the host's side.
  void strategy_changed();
};

Result<Ports> system_ports(const ClientOptions& options);
// Opens everything and replays what a dead process left; the worker thread is not started yet. Errors say what to do.
Result<std::shared_ptr<Runtime>> wire(ClientOptions options, Ports ports);

}  // namespace docent::core
