// A client over the C API with a data directory that goes away, and what it would send, read back through docent_recorded.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "docent/docent.h"
#include "json/value.h"
#include "support/temp_dir.h"

namespace docent::test {

using core::Value;

struct ClientSetup {
  std::string data_dir;
  uint32_t consent = DOCENT_CONSENT_ANALYTICS | DOCENT_CONSENT_GUIDANCE;
  bool set_consent = true;
  std::string strategy;
  std::string endpoint;
  bool sessions = false;
  uint64_t journal_bytes = 256 * 1024;
  std::vector<std::string> redacted;
  docent_before_send_fn before_send = nullptr;
  void* before_send_data = nullptr;
};

inline docent_client* open_client(const ClientSetup& setup, std::string* message = nullptr, docent_status* status = nullptr) {
  docent_options* o = docent_options_create("test-key", DOCENT_AUTO_LEN);
  docent_options_set_data_dir(o, setup.data_dir.c_str(), DOCENT_AUTO_LEN);
  if (setup.set_consent) docent_options_set_consent(o, setup.consent);
  docent_options_set_app(o, "notes", DOCENT_AUTO_LEN, "4.2.0", DOCENT_AUTO_LEN);
  docent_options_set_locale(o, "en", DOCENT_AUTO_LEN);
  docent_options_set_sessions(o, setup.sessions ? 1 : 0);
  docent_options_set_journal_bytes(o, setup.journal_bytes);
  docent_options_set_endpoint(o, setup.endpoint.c_str(), DOCENT_AUTO_LEN);
  if (!setup.strategy.empty()) docent_options_set_strategy(o, setup.strategy.c_str(), DOCENT_AUTO_LEN);
  for (const auto& key : setup.redacted) docent_options_add_redaction(o, key.c_str(), DOCENT_AUTO_LEN);
  docent_options_set_before_send(o, setup.before_send, setup.before_send_data);
  docent_client* client = nullptr;
  docent_error* error = nullptr;
  const docent_status opened = docent_client_open(o, &client, &error);
  if (status != nullptr) *status = opened;
  if (message != nullptr) *message = docent_error_message(error);
  else EXPECT_EQ(opened, DOCENT_OK) << docent_error_message(error);
  docent_error_destroy(error);
  docent_options_destroy(o);
  return client;
}

// A fixture with one client; reopen() closes it and opens it again on the same directory.
class CapiTest : public ::testing::Test {
 protected:
  CapiTest() { setup_.data_dir = dir_.path() + "/data"; }
  ~CapiTest() override { close(); }
  docent_client* open() { return client_ = open_client(setup_); }
  void close() {
    if (client_ != nullptr) docent_client_close(client_, 2000);
    client_ = nullptr;
  }
  docent_client* reopen() {
    close();
    return open();
  }
  void settle() { ASSERT_EQ(docent_flush(client_, DOCENT_FLUSH_DURABLE, 5000), DOCENT_OK); }
  // Events on this device, oldest first.
  std::vector<Value> recorded() {
    docent_text* text = nullptr;
    docent_error* error = nullptr;
    EXPECT_EQ(docent_recorded(client_, 5000, &text, &error), DOCENT_OK) << docent_error_message(error);
    auto parsed = core::parse_json({docent_text_data(text), docent_text_size(text)});
    EXPECT_TRUE(parsed.ok());
    docent_text_destroy(text);
    docent_error_destroy(error);
    std::vector<Value> events;
    if (parsed.ok()) events.assign(parsed->as_array().rbegin(), parsed->as_array().rend());
    return events;
  }
  Value ledger() {
    docent_text* text = nullptr;
    EXPECT_EQ(docent_ledger(client_, 5000, &text), DOCENT_OK);
    auto parsed = core::parse_json({docent_text_data(text), docent_text_size(text)});
    docent_text_destroy(text);
    return parsed.ok() ? *parsed : Value();
  }
  docent_status track(const char* name) { return docent_track(client_, name, DOCENT_AUTO_LEN, nullptr, 0); }

  TempDir dir_;
  ClientSetup setup_;
  docent_client* client_ = nullptr;
};

// True when `needle` is in any file below `path`.
inline bool tree_contains(const std::string& path, const std::string& needle) {
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path, error)) {
    if (!entry.is_regular_file()) continue;
    FILE* f = std::fopen(entry.path().c_str(), "rb");
    if (f == nullptr) continue;
    std::string content(static_cast<std::size_t>(entry.file_size()), '\0');
    content.resize(std::fread(content.data(), 1, content.size(), f));
    std::fclose(f);
    if (content.find(needle) != std::string::npos) return true;
  }
  return false;
}

}  // namespace docent::test
