// The program as a whole: sessions that it plays to the end, with code 0, or not.
#include <gtest/gtest.h>

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace {

int play(const QByteArray& session, QByteArray& said) {
  QTemporaryDir dir;
  QFile script(dir.filePath("session.txt"));
  if (!script.open(QIODevice::WriteOnly) || script.write(session) != session.size()) return -1;
  script.close();
  QProcess program;
  program.setProcessChannelMode(QProcess::MergedChannels);
  program.start(NOTES_PROGRAM, {"--data-dir", dir.filePath("data"), "--locale", "en", "--theme", "light", "--play", script.fileName(), "--pictures",
                                dir.filePath("pictures")});
  const bool ended = program.waitForFinished(90000);
  said = program.readAll();
  return ended && program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1;
}

TEST(Program, AChangeOfLanguageKeepsATextThatCannotBeSaved) {
  QByteArray said;
  const int code = play(
      "click notes.add\ntype Trip\\n\ntype We leave on Friday.\nfail save:1\n"
      "click file.preferences\nchoose preferences.language 中文\nsee notice.text cannot be saved\nsee editor We leave on Friday.\nquit\n",
      said);
  EXPECT_EQ(code, 0) << said.constData();
}

TEST(Program, AChangeOfLanguageMakesTheWindowAnew) {
  QByteArray said;
  const int code =
      play("click notes.add\ntype Trip\\n\nclick file.preferences\nchoose preferences.language 中文\nsee status.saved 笔记：1\nquit\n", said);
  EXPECT_EQ(code, 0) << said.constData();
}

}  // namespace
