// The notes themselves: what the application would be without Docent.
#pragma once

#include <string>
#include <vector>

struct Note {
  std::string title;
  std::vector<std::string> lines;
  std::string style = "plain";
  int tables = 0;
};

class Notebook {
 public:
  Note& open(const std::string& title) {
    notes_.push_back({title, {}, "plain", 0});
    return notes_.back();
  }
  Note& current() { return notes_.empty() ? open("Untitled") : notes_.back(); }
  const std::vector<Note>& all() const { return notes_; }

  // The size of the current note as saved, in bytes.
  std::size_t save() {
    std::size_t bytes = current().title.size() + 1;
    for (const auto& line : current().lines) bytes += line.size() + 1;
    return bytes;
  }

 private:
  std::vector<Note> notes_;
};
