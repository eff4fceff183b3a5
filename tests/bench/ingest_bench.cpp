// The backend's ingest: events a second that were acknowledged over HTTP, thus committed (synced), deduplicated and indexed by event and user. Two
// connections send gzip batches of 1,000 events. The floor, measured in the same run: the same rows inserted into the same tables with the same
// indexes by a bare loop over two prepared statements, 10,000 rows a transaction.
#include <arpa/inet.h>
#include <libdeflate.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <thread>

#include "app/server.h"
#include "base/rfc3339.h"
#include "base/uuid.h"
#include "ingest/batch_parser.h"
#include "load.h"
#include "store/schema.h"

namespace {

using namespace docent;
using namespace docent::bench;

constexpr std::size_t batch_events = 1'000;
constexpr std::size_t connections = 2;
constexpr std::size_t rows_per_transaction = 10'000;
constexpr int64_t first_ms = 1'795'422'000'000;

// 1,000 installs, a user each; ids rise with time as the SDK's do.
std::string event_json(uint64_t n) {
  const int64_t ns = first_ms * 1'000'000 + static_cast<int64_t>(n) * 50'000;
  uint64_t user = n * 0x9e3779b97f4a7c15 >> 54;
  const auto id = core::to_string(core::new_uuid_v7(ns));
  char text[640];
  const int size = std::snprintf(
      text, sizeof text,
      R"({"type":"track","event":"%s","messageId":"%s","anonymousId":"0190f1c2-7c1e-7aaa-8bbb-%012llx","timestamp":"%s",)"
      R"("properties":{"source":"%s","document":"doc-%016llx","rows":%d,"columns":%d,"first_time":%s},"context":{"sessionId":"%08llx"}})",
      event_name(n), id.c_str(), static_cast<unsigned long long>(user), core::format_rfc3339(ns / 1'000'000).c_str(),
      n % 2 == 0 ? "context_menu" : "toolbar", static_cast<unsigned long long>(n % 5000 * 0x9e3779b97f4a7c15), static_cast<int>(n % 200),
      static_cast<int>(n % 12), n % 5 == 0 ? "true" : "false", static_cast<unsigned long long>(user));
  return {text, static_cast<std::size_t>(size)};
}

std::string batch_json(uint64_t first) {
  std::string body =
      R"({"sentAt":"2026-11-23T08:30:00.000Z","context":{"library":{"name":"docent","version":"0.1.0"},"installId":"bench"},"batch":[)";
  for (uint64_t n = first; n < first + batch_events; n++) body.append(n == first ? "" : ",").append(event_json(n));
  return body + "]}";
}

std::string request_of(const std::string& json) {
  libdeflate_compressor* compressor = libdeflate_alloc_compressor(6);
  std::string body(libdeflate_gzip_compress_bound(compressor, json.size()), '\0');
  body.resize(libdeflate_gzip_compress(compressor, json.data(), json.size(), body.data(), body.size()));
  libdeflate_free_compressor(compressor);
  return "POST /v1/batch HTTP/1.1\r\nHost: bench\r\nAuthorization: Basic YmVuY2g6\r\nContent-Encoding: gzip\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

int connect_to(uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) std::abort();
  return fd;
}

// Sends one request and reads its reply; true when the whole batch was taken as new.
bool exchange(int fd, const std::string& request) {
  for (std::size_t sent = 0; sent < request.size();) {
    const ssize_t n = ::send(fd, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
    if (n <= 0) return false;
    sent += static_cast<std::size_t>(n);
  }
  std::string reply;
  char piece[4096];
  while (reply.find("\"rejected\":[]}") == std::string::npos) {
    const ssize_t n = ::recv(fd, piece, sizeof piece, 0);
    if (n <= 0 || reply.size() > 64 * 1024) return false;
    reply.append(piece, static_cast<std::size_t>(n));
  }
  return reply.starts_with("HTTP/1.1 200") && reply.find("\"accepted\":" + std::to_string(batch_events) + ",") != std::string::npos;
}

double served_rate(const std::vector<std::string>& requests) {
  TempDir dir;
  server::Options options;
  options.listen = {"127.0.0.1", 0};
  options.data_dir = dir.path();
  options.write_keys = {"bench"};
  auto started = server::Server::start(options);
  if (!started.ok()) std::abort();
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  const uint64_t began = now_ns();
  std::vector<std::thread> clients;
  for (std::size_t c = 0; c < connections; c++)
    clients.emplace_back([&] {
      const int fd = connect_to((*started)->port());
      for (std::size_t i = next++; i < requests.size() && !failed; i = next++)
        if (!exchange(fd, requests[i])) failed = true;
      ::close(fd);
    });
  for (auto& client : clients) client.join();
  const uint64_t took = now_ns() - began;
  (*started)->stop();
  if (failed) {
    std::fprintf(stderr, "a batch was not taken\n");
    std::exit(1);
  }
  return static_cast<double>(requests.size() * batch_events) * 1e9 / static_cast<double>(took);
}

double bare_rate(const std::vector<std::unique_ptr<server::IngestBatch>>& batches) {
  TempDir dir;
  auto database = server::Sqlite::open(dir.path() + "/floor.db", server::Sqlite::Role::writer);
  if (!database.ok() || !server::prepare_writer(*database).ok()) std::abort();
  auto insert = database->prepare(
      "INSERT INTO events(key_id, message_id, kind_id, subject_id, context_id, received_ms, sent_ms, at_ms) "
      "VALUES(1, ?1, ?2, ?3, 1, ?4, ?5, ?6) ON CONFLICT DO NOTHING");
  auto insert_body = database->prepare("INSERT INTO bodies(id, body) VALUES(?1, ?2)");
  if (!insert.ok() || !insert_body.ok()) std::abort();
  std::size_t in_transaction = 0;
  std::size_t inserted = 0;
  const uint64_t began = now_ns();
  for (const auto& batch : batches) {
    for (const auto& event : batch->events) {
      if (in_transaction == 0) (void)database->execute("BEGIN IMMEDIATE");
      insert->bind_blob(1, {event.uuid.data(), event.uuid.size()});
      insert->bind_int(2, static_cast<int64_t>(event.name.size()));
      insert->bind_int(3, std::strtoll(std::string(event.anonymous_id.substr(24)).c_str(), nullptr, 16));
      insert->bind_int(4, batch->received_ms);
      insert->bind_int(5, *batch->sent_ms);
      insert->bind_int(6, event.at_ms);
      if (!insert->run().ok()) std::abort();
      insert_body->bind_int(1, database->last_insert_id());
      insert_body->bind_text(2, event.body);
      if (!insert_body->run().ok()) std::abort();
      inserted++;
      if (++in_transaction < rows_per_transaction) continue;
      in_transaction = 0;
      if (!database->execute("COMMIT").ok()) std::abort();
      if (database->wal_pages() > server::Limits().max_wal_pages) (void)database->checkpoint(false);
    }
  }
  if (in_transaction > 0) (void)database->execute("COMMIT");
  return static_cast<double>(inserted) * 1e9 / static_cast<double>(now_ns() - began);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t asked = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 0;
  const std::size_t batches = asked > 0 ? asked : 120;
  std::vector<std::string> requests;
  std::vector<std::unique_ptr<server::IngestBatch>> parsed;
  uint64_t bytes = 0;
  for (std::size_t i = 0; i < batches; i++) {
    std::string json = batch_json(i * batch_events);
    bytes += json.size();
    requests.push_back(request_of(json));
    parsed.push_back(std::move(server::parse_batch(std::move(json), first_ms, {}).batch));
    if (parsed.back()->events.size() != batch_events) std::abort();
  }
  std::printf("%zu events of %.0f bytes, %zu a batch, %zu connections\n", batches * batch_events,
              static_cast<double>(bytes) / static_cast<double>(batches * batch_events), batch_events, connections);
  const uint64_t parse_began = now_ns();
  for (std::size_t i = 0; i < 20; i++) (void)server::parse_batch(parsed[i % parsed.size()]->text, first_ms, {});
  std::printf("parsing alone: %.2f us an event\n", static_cast<double>(now_ns() - parse_began) * 1e-3 / (20.0 * batch_events));
  double floor = 0;
  double rate = 0;
  for (int round = 0; round < 2; round++) {
    floor = std::max(floor, bare_rate(parsed));
    rate = std::max(rate, served_rate(requests));
  }
  std::printf("floor: bare inserts %.0f events/s; served is %.0f %% of it\n", floor, 100 * rate / floor);
  return report("ingest, committed, deduplicated, indexed", rate, "events/s", ">=", 60'000) ? 0 : 1;
}
