// What the demo wants to know of a run: what was shown, and which events this device recorded.
#pragma once

#include <docent/docent.hpp>

#include <map>
#include <string>
#include <vector>

class RunReport {
 public:
  // For docent_options_set_before_send: keeps the message ids of all events, to the last one of the session.
  static int note_event(void* user_data, const char* json, size_t len, docent_replacement* replacement);

  void show(const docent::Presentation& presentation);
  void show(const docent::Recommendation& item);
  // Writes everything as JSON, with `ledger` and `explained` as Docent gave them; after the client was closed. False when that failed.
  bool write(const std::string& path, const std::string& ledger, const std::string& explained) const;

 private:
  std::map<std::string, std::vector<std::string>> shown_;  // campaigns by their type; of recommendations the features
};
