// Runs the seed corpus of tests/fuzz/rules_fuzz.cpp, and each of its files with bytes changed, cut and doubled: the target must not abort.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "guidance/eval_lines.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size);

namespace docent::core {
namespace {

int feed(const std::string& text) { return LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(text.data()), text.size()); }

std::vector<std::string> corpus() {
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator(DOCENT_SOURCE_DIR "/tests/fuzz/corpus/rules")) {
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    texts.push_back(text.str());
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

TEST(Corpus, EveryFileGivesAnAnswer) {
  const auto texts = corpus();
  ASSERT_GE(texts.size(), 10u);
  for (const std::string& text : texts) {
    EXPECT_EQ(feed(text), 0);
    EXPECT_EQ(eval_line(text, {}).find("invalid_"), std::string::npos) << text;
  }
}

TEST(Corpus, Mutations) {
  std::mt19937 random(11);
  const auto texts = corpus();
  for (int round = 0; round < 10'000; round++) {
    std::string text = texts[random() % texts.size()];
    for (auto edits = random() % 3 + 1; edits > 0 && !text.empty(); edits--) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0: text[at] = static_cast<char>(random() % 256); break;
        case 1: text[at] = "{}[]\",:0123456789.-etrufalsn<>=!+*/%"[random() % 36]; break;
        case 2: text.erase(at, random() % 8); break;
        default: text.insert(at, text.substr(random() % text.size(), random() % 16)); break;
      }
    }
    ASSERT_EQ(feed(text), 0) << text;
  }
}

}  // namespace
}  // namespace docent::core
