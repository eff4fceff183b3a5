// A whole client on virtual time: manual clock, seeded randomness, a scripted network; the test plays the worker's thread by calling step().
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "client/runtime.h"
#include "client/worker.h"
#include "http/scripted_http_client.h"
#include "journal/recovery.h"
#include "json/value.h"
#include "platform/files.h"
#include "support/temp_dir.h"

namespace docent::core::test {

using docent::test::TempDir;

class ClientRig : public ::testing::Test {
 protected:
  ClientRig() {
    options_.write_key = "key";
    options_.data_dir = dir_.path() + "/data";
    options_.consent = Consent::from_bits(3);
    options_.sessions = false;
    options_.journal_bytes = 256 * 1024;
    options_.locale = "en";
  }
  // The journals of processes that died lie outside of `dir_`.
  ~ClientRig() override {
    runtime_.reset();
    for (const RingFile& file : find_rings(options_.data_dir)) (void)remove_file(file.path);
  }
  // Opens a client whose ports the test holds. `wall_ms` goes on from run to run.
  void open() {
    Ports ports;
    auto clock = std::make_unique<ManualClock>(wall_ms_);
    clock_ = clock.get();
    ports.clock = std::move(clock);
    ports.random = std::make_unique<SeededRandom>(++seed_);
    auto http = std::make_unique<ScriptedHttpClient>(*clock_, [this](const HttpRequest& r) { return answer_(r); });
    http_ = http.get();
    ports.http = std::move(http);
    auto runtime = wire(options_, std::move(ports));
    ASSERT_TRUE(runtime.ok()) << runtime.status().to_string();
    runtime_ = std::move(*runtime);
  }
  // The process dies: nothing is said to anybody.
  void die() {
    wall_ms_ = clock_->wall_ms();
    runtime_.reset();
  }
  void track(std::string_view name, bool critical = false) {
    RecordInput input;
    input.name = name;
    input.critical = critical;
    ASSERT_EQ(runtime_->recorder->event(input), Code::ok);
  }
  // Steps until there is nothing to do at this moment.
  void settle() {
    for (int i = 0; i < 1000 && runtime_->worker->step(); i++) {}
  }
  // Nothing happens outside: the worker wakes when it wants to.
  void idle_for_ms(int64_t ms) {
    const int64_t end = clock_->boot_ms() + ms;
    for (settle(); clock_->boot_ms() < end; settle()) {
      clock_->advance_ms(std::clamp<int64_t>(runtime_->worker->next_wake_boot_ms() - clock_->boot_ms(), 1, end - clock_->boot_ms()));
    }
  }
  Value ledger() {
    auto parsed = parse_json(runtime_->worker->ledger_json());
    return parsed.ok() ? *parsed : Value();
  }

  // The simulated backend: takes every batch, has no strategy.
  ScriptedHttpClient::Script answer_ = [this](const HttpRequest& r) {
    if (r.url.ends_with("/v1/batch")) batches_++;
    return r.url.ends_with("/v1/batch") ? scripted_status(200, "{\"success\":true}") : scripted_status(404);
  };
  int batches_ = 0;

  TempDir dir_;
  ClientOptions options_;
  int64_t wall_ms_ = 1'795'422'000'000;
  uint64_t seed_ = 0;
  ManualClock* clock_ = nullptr;
  ScriptedHttpClient* http_ = nullptr;
  std::shared_ptr<Runtime> runtime_;
};

}  // namespace docent::core::test
