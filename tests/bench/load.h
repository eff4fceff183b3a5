// The load of every benchmark: an event name and 5 properties (2 strings, 2 integers, 1 boolean), about 330 bytes as JSON; and how results are
// printed.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "docent/docent.h"
#include "support/temp_dir.h"

namespace docent::bench {

inline uint64_t now_ns() {
  return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count());
}

// Properties of the n-th event; the strings live as long as the object.
struct Load {
  docent_property properties[5];
  char document[40];

  explicit Load(uint64_t n) { set(n); }
  void set(uint64_t n) {
    std::snprintf(document, sizeof document, "doc-%016llx", static_cast<unsigned long long>((n % 5000) * 0x9e3779b97f4a7c15));
    properties[0] = docent_string("source", n % 2 == 0 ? "context_menu" : "toolbar");
    properties[1] = docent_string("document", document);
    properties[2] = docent_int("rows", static_cast<int64_t>(n % 200));
    properties[3] = docent_int("columns", static_cast<int64_t>(n % 12));
    properties[4] = docent_bool("first_time", n % 5 == 0);
  }
};

inline const char* event_name(uint64_t n) {
  static constexpr const char* names[] = {"table_inserted", "document_opened", "format_applied", "search_run", "export_finished",
                                          "undo",           "comment_added",   "style_changed"};
  return names[n % 8];
}

using docent::test::TempDir;

// Opens a client without a backend; exits with the reason when it can't.
inline docent_client* open_client(const std::string& dir, uint64_t journal_bytes, const char* endpoint = "", const char* strategy = nullptr) {
  docent_options* o = docent_options_create("bench", DOCENT_AUTO_LEN);
  docent_options_set_data_dir(o, dir.c_str(), DOCENT_AUTO_LEN);
  docent_options_set_endpoint(o, endpoint, DOCENT_AUTO_LEN);
  docent_options_set_consent(o, DOCENT_CONSENT_ANALYTICS | DOCENT_CONSENT_GUIDANCE);
  docent_options_set_journal_bytes(o, journal_bytes);
  if (strategy != nullptr) docent_options_set_strategy(o, strategy, DOCENT_AUTO_LEN);
  docent_client* client = nullptr;
  docent_error* error = nullptr;
  if (docent_client_open(o, &client, &error) != DOCENT_OK) {
    std::fprintf(stderr, "open: %s\n", docent_error_message(error));
    std::exit(1);
  }
  docent_options_destroy(o);
  return client;
}

inline uint64_t percentile(std::vector<uint32_t>& values, double q) {
  if (values.empty()) return 0;
  const auto at = std::min(values.size() - 1, static_cast<std::size_t>(static_cast<double>(values.size()) * q));
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}

// One line of the table that scripts/bench collects: name, value, unit, bound and whether it holds.
inline bool report(const char* name, double value, const char* unit, const char* op, double bound) {
  const bool holds = op[0] == '<' ? value <= bound : value >= bound;
  std::printf("%-56s %12.4g %-10s %s %-10.4g %s\n", name, value, unit, op, bound, holds ? "ok" : "MISSED");
  std::fflush(stdout);
  return holds;
}

}  // namespace docent::bench
