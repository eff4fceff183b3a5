// What the demo wants to know of a run: what was shown, and which events this device recorded.
#pragma once

#include <docent/docent.hpp>

#include <map>
#include <string>
#include <vector>

class RunReport {
 public:
  void show(const docent::Presentation& presentation);
  void show(const docent::Recommendation& item);
  // Writes everything as JSON, with ledger and message ids from `reader` and `explained`, what docent_explain said. False when that failed.
  bool write(const std::string& path, docent::Client& reader, const std::string& explained) const;

 private:
  std::map<std::string, std::vector<std::string>> shown_;  // campaigns by their type; of recommendations the features
};
