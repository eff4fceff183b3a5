#include "exporter.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

namespace notes {
namespace {

const char* const letter =
    "<p>Dear {{Name}}, come to {{Town}}.</p><table><tr><th>Name</th><th>Town</th></tr><tr><td>Rui</td><td>Porto</td></tr>"
    "<tr><td>Ana &amp; Eva</td><td>Faro</td></tr><tr><td></td><td></td></tr></table>";

class ExporterTest : public testing::Test {
 protected:
  ExportRequest request(const char* format, const QString& html = "<p>We leave on <b>Friday</b>.</p>") {
    ExportRequest made;
    made.format = format;
    made.title = "Trip";
    made.html = html;
    made.language = "en";
    made.path = dir_.path() + "/trip." + suffixOf(format);
    return made;
  }
  static bool goOn(int) { return true; }
  QByteArray written(const ExportRequest& request) const {
    QFile file(request.path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  QTemporaryDir dir_;
};

TEST_F(ExporterTest, WritesAPdf) {
  const auto wanted = request("pdf");
  const ExportResult result = exportNote(wanted, goOn);
  ASSERT_TRUE(result.done) << result.message.toStdString();
  const QByteArray bytes = written(wanted);
  EXPECT_TRUE(bytes.startsWith("%PDF-"));
  EXPECT_GT(bytes.size(), 1000);
  EXPECT_EQ(bytes.count("/Type /Page\n"), 1);
}

TEST_F(ExporterTest, ALongNoteHasManyPagesAndTellsItsProgress) {
  const auto wanted = request("pdf", QString("<p>A line of a long note.</p>").repeated(400));
  QList<int> told;
  const ExportResult result = exportNote(wanted, [&](int percent) {
    told.append(percent);
    return true;
  });
  ASSERT_TRUE(result.done);
  EXPECT_GT(written(wanted).count("/Type /Page\n"), 5);
  EXPECT_GT(told.size(), 5);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.last(), 100);
}

TEST_F(ExporterTest, WritesHtmlAndText) {
  const auto html = request("html");
  ASSERT_TRUE(exportNote(html, goOn).done);
  EXPECT_TRUE(written(html).contains("<b>Friday</b>"));
  const auto text = request("text");
  ASSERT_TRUE(exportNote(text, goOn).done);
  EXPECT_EQ(written(text), "Trip\n====\n\nWe leave on Friday.\n");
}

TEST_F(ExporterTest, MergesOneCopyARow) {
  const MergeTable table = mergeTableOf(letter);
  EXPECT_EQ(table.columns, (QStringList{"Name", "Town"}));
  ASSERT_EQ(table.rows.size(), 2) << "an empty row is no copy";
  const QString second = mergedHtml(letter, table, 1);
  EXPECT_TRUE(second.contains("Dear Ana &amp; Eva, come to Faro.")) << second.toStdString();
  EXPECT_FALSE(second.contains("<table>"));
  const auto wanted = request("merge", letter);
  const ExportResult result = exportNote(wanted, goOn);
  ASSERT_TRUE(result.done);
  EXPECT_EQ(result.copies, 2);
  EXPECT_EQ(written(wanted).count("/Type /Page\n"), 2);
}

TEST_F(ExporterTest, MergingNeedsATable) {
  const ExportResult result = exportNote(request("merge"), goOn);
  EXPECT_FALSE(result.done);
  EXPECT_EQ(result.code, "no_table");
}

TEST_F(ExporterTest, StoppingAndFailingLeaveTheOldFile) {
  const auto wanted = request("pdf", QString("<p>A line.</p>").repeated(400));
  {
    QFile old(wanted.path);
    ASSERT_TRUE(old.open(QIODevice::WriteOnly));
    old.write("old");
  }
  const ExportResult stopped = exportNote(wanted, [](int percent) { return percent < 30; });
  EXPECT_TRUE(stopped.cancelled);
  EXPECT_FALSE(stopped.done);
  EXPECT_EQ(written(wanted), "old");
  auto failing = wanted;
  failing.fails = true;
  EXPECT_EQ(exportNote(failing, goOn).code, "write_failed");
  EXPECT_EQ(written(wanted), "old");
}

TEST_F(ExporterTest, AFolderThatIsNotThereIsAnError) {
  for (const char* format : {"pdf", "html", "text"}) {
    auto wanted = request(format);
    wanted.path = dir_.path() + "/no/such/folder/x";
    const ExportResult result = exportNote(wanted, goOn);
    EXPECT_FALSE(result.done) << format;
    EXPECT_EQ(result.code, "write_failed") << format;
    EXPECT_FALSE(result.message.isEmpty()) << format;
  }
}

TEST_F(ExporterTest, TheCloudFailsWhenItShall) {
  auto wanted = request("cloud");
  wanted.fails = true;
  EXPECT_EQ(exportNote(wanted, goOn).code, "cloud_unreachable");
  wanted.fails = false;
  EXPECT_TRUE(exportNote(wanted, goOn).done);
}

TEST_F(ExporterTest, FindsAFreeName) {
  const auto wanted = request("text");
  EXPECT_EQ(freePath(wanted.path), wanted.path);
  ASSERT_TRUE(exportNote(wanted, goOn).done);
  EXPECT_EQ(freePath(wanted.path), dir_.path() + "/trip 2.txt");
}

}  // namespace
}  // namespace notes
