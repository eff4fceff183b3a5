// Notes for the terminal: a small application that people could use, and the model integration of Docent. Type `help`.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>

#include "guide.h"
#include "notebook.h"

namespace {

constexpr const char* help_text =
    "  new TITLE          begin a note               style NAME       apply a style (bold, heading, quote)\n"
    "  write TEXT         add a line                 table ROWS COLS  insert a table\n"
    "  save               save the note              print            print the note\n"
    "  toolbar            open the format toolbar    export FORMAT    export the note (pdf, html, cloud)\n"
    "  home               the home screen            feedback 1-5 TEXT  tell us what you think\n"
    "  ACTION or close    answer the tip             why CAMPAIGN     why a tip was (not) shown\n"
    "  help, quit\n";

struct Arguments {
  GuideOptions guide;
  std::string report;
  bool echo = false;
};

bool read_file(const char* path, std::string& text) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return false;
  text.assign(std::istreambuf_iterator<char>(file), {});
  return true;
}

bool parse(int argc, char** argv, Arguments& a) {
  std::string strategy_file;
  const std::map<std::string, std::string*> texts = {{"--endpoint", &a.guide.endpoint}, {"--write-key", &a.guide.write_key},
                                                     {"--data-dir", &a.guide.data_dir}, {"--locale", &a.guide.locale},
                                                     {"--strategy", &strategy_file},    {"--report", &a.report}};
  for (int i = 1; i < argc; i++) {
    const std::string name = argv[i];
    if (name == "--echo") {
      a.echo = true;
      continue;
    }
    const auto option = texts.find(name);
    if (option == texts.end() || i + 1 == argc) {
      std::fprintf(
          stderr,
          "usage: notes-terminal --data-dir DIR [--strategy FILE] [--endpoint URL] [--write-key KEY] [--locale TAG] [--report FILE] [--echo]\n");
      return false;
    }
    *option->second = argv[++i];
  }
  if (!strategy_file.empty() && !read_file(strategy_file.c_str(), a.guide.strategy)) {
    std::fprintf(stderr, "notes-terminal: %s cannot be read\n", strategy_file.c_str());
    return false;
  }
  return true;
}

class Application {
 public:
  explicit Application(Guide guide) : guide_(std::move(guide)) { guide_.docent().screen("editor"); }

  Guide& guide() { return guide_; }

  // False when the user wants to leave.
  bool run(const std::string& line) {
    std::istringstream words(line);
    std::string command;
    words >> command;
    std::string rest;
    std::getline(words >> std::ws, rest);
    if (command == "quit") return false;
    if (command == "help") std::fputs(help_text, stdout);
    else if (!note_command(command, rest) && !output_command(command, rest) && !command.empty() && !guide_.answer(command))
      std::printf("  %s? Type help.\n", command.c_str());
    return true;
  }

 private:
  bool note_command(const std::string& command, const std::string& rest) {
    docent::Client& docent = guide_.docent();
    if (command == "new") {
      notes_.open(rest);
      docent.track("note_created");
    } else if (command == "write") {
      notes_.current().lines.push_back(rest);
      docent.set_context({{"editing", "text"}});
      docent.track("text_edited", {{"chars", static_cast<int64_t>(rest.size())}});
    } else if (command == "style") {
      notes_.current().style = rest;
      std::printf("  The note is now in style \"%s\".\n", rest.c_str());
      docent.track("style_applied", {{"style", rest}});
    } else if (command == "toolbar") {
      std::puts("  [ bold ] [ heading ] [ quote ]");
      docent.track("toolbar_opened");
    } else if (command == "table") {
      int rows = 0;
      int columns = 0;
      std::istringstream(rest) >> rows >> columns;
      notes_.current().tables++;
      docent.set_context({{"editing", "table"}});
      docent.track("table_inserted", {{"rows", rows}, {"columns", columns}});
    } else if (command == "save") {
      const auto bytes = notes_.save();
      std::printf("  Saved, %zu bytes.\n", bytes);
      docent.track("document_saved", {{"bytes", static_cast<int64_t>(bytes)}});
    } else {
      return false;
    }
    return true;
  }

  bool output_command(const std::string& command, const std::string& rest) {
    docent::Client& docent = guide_.docent();
    if (command == "print") {
      docent.track("print_opened");
      std::printf("  Printed \"%s\" with %d table(s).\n", notes_.current().title.c_str(), notes_.current().tables);
    } else if (command == "export") {
      if (!docent.feature_enabled(rest == "cloud" ? "cloud_export" : "export")) {
        std::puts("  This export is paused at the moment.");
        return true;
      }
      docent.timer_start("export_done");
      std::printf("  Exported as %s.\n", rest.empty() ? "pdf" : rest.c_str());
      docent.timer_stop("export_done", {{"format", rest.empty() ? "pdf" : rest}});
    } else if (command == "home") {
      docent.screen("home");
      if (!guide_.show_recommendations("home.next")) std::puts("  Nothing to suggest today.");
      docent.screen("editor");
    } else if (command == "feedback") {
      int rating = 0;
      std::string text;
      std::istringstream words(rest);
      words >> rating;
      std::getline(words >> std::ws, text);
      const auto sent = docent.feedback(text, rating);
      std::puts(sent == DOCENT_OK ? "  Thank you. Your words go to the people who make Notes."
                                  : "  feedback needs a number from 1 to 5 and some words.");
    } else if (command == "why") {
      const auto why = docent.explain(rest);
      std::printf("  %s\n", why ? why->c_str() : why.status().message().c_str());
    } else {
      return false;
    }
    return true;
  }

  Notebook notes_;
  Guide guide_;
};

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (!parse(argc, argv, arguments)) return 2;
  auto guide = Guide::open(arguments.guide);
  if (!guide) {
    std::fprintf(stderr, "notes-terminal: %s\n", guide.status().message().c_str());
    return 1;
  }
  Application application(std::move(*guide));
  if (!arguments.echo) std::printf("Notes. Type help.\n> "), std::fflush(stdout);
  for (std::string line; std::getline(std::cin, line);) {
    if (arguments.echo) std::printf("> %s\n", line.c_str());
    if (!application.run(line)) break;
    application.guide().show_presentations(50);
    if (!arguments.echo) std::printf("> ");
    std::fflush(stdout);
  }
  application.guide().show_presentations(50);
  if (!arguments.report.empty() && !application.guide().write_report(arguments.report)) return 1;
  return 0;
}
