#include "session_script.h"

#include <gtest/gtest.h>

namespace notes {
namespace {

QString errorOf(const char* text) {
  QString error;
  const auto steps = readSession(text, error);
  EXPECT_EQ(steps.isEmpty(), !error.isEmpty()) << text;
  return error;
}

TEST(SessionScript, ReadsEveryCommand) {
  QString error;
  const auto steps = readSession(
      "# a comment\n\n@say Mia opens Notes.\ntype one two\\n\n  key Ctrl+S\nclick notes.new\nchoose export.format cloud\nsee notice.text Thank you\n"
      "wait tip.format 10\ngone tip.format 0.5\npress Show me\nanswer 9\nlaunch tour.basics\npreview survey.nps\nfail cloud:1\npicture a.png\nquit\n",
      error);
  EXPECT_EQ(error, "");
  ASSERT_EQ(steps.size(), 15);
  EXPECT_EQ(steps[0].arguments, QStringList{"Mia opens Notes."});
  EXPECT_EQ(steps[0].line, 3);
  EXPECT_EQ(steps[1].arguments, QStringList{"one two\n"}) << "\\n is Enter";
  EXPECT_EQ(steps[2].command, "key");
  EXPECT_EQ(steps[5].arguments, (QStringList{"notice.text", "Thank you"}));
  EXPECT_EQ(steps[6].arguments, (QStringList{"tip.format", "10"}));
  EXPECT_EQ(steps[8].arguments, QStringList{"Show me"});
  EXPECT_TRUE(steps[14].arguments.isEmpty());
}

TEST(SessionScript, NamesTheLineThatIsNone) {
  EXPECT_EQ(errorOf("quit\njump high"), "line 2: there is no command jump");
  EXPECT_EQ(errorOf("quit now"), "line 1: quit has other arguments");
  for (const char* line : {"click", "click a b", "type", "choose a", "wait tip.format", "wait tip.format soon", "wait tip.format 0", "wait a 4000",
                           "wait a nan", "gone", "press", "picture", "see a"}) {
    EXPECT_TRUE(errorOf(line).startsWith("line 1: ")) << line;
  }
}

TEST(SessionScript, AnEmptySessionHasNoSteps) {
  QString error = "old";
  EXPECT_TRUE(readSession("# nothing\n", error).isEmpty());
  EXPECT_EQ(error, "");
}

}  // namespace
}  // namespace notes
