// Every limit of the backend, in one place, each with its unit in its name. The limits of the wire that client and backend share are in
// sdk/src/model/limits.h. A Limits value is fixed when the server starts; tests make their own with shorter times.
#pragma once

#include <cstddef>
#include <cstdint>

#include "model/limits.h"

namespace docent::server {

struct Limits {
  // HTTP
  std::size_t max_connections = 1'024;               // beyond it a connection is answered 429 and closed
  std::size_t max_header_bytes = 16 * 1024;          // request line and headers
  std::size_t max_body_bytes = 1024 * 1024;          // as it is on the wire
  std::size_t max_inflated_bytes = 4 * 1024 * 1024;  // after gzip; bounds every compression ratio
  std::size_t max_bodies_bytes = 256 * 1024 * 1024;  // bodies being received at once; beyond it 429
  int64_t header_timeout_ms = 10'000;                // from a request's first byte to the end of its header
  int64_t body_timeout_ms = 30'000;                  // from the end of the header to the end of the body
  int64_t idle_timeout_ms = 75'000;                  // between two requests on one connection
  int64_t write_timeout_ms = 30'000;                 // for one reply, or one piece of a streamed one
  int64_t linger_timeout_ms = 2'000;                 // reading on after an early refusal, so that the client sees the reply
  int64_t stop_timeout_ms = 20'000;                  // for requests in flight when the server stops

  // Ingest
  std::size_t max_batch_events = core::limits::max_chunk_events;
  std::size_t max_event_bytes = core::limits::max_event_bytes;
  std::size_t max_envelope_bytes = 64 * 1024;  // the batch's context, and its ledger
  int max_json_depth = 64;                     // of one event
  std::size_t max_erase_ids = 100;             // anonymous ids in one erasure request

  // Store
  std::size_t max_queue_bytes = 64 * 1024 * 1024;  // inflated, waiting for the writer; beyond it 429
  std::size_t max_queue_jobs = 4'096;
  std::size_t max_group_events = 20'000;  // in one transaction
  std::size_t max_reads = 256;            // admin queries waiting; beyond it 429
  std::size_t max_analyses = 32;          // reports waiting; beyond it 429
  std::size_t max_interned = 65'536;      // entries of each of the writer's caches
  int max_wal_pages = 8'192;              // pages in the write-ahead log that cause a checkpoint

  // The columns that reports read
  std::size_t max_report_events = 50'000'000;   // 1 GB; beyond them there are no reports
  std::size_t max_report_persons = 10'000'000;  // users and anonymous ids; the same
  std::size_t max_report_names = 100'000;       // of events; those that come later are one
  std::size_t max_origin_bytes = 128;           // of a release, platform or locale; a longer one is none
  std::size_t max_origins = 20'000;             // of them all; what comes later is none

  // Admin
  std::size_t max_listed_events = 1'000;  // in one reply of /api/events and /api/feedback
  std::size_t default_listed_events = 100;
  std::size_t max_listed_installs = 1'000;     // in one reply of /api/ledger
  std::size_t export_page_bytes = 256 * 1024;  // made at a time for /api/export
};

inline constexpr std::size_t max_event_name_bytes = 512;  // lenient: the SDK keeps to core::limits::max_name_bytes
inline constexpr std::size_t max_identity_bytes = 512;    // user, anonymous, group and install ids
// Of a report
inline constexpr std::size_t max_report_periods = 2'000;                           // hours, days, weeks or months
inline constexpr std::size_t max_activity_bytes = std::size_t{256} * 1024 * 1024;  // who was active when
inline constexpr std::size_t max_history_events = 4'000'000;                       // held at a time
inline constexpr std::size_t max_cohorts = 130;                                    // of a retention
inline constexpr std::size_t max_answer_rows = 200'000;
inline constexpr std::size_t max_breakdown_values = 12;  // those with the most events
inline constexpr int64_t retry_after_overload_s = 1;
inline constexpr int64_t retry_after_stopping_s = 5;
inline constexpr int64_t retry_after_storage_s = 30;
inline constexpr int64_t strategy_settle_ms = 2'000;  // a strategy file changed more recently is read again: its time stamp can't tell

}  // namespace docent::server
