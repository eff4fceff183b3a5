// Everything Notes has to do with Docent: what is reported, and how a tip or a recommendation is drawn in a terminal. A model for an integration: a
// few lines a feature, all in one place, none of them in the way of the application.
#pragma once

#include <docent/docent.hpp>

#include <optional>
#include <string>
#include <vector>

struct GuideOptions {
  std::string endpoint;
  std::string write_key = "notes";
  std::string data_dir;
  std::string locale = "en";
  std::string strategy;  // JSON text
};

// What the demo wants to know at the end.
struct GuideReport {
  std::vector<std::string> tips;             // campaign ids shown
  std::vector<std::string> recommendations;  // features shown
};

class Guide {
 public:
  static docent::Result<Guide> open(const GuideOptions& options);

  docent::Client& docent() { return client_; }
  // Becomes readable when there is something to show.
  static int wakeup_fd();
  // Draws what Docent has to show now.
  void show_presentations();
  // Draws the recommendations of a slot; false when there are none.
  bool show_recommendations(const char* slot);
  // The user's answer to the tip on the screen: the id of one of its actions, or "close". False when there is no such tip or action.
  bool answer(const std::string& word);
  // Closes the client, which delivers what waits; with a path, writes ids, ledger, explanations and what was shown there as JSON.
  bool finish(const GuideOptions& options, const std::string& path);

 private:
  explicit Guide(docent::Client client) : client_(std::move(client)) {}
  static docent::Options settings(const GuideOptions& options);
  void show(docent::Presentation presentation);

  docent::Client client_;
  std::optional<docent::Presentation> on_screen_;
  GuideReport report_;
};
