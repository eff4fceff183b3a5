// Everything Notes has to do with Docent: what is on the screen, what the user does with it, and what is reported. A model for an integration, none
// of it in the way of the application. card.h draws, answer.h reads a survey's answers, run_report.h is the demo's.
#pragma once

#include <docent/docent.hpp>

#include <chrono>
#include <string>
#include <vector>

#include "json.h"
#include "run_report.h"

struct GuideOptions {
  std::string endpoint;
  std::string write_key = "notes";
  std::string data_dir;
  std::string locale = "en";
  std::string strategy;  // JSON text
};

class Guide {
 public:
  static docent::Result<Guide> open(const GuideOptions& options);

  docent::Client& docent() { return client_; }
  // Becomes readable when there is something to show, to change or to take away.
  static int wakeup_fd();
  // Brings the screen up to date; false when nothing was new.
  bool follow();
  // Reports what has been visible for its minimum time; the return value is the time until this has to be asked again, in ms, or -1.
  int report_visible();
  // Draws the recommendations of a slot; false when there are none.
  bool show_recommendations(const char* slot);
  // What the user says to something on the screen: an action's or item's id, "next", "back", "skip", "close", or "answer" with the rest. The newest
  // presentation that knows the word takes it; false when none does.
  bool say(const std::string& word, const std::string& rest);
  // Prints every reason that stands against a campaign now (docs/strategy.md, "Reasons").
  void explain(const std::string& campaign);
  // Closes the client, which delivers what waits; with a path, writes there what the demo wants to know.
  bool finish(const std::string& path);

 private:
  using Clock = std::chrono::steady_clock;
  struct Card {
    docent::Presentation presentation;
    Json content;
    std::string question;  // that a survey asks now
    Clock::time_point visible_at;
    bool reported = false;
  };

  explicit Guide(docent::Client client) : client_(std::move(client)) {}
  void take(docent::Presentation next);
  void report_shown(Card& card);
  bool say_to(std::size_t position, const std::string& word, const std::string& rest);
  bool act(std::size_t position, const docent::Action& action);
  void answer(std::size_t position, const std::string& json);
  void remove(std::size_t position);

  docent::Client client_;
  std::vector<Card> on_screen_;  // newest last
  RunReport run_;
};
