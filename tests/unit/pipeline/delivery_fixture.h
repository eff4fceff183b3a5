// Uploader, storage and a simulated backend on virtual time. The backend reads batches as a real one would: one gzip member, JSON, a set of message
// ids.
#pragma once

#include <libdeflate.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "base/random.h"
#include "http/scripted_http_client.h"
#include "json/value.h"
#include "pipeline/compressor.h"
#include "pipeline/uploader.h"
#include "storage/chunk_text.h"
#include "support/temp_dir.h"

namespace docent::core {

// One gzip member with nothing after it; empty otherwise.
inline std::string gunzip(const std::string& member) {
  std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> d(libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  std::string text(2 * 1024 * 1024, '\0');
  std::size_t read = 0;
  std::size_t written = 0;
  if (libdeflate_gzip_decompress_ex(d.get(), member.data(), member.size(), text.data(), text.size(), &read, &written) != LIBDEFLATE_SUCCESS)
    return {};
  if (read != member.size()) return {};
  text.resize(written);
  return text;
}

struct Batch {
  Value envelope;
  std::vector<std::string> ids;
  std::size_t bytes = 0;  // inflated
  bool damaged = false;   // not one gzip member
};

// Stores each event once, by its message id.
class BackendModel {
 public:
  std::map<std::string, int> arrivals;  // how often each id was stored; more than once would be a defect of the model
  std::vector<Batch> batches;           // every request, also refused ones
  uint64_t duplicates = 0;

  static Batch read(const HttpRequest& request) {
    Batch batch;
    const std::string text = gunzip(request.body);
    batch.bytes = text.size();
    if (text.empty()) {
      batch.damaged = true;
      return batch;
    }
    auto json = parse_json(text);
    EXPECT_TRUE(json.ok()) << json.status().to_string();
    if (!json.ok()) return batch;
    batch.envelope = std::move(*json);
    for (const Value& event : batch.envelope["batch"].as_array()) batch.ids.emplace_back(event["messageId"].as_string());
    return batch;
  }
  // Takes all but those for which `reject` says why not.
  ScriptedReply store(const Batch& batch, const std::function<bool(const std::string&)>& reject = {}) {
    uint64_t accepted = 0;
    uint64_t repeated = 0;
    std::string rejected;
    for (std::size_t i = 0; i < batch.ids.size(); i++) {
      if (reject && reject(batch.ids[i])) {
        if (!rejected.empty()) rejected += ',';
        rejected += "{\"index\":" + std::to_string(i) + ",\"messageId\":\"" + batch.ids[i] + "\",\"code\":\"bad_field\",\"message\":\"no\"}";
      } else if (arrivals[batch.ids[i]]++ > 0) {
        arrivals[batch.ids[i]] = 1;
        repeated++;
      } else {
        accepted++;
      }
    }
    duplicates += repeated;
    return scripted_status(200, "{\"success\":true,\"accepted\":" + std::to_string(accepted) + ",\"duplicates\":" + std::to_string(repeated) +
                                    ",\"rejected\":[" + rejected + "],\"strategy\":{\"version\":7}}");
  }
};

class Delivery : public testing::Test {
 protected:
  using Script = std::function<ScriptedReply(const Batch&)>;

  Delivery() { open(); }

  // As after a restart of the process: everything in memory is gone. `down_ms`: how long it was down.
  void restart(int64_t down_ms = 0) {
    close();
    clock.advance_ms(down_ms);
    open();
  }

  void open() {
    auto opened = Database::open(folder / "docent.db");
    ASSERT_TRUE(opened.ok()) << opened.status().to_string();
    database = std::move(*opened);
    outbox = std::make_unique<Outbox>(*database);
    ledger = std::make_unique<Ledger>(*database);
    ASSERT_TRUE(outbox->load().ok());
    ASSERT_TRUE(ledger->load().ok());
    http = std::make_unique<ScriptedHttpClient>(clock, [this](const HttpRequest& request) { return answer(request); });
    uploader = std::make_unique<Uploader>(config, *database, *outbox, *ledger, *http, clock, random, Log(&Delivery::on_log, this));
    ASSERT_TRUE(uploader->load().ok());
    uploader->set_permitted(true);
  }
  void close() {
    uploader.reset();
    http.reset();
    ledger.reset();
    outbox.reset();
    database.reset();
  }

  ScriptedReply answer(const HttpRequest& request) {
    last_request = request;
    times.push_back(clock.boot_ms());
    Batch batch = BackendModel::read(request);
    backend.batches.push_back(batch);
    ScriptedReply reply = script(batch);
    if (reply.delay_ms == 0) reply.delay_ms = 1;
    return reply;
  }

  static std::string event_id(uint64_t n) {
    char id[40];
    std::snprintf(id, sizeof id, "0190f1c2-7c1e-7aaa-8bbb-%012llu", static_cast<unsigned long long>(n));
    return id;
  }
  // Accepts `events` new events as one chunk; returns the number of the first.
  uint64_t add_chunk(uint32_t events, Priority priority = Priority::normal, std::size_t padding = 0) {
    const uint64_t first = next_event;
    std::string text;
    for (uint32_t i = 0; i < events; i++) {
      if (i > 0) text += ',';
      text += "{\"type\":\"track\",\"event\":\"e\",\"messageId\":\"" + event_id(next_event++) +
              "\",\"anonymousId\":\"a\",\"properties\":{\"t\":\"}],{\\\"" + std::string(padding, 'x') + "\"}}";
    }
    text += chunk_end;
    std::string body;
    EXPECT_TRUE(Compressor().compress(text, body).ok());
    EXPECT_TRUE(database->begin().ok());
    Chunk chunk;
    chunk.priority = priority;
    chunk.context_id = outbox->context_id("{\"app\":{\"name\":\"notes\"}}").value();
    chunk.events = events;
    chunk.raw_bytes = static_cast<uint32_t>(text.size());
    chunk.crc = gzip_crc32(text);
    chunk.oldest_ms = clock.wall_ms();
    EXPECT_TRUE(outbox->insert_chunk(chunk, body).ok());
    ledger->accept(events);
    EXPECT_TRUE(ledger->save().ok());
    EXPECT_TRUE(database->commit(Durability::normal).ok());
    return first;
  }

  // The worker's loop on virtual time.
  void run_for(int64_t ms) {
    const int64_t end = clock.boot_ms() + ms;
    std::vector<HttpReply> replies;
    for (int idle = 0; idle < 20;) {
      const uint64_t started = http->started();
      pump_status = uploader->pump(0);
      const int64_t wake = std::min(uploader->next_wake_ms(), end);
      const int64_t before = clock.boot_ms();
      http->wait(std::max<int64_t>(0, wake - before), {}, replies);
      const bool moved = !replies.empty() || clock.boot_ms() > before || http->started() > started;
      uploader->on_replies(replies);
      ASSERT_TRUE(replies.empty());
      if (clock.boot_ms() >= end && !moved) return;
      idle = moved ? 0 : idle + 1;
    }
    FAIL() << "the uploader asks to be woken and does nothing";
  }
  void expect_balance() {
    EXPECT_EQ(ledger->accepted(), ledger->delivered() + ledger->pending() + ledger->dropped());
    EXPECT_EQ(ledger->pending(), outbox->totals().chunk_events);
  }
  void expect_all_delivered() {
    EXPECT_EQ(ledger->delivered(), next_event);
    EXPECT_EQ(backend.arrivals.size(), next_event);
    EXPECT_EQ(outbox->totals().chunks, 0u);
    EXPECT_EQ(uploader->state(), DeliveryState::idle);
    EXPECT_EQ(uploader->next_wake_ms(), INT64_MAX);
    expect_balance();
  }
  // The script answers with `reply` until told otherwise; then chunks of 10 events wait.
  void answer_always(ScriptedReply reply) {
    script = [reply](const Batch&) { return reply; };
  }
  void recover() {
    script = [this](const Batch& batch) { return backend.store(batch); };
  }
  bool logged(const std::string& part) const {
    return std::any_of(log_lines.begin(), log_lines.end(), [&](const std::string& line) { return line.find(part) != std::string::npos; });
  }
  static void on_log(void* self, int, const char* message, std::size_t size) { static_cast<Delivery*>(self)->log_lines.emplace_back(message, size); }

  docent::test::TempDir folder{docent::test::TempDir::memory()};  // these tests are about logic, not about disks
  ManualClock clock;
  SeededRandom random{1};
  UploaderConfig config{"https://docent.example.com", "key", "1.2.3"};
  BackendModel backend;
  Script script = [this](const Batch& batch) { return backend.store(batch); };
  std::vector<std::string> log_lines;
  HttpRequest last_request;
  std::vector<int64_t> times;  // boot clock of each request
  uint64_t next_event = 0;
  Status pump_status;
  std::unique_ptr<Database> database;
  std::unique_ptr<Outbox> outbox;
  std::unique_ptr<Ledger> ledger;
  std::unique_ptr<ScriptedHttpClient> http;
  std::unique_ptr<Uploader> uploader;
};

}  // namespace docent::core
