// Notes for the terminal: a small application that people could use, and the model integration of Docent. Type `help`.
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>

#include "guide.h"
#include "notebook.h"

namespace {

constexpr const char* help_text =
    "  new TITLE          begin a note                 style NAME       apply a style (bold, heading, quote)\n"
    "  write TEXT         add a line                   table ROWS COLS  insert a table\n"
    "  save               save the note                print            print the note\n"
    "  toolbar            open the format toolbar      export FORMAT    export the note (pdf, html, cloud)\n"
    "  home               the home screen              feedback 1-5 TEXT  tell us what you think\n"
    "What stands in brackets answers what is on the screen; and\n"
    "  tour               a look around                quiet MINUTES    no tips for so long; 0: show them again\n"
    "  fewer TYPE         at most one such a day       present on|off   nothing while you present\n"
    "  why CAMPAIGN       why it was (not) shown       preview CAMPAIGN [VARIANT]  how it would look\n"
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

// Standard input by lines, read as it comes, so that the loop can wait for it and for Docent at once.
class Lines {
 public:
  // False at the end of the input; what stood on a last line without a newline is a line too.
  bool read_more() {
    char bytes[4096];
    const auto n = read(STDIN_FILENO, bytes, sizeof bytes);
    if (n > 0) text_.append(bytes, static_cast<std::size_t>(n));
    else if (!text_.empty()) text_ += '\n';
    return n > 0 || (n < 0 && errno == EINTR);
  }
  bool take(std::string& line) {
    const auto end = text_.find('\n');
    if (end == std::string::npos) return false;
    line = text_.substr(0, end);
    text_.erase(0, end + 1);
    return true;
  }

 private:
  std::string text_;
};

class Application {
 public:
  explicit Application(Guide guide) : guide_(std::move(guide)) { go_to("editor"); }

  Guide& guide() { return guide_; }

  // What comes by itself is drawn over the prompt, which follows it again.
  void follow(bool echo) {
    if (!echo) std::printf("\r");
    guide_.follow();
    if (!echo) std::printf("> ");
  }

  // False when the user wants to leave.
  bool run(const std::string& line, bool echo) {
    if (echo) std::printf("> %s\n", line.c_str());
    const bool stays = run_command(line);
    if (stays && !echo) std::printf("> ");
    return stays;
  }

 private:
  bool run_command(const std::string& line) {
    std::istringstream words(line);
    std::string command;
    words >> command;
    std::string rest;
    std::getline(words >> std::ws, rest);
    if (command == "quit") return false;
    if (command == "help") std::fputs(help_text, stdout);
    else if (!command.empty() && !note_command(command, rest) && !output_command(command, rest) && !guidance_command(command, rest) &&
             !guide_.say(command, rest) && !guide_.say("answer", line))
      std::printf("  %s? Type help.\n", command.c_str());
    return true;
  }
  void go_to(const std::string& screen) {
    if (std::exchange(screen_, screen) != screen) guide_.docent().screen(screen);
  }

  bool note_command(const std::string& command, const std::string& rest) {
    docent::Client& docent = guide_.docent();
    static const std::set<std::string> in_the_editor = {"new", "write", "style", "toolbar", "table", "save"};
    if (in_the_editor.count(command) > 0) go_to("editor");
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
      if (rest == "cloud") {
        std::puts("  The cloud does not answer.");
        docent.track("export_failed", {{"code", "timeout"}});
        return true;
      }
      docent.timer_start("export_done");
      std::printf("  Exported as %s.\n", rest.empty() ? "pdf" : rest.c_str());
      docent.timer_stop("export_done", {{"format", rest.empty() ? "pdf" : rest}});
    } else if (command == "home") {
      go_to("home");
      if (!guide_.show_recommendations("home.next")) std::puts("  Nothing to suggest today.");
    } else if (command == "feedback") {
      int rating = 0;
      std::string text;
      std::istringstream words(rest);
      words >> rating;
      std::getline(words >> std::ws, text);
      const auto sent = docent.feedback(text, rating);
      std::puts(sent == DOCENT_OK ? "  Thank you. Your words go to the people who make Notes."
                                  : "  feedback needs a number from 1 to 5 and some words.");
    } else {
      return false;
    }
    return true;
  }

  // What the user can ask of Docent itself.
  bool guidance_command(const std::string& command, const std::string& rest) {
    docent::Client& docent = guide_.docent();
    std::istringstream words(rest);
    std::string first;
    std::string second;
    words >> first >> second;
    if (command == "tour") {
      docent.launch("tour.basics");
    } else if (command == "why") {
      guide_.explain(rest);
    } else if (command == "preview") {
      const auto done = docent.preview(first, second);
      if (!done) std::printf("  %s\n", done.message().c_str());
    } else if (command == "quiet") {
      const int minutes = std::atoi(rest.c_str());  // NOLINT(cert-err34-c): nonsense is 0
      docent.do_not_disturb(minutes > 0 ? std::chrono::system_clock::now() + std::chrono::minutes(minutes) : std::chrono::system_clock::time_point());
      std::puts(minutes > 0 ? "  Nothing will disturb you." : "  Tips may appear again.");
    } else if (command == "fewer") {
      const auto lowered = docent.lower_frequency(first, 1, std::chrono::hours(24));
      std::printf("  %s\n", lowered ? "At most one a day from now on." : lowered.message().c_str());
    } else if (command == "present") {
      docent.set_app_state({{"presenting", first == "on"}});
    } else {
      return false;
    }
    return true;
  }

  Notebook notes_;
  Guide guide_;
  std::string screen_;
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
  Lines lines;
  for (bool more = true; more;) {
    pollfd ends[] = {{STDIN_FILENO, POLLIN, 0}, {Guide::wakeup_fd(), POLLIN, 0}};
    const int wait = application.guide().report_visible();
    if (poll(ends, 2, wait) < 0 && errno != EINTR) break;
    if ((ends[1].revents & POLLIN) != 0) application.follow(arguments.echo);
    if (ends[0].revents != 0) more = lines.read_more();
    for (std::string line; lines.take(line) && (more = application.run(line, arguments.echo));) {}
    std::fflush(stdout);
  }
  return application.guide().finish(arguments.report) ? 0 : 1;
}
