#include "debug/verdict_words.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace docent::qt {
namespace {

QJsonObject parsed(const QByteArray& json) { return QJsonDocument::fromJson(json).object(); }

TEST(VerdictWords, ExplainsEveryCodeOfTheSchema) {
  QFile file(DOCENT_SOURCE_DIR "/docs/cli/explain.schema.json");
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  const QJsonObject defs = parsed(file.readAll())["$defs"].toObject();
  const QJsonArray codes = defs["verdict"].toObject()["properties"].toObject()["code"].toObject()["enum"].toArray();
  ASSERT_GT(codes.size(), 20);
  for (const QJsonValue& code : codes) {
    EXPECT_TRUE(verdictText({{"code", code}}).contains(": ")) << code.toString().toStdString();
    EXPECT_FALSE(stateOf({{"verdicts", QJsonArray{QJsonObject{{"code", code}}}}}).words.isEmpty());
  }
}

TEST(VerdictWords, TellsTheDetails) {
  const QString text = verdictText(parsed(R"({"code": "TARGETING_MISMATCH", "node": "/", "op": "==", "values": [null, "b"], "until_ms": 5})"));
  EXPECT_TRUE(text.startsWith("TARGETING_MISMATCH: the targeting rule does not hold (")) << text.toStdString();
  EXPECT_TRUE(text.contains(R"(values [null,"b"])"));
  EXPECT_FALSE(text.contains("until_ms"));
  EXPECT_EQ(verdictText(parsed(R"({"code": "OF_TOMORROW"})")), "OF_TOMORROW.");
}

TEST(VerdictWords, StatesWhatMattersFirst) {
  EXPECT_EQ(stateOf(parsed(R"({"eligible": true, "verdicts": []})")).severity, "success");
  EXPECT_EQ(stateOf(parsed(R"({"verdicts": [{"code": "CANCELLED"}, {"code": "COOLDOWN"}]})")).words, "cooldown");
  EXPECT_EQ(stateOf(parsed(R"({"verdicts": [{"code": "COOLDOWN"}, {"code": "SHOWN"}]})")).words, "on screen");
  EXPECT_EQ(stateOf(parsed(R"({"verdicts": []})")).words, "ready");
}

}  // namespace
}  // namespace docent::qt
