#include "panels/recorded_event.h"

#include <gtest/gtest.h>

#include <QJsonDocument>

namespace docent::qt {
namespace {

const QLocale english(QLocale::English, QLocale::UnitedStates);

RecordedEvent read(const QByteArray& json, const QLocale& locale = english) { return readEvent(QJsonDocument::fromJson(json).object(), locale); }

TEST(RecordedEvent, SaysWhatHappenedInPlainWords) {
  EXPECT_EQ(read(R"({"type": "screen", "name": "editor"})").sentence, "You opened “editor”");
  EXPECT_EQ(read(R"({"type": "track", "event": "interaction", "properties": {"kind": "click", "target": "MainWindow/save"}})").sentence,
            "You clicked MainWindow/save");
  EXPECT_EQ(read(R"({"type": "track", "event": "campaign_shown", "properties": {"campaignId": "tip.format"}})").sentence, "Tip tip.format was shown");
  EXPECT_EQ(read(R"({"type": "identify", "userId": "u1"})").sentence, "You were signed in as u1");
  EXPECT_EQ(read(R"({"type": "track", "event": "export_done"})").sentence, "export_done");
}

TEST(RecordedEvent, SpeaksTheUsersLanguage) {
  const QByteArray click = R"({"type": "track", "event": "interaction", "properties": {"kind": "click", "target": "save"}})";
  EXPECT_EQ(read(click, QLocale(QLocale::Chinese)).sentence, "您点击了 save");
  EXPECT_TRUE(read(click, QLocale(QLocale::Arabic)).sentence.contains("save"));
}

TEST(RecordedEvent, SurvivesWhatItDoesNotKnow) {
  EXPECT_EQ(read(R"({"type": "track", "event": "interaction", "properties": {"kind": "levitate"}})").sentence, "interaction");
  EXPECT_EQ(read(R"({"type": "track", "event": "interaction", "properties": {"kind": "click"}})").sentence, "You clicked an element without a name");
  EXPECT_EQ(read("{}").sentence, "");
  EXPECT_TRUE(readEvents("no json", english).isEmpty());
}

TEST(RecordedEvent, ListsDetailsAsLinesAndFindsThem) {
  const RecordedEvent event = read(R"({"type": "track", "event": "go", "messageId": "m", "timestamp": "2026-11-27T23:06:44.751Z",
               "properties": {"rows": 3, "tags": ["a", 1], "on": true}, "context": {"screen": "Editor"}})");
  EXPECT_EQ(event.details, (QStringList{"on: true", "rows: 3", R"(tags: ["a",1])", "screen: Editor"}));
  EXPECT_EQ(event.time.toUTC().time(), QTime(23, 6, 44, 751));
  EXPECT_TRUE(event.searchable.contains("screen: editor"));
}

TEST(RecordedEvent, CutsAndCleansHostileNames) {
  const RecordedEvent longName = readEvent({{"type", "track"}, {"event", QString(10'000, 'x')}}, english);
  EXPECT_LE(longName.sentence.size(), 130);
  EXPECT_TRUE(longName.searchable.contains(QString(10'000, 'x')));
  EXPECT_EQ(shownName("a\nb\tc", english), "a b c");
  EXPECT_EQ(shownName(QString("a") + QChar(0x202e) + "b", english), "a b");
  const QString arabic = shownName("حفظ", english);
  EXPECT_TRUE(arabic.startsWith(QChar(0x2068)) && arabic.endsWith(QChar(0x2069)));
  const QString pair = QString(119, 'x') + QString::fromUtf8("😀");
  EXPECT_FALSE(shownName(pair, english).contains(QChar(0xd83d)));
}

}  // namespace
}  // namespace docent::qt
