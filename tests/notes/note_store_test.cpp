#include "note_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

namespace notes {
namespace {

using testing::ElementsAre;

QByteArray bytesOf(const QString& path) {
  QFile file(path);
  EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
  return file.readAll();
}

void put(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  ASSERT_TRUE(file.open(QIODevice::WriteOnly)) << path.toStdString();
  file.write(bytes);
}

class NoteStoreTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(store_.load()); }
  QString path(const QString& part, const QString& id) const { return dir_.path() + '/' + part + '/' + id + ".json"; }
  QStringList files(const char* part) const { return QDir(dir_.path() + '/' + part).entryList(QDir::Files); }
  Note made(const QString& title, const QString& text) {
    const auto note = store_.create(title, "<p>" + text.toHtmlEscaped() + "</p>", text);
    EXPECT_TRUE(note) << store_.error().toStdString();
    return note.value_or(Note());
  }
  QTemporaryDir dir_;
  NoteStore store_{dir_.path()};
};

TEST_F(NoteStoreTest, KeepsNamesWithSlashesAndEmoji) {
  const QString title = QString::fromUtf8("../a/b\\c: “Ünïcode” 🧳 ..");
  const Note note = made(title, QString::fromUtf8("正文 🙂"));
  NoteStore again(dir_.path());
  ASSERT_TRUE(again.load());
  const auto read = again.open(note.id);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->title, title);
  EXPECT_EQ(read->text, QString::fromUtf8("正文 🙂"));
  EXPECT_EQ(files("notes").size(), 1);
  EXPECT_FALSE(QFile::exists(dir_.path() + "/../a"));
}

TEST_F(NoteStoreTest, GivesFileNamesThatAnySystemTakes) {
  EXPECT_EQ(fileNameFor("a/b\\c:d"), "a-b-c-d");
  EXPECT_EQ(fileNameFor("../../etc/passwd"), "etc-passwd");
  EXPECT_EQ(fileNameFor(" \t\n"), "note");
  EXPECT_EQ(fileNameFor("con"), "con-");
  EXPECT_EQ(fileNameFor(QString::fromUtf8("旅行 🧳")), QString::fromUtf8("旅行 🧳"));
  EXPECT_EQ(fileNameFor(QString(500, 'x')).size(), 80);
  EXPECT_FALSE(fileNameFor(QString(79, 'x') + QString::fromUtf8("🧳")).back().isHighSurrogate());
}

TEST_F(NoteStoreTest, SavesWholeOrNotAtAll) {
  Note note = made("Trip", "one");
  note.text = "two";
  note.html = "<p>two</p>";
  EXPECT_GT(store_.save(note), 0);
  EXPECT_EQ(store_.open(note.id)->html, "<p>two</p>");
  EXPECT_THAT(files("notes"), ElementsAre(note.id + ".json")) << "nothing half-written is left beside it";
  EXPECT_EQ(fromFile(bytesOf(path("backup", note.id)))->text, "one") << "the note as it was before this run";
}

TEST_F(NoteStoreTest, AFileThatBreaksOffIsSalvagedAndPutAside) {
  const Note note = made("Trip", "We leave on Friday");
  const QByteArray whole = bytesOf(path("notes", note.id));
  const auto cut = whole.indexOf("Friday") + 3;
  put(path("notes", note.id), whole.left(cut));
  NoteStore again(dir_.path());
  ASSERT_TRUE(again.load());
  EXPECT_EQ(again.recovered().size(), 1);
  const auto read = again.open(note.id);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->text.contains("We leave on Fri"));
  ASSERT_EQ(files("damaged").size(), 1);
  EXPECT_EQ(bytesOf(dir_.path() + "/damaged/" + files("damaged").first()), whole.left(cut)) << "what was found is kept as it was";
  NoteStore third(dir_.path());
  ASSERT_TRUE(third.load());
  EXPECT_TRUE(third.recovered().isEmpty()) << "mended for good";
}

TEST_F(NoteStoreTest, EveryCutOfAFileEndsInANoteOrAside) {
  const Note note = made("T", QString::fromUtf8("a \"b\" \\ 正 🙂"));
  const QByteArray whole = bytesOf(path("notes", note.id));
  for (qsizetype size = 0; size < whole.size() - 2; size++) {
    EXPECT_FALSE(fromFile(whole.left(size))) << size;
    const auto found = salvage(whole.left(size));
    EXPECT_FALSE(found && found->html.endsWith("<")) << size;
  }
}

TEST_F(NoteStoreTest, ABackupComesBackWhenNothingCanBeRead) {
  Note note = made("Trip", "first");
  note.text = "second";
  ASSERT_GT(store_.save(note), 0);
  put(path("notes", note.id), QByteArray(4096, '\0'));
  NoteStore again(dir_.path());
  ASSERT_TRUE(again.load());
  ASSERT_TRUE(again.open(note.id));
  EXPECT_EQ(again.open(note.id)->text, "first");
  EXPECT_THAT(again.recovered(), ElementsAre("Trip (an older version)"));
  EXPECT_EQ(files("damaged").size(), 1);
}

TEST_F(NoteStoreTest, ADamagedNoteWaitsForADiskThatTakesItsBackup) {
  Note note = made("Trip", QString("word ").repeated(4000));
  ASSERT_GT(store_.save(note), 0);
  put(path("notes", note.id), "damaged");
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{1024, before.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  NoteStore full(dir_.path());
  const bool loaded = full.load();
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, handler);
  ASSERT_TRUE(loaded);
  EXPECT_TRUE(full.recovered().isEmpty());
  EXPECT_EQ(full.unrecovered(), 1);
  EXPECT_EQ(bytesOf(path("notes", note.id)), "damaged") << "it is where it was, to be tried again";
  EXPECT_TRUE(files("damaged").isEmpty());
  NoteStore again(dir_.path());
  ASSERT_TRUE(again.load());
  EXPECT_THAT(again.recovered(), ElementsAre("Trip (an older version)"));
  EXPECT_EQ(again.unrecovered(), 0);
  EXPECT_EQ(again.open(note.id)->text, note.text);
}

TEST_F(NoteStoreTest, OneBadByteDoesNotHoldUpTheStart) {
  QByteArray bytes = toFile(made("Trip", QString("word ").repeated(100000)));
  const auto bad = bytes.indexOf("word word", 1000);
  bytes[bad] = '\xff';
  QElapsedTimer clock;
  clock.start();
  const auto found = salvage(bytes);
  EXPECT_LT(clock.elapsed(), 5000);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->text.startsWith("word word"));
}

TEST_F(NoteStoreTest, GarbageWithoutABackupIsNoNoteAndIsKept) {
  put(path("notes", "x"), "garbage");
  NoteStore again(dir_.path());
  ASSERT_TRUE(again.load());
  EXPECT_EQ(again.count(), 0);
  EXPECT_EQ(again.unrecovered(), 1);
  EXPECT_EQ(files("damaged").size(), 1);
}

TEST_F(NoteStoreTest, AReadOnlyFolderLosesNothing) {
  Note note = made("Trip", "one");
  const auto readable = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther;
  QFile::setPermissions(dir_.path(), readable | QFile::WriteOwner);
  QFile::setPermissions(dir_.path() + "/notes", readable);
  const bool root = geteuid() == 0;  // who may write everywhere; nobody may not
  ASSERT_TRUE(!root || seteuid(65534) == 0);
  note.text = "two";
  const qint64 saved = store_.save(note);
  const auto made = store_.create("new", "<p></p>", "");
  ASSERT_TRUE(!root || seteuid(0) == 0);
  QFile::setPermissions(dir_.path() + "/notes", readable | QFile::WriteOwner);
  EXPECT_EQ(saved, -1);
  EXPECT_FALSE(made);
  EXPECT_FALSE(store_.error().isEmpty());
  EXPECT_EQ(store_.open(note.id)->text, "one");
  EXPECT_GT(store_.save(note), 0) << "it can be saved once the folder takes files again";
}

TEST(NoteStore, AFolderThatIsAFileIsAnError) {
  QTemporaryDir dir;
  put(dir.path() + "/file", "x");
  NoteStore store(dir.path() + "/file");
  EXPECT_FALSE(store.load());
  EXPECT_FALSE(store.error().isEmpty());
  EXPECT_FALSE(store.create("a", "", ""));
}

TEST_F(NoteStoreTest, DeletingCanBeUndoneAlsoLater) {
  const Note note = made("Trip", "one");
  ASSERT_TRUE(store_.remove(note.id));
  EXPECT_EQ(store_.count(), 0);
  EXPECT_FALSE(store_.open(note.id));
  NoteStore again(dir_.path());
  ASSERT_TRUE(again.load());
  ASSERT_TRUE(again.restore(note.id));
  EXPECT_EQ(again.open(note.id)->text, "one");
  EXPECT_FALSE(again.restore(note.id)) << "it is there already";
  EXPECT_FALSE(again.remove("no such note"));
}

TEST_F(NoteStoreTest, PinsWithoutChangingTheTime) {
  const Note note = made("Trip", "one");
  ASSERT_TRUE(store_.setPinned(note.id, true));
  EXPECT_TRUE(store_.open(note.id)->pinned);
  EXPECT_EQ(store_.open(note.id)->modified.toMSecsSinceEpoch(), note.modified.toMSecsSinceEpoch());
}

TEST_F(NoteStoreTest, OpensTenThousandNotes) {
  Note note;
  note.html = "<p>" + QString("word ").repeated(40) + "</p>";
  note.text = QString("word ").repeated(40);
  note.created = note.modified = QDateTime::currentDateTimeUtc();
  for (int i = 0; i < 10000; i++) {
    note.title = QString("Note %1").arg(i);
    put(path("notes", QString::number(i)), toFile(note));
  }
  QElapsedTimer clock;
  clock.start();
  NoteStore again(dir_.path());
  ASSERT_TRUE(again.load());
  EXPECT_EQ(again.count(), 10000);
  EXPECT_LT(clock.elapsed(), 10000);
  EXPECT_EQ(again.open("9999")->title, "Note 9999");
}

}  // namespace
}  // namespace notes
