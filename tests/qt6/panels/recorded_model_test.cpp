#include "panels/recorded_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace docent::qt {
namespace {

RecordedEvent event(int n) {
  return readEvent(
      {{"type", "track"}, {"event", "event" + QString::number(n)}, {"messageId", QString::number(n)}, {"properties", QJsonObject{{"n", n}}}},
      QLocale(QLocale::English));
}

// Newest first.
QList<RecordedEvent> events(int newest, int oldest) {
  QList<RecordedEvent> list;
  for (int n = newest; n >= oldest; n--) list += event(n);
  return list;
}

struct Model : RecordedModel {
  QAbstractItemModelTester tester{this, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST(RecordedModel, HasEventsAndTheirDetails) {
  Model model;
  model.setEvents(events(3, 1));
  ASSERT_EQ(model.rowCount(), 3);
  const QModelIndex first = model.index(0, 0);
  EXPECT_EQ(first.data().toString(), "event3");
  ASSERT_EQ(model.rowCount(first), 1);
  EXPECT_EQ(model.index(0, 0, first).data().toString(), "n: 3");
  EXPECT_EQ(model.index(0, 0, first).parent(), first);
  EXPECT_EQ(model.event(model.index(0, 0, model.index(1, 0)))->id, "2");
  EXPECT_EQ(model.rowOf("1"), 2);
  EXPECT_EQ(model.rowOf("9"), -1);
}

TEST(RecordedModel, KeepsWhatIsChosenWhenNewEventsCome) {
  Model model;
  model.setEvents(events(3, 1));
  const QPersistentModelIndex chosen = model.index(0, 0);
  const QPersistentModelIndex detail = model.index(0, 0, chosen);
  QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
  model.setEvents(events(5, 2));  // two new, one gone
  EXPECT_EQ(reset.count(), 0);
  EXPECT_EQ(model.rowCount(), 4);
  EXPECT_EQ(chosen.row(), 2);
  EXPECT_EQ(model.event(chosen)->id, "3");
  EXPECT_EQ(detail.parent().row(), 2);
}

TEST(RecordedModel, BeginsAnewWhenItIsAnotherList) {
  Model model;
  model.setEvents(events(3, 1));
  model.setEvents({event(9), event(3), event(8)});
  EXPECT_EQ(model.rowCount(), 3);
  EXPECT_EQ(model.event(model.index(2, 0))->id, "8");
  model.setEvents({});
  EXPECT_EQ(model.rowCount(), 0);
  model.setEvents(events(2, 1));
  EXPECT_EQ(model.rowCount(), 2);
}

TEST(RecordedModel, EscapesToolTips) {
  Model model;
  model.setEvents({readEvent({{"type", "track"}, {"event", "<img src=x>"}}, QLocale(QLocale::English))});
  EXPECT_EQ(model.index(0, 0).data().toString(), "<img src=x>");
  EXPECT_TRUE(model.index(0, 0).data(Qt::ToolTipRole).toString().contains("&lt;img"));
}

TEST(RecordedFilter, FindsBySentenceAndDetailWithoutCase) {
  Model model;
  RecordedFilter filter(&model, nullptr);
  model.setEvents(events(12, 1));
  filter.setSearch("  EVENT12 ");
  ASSERT_EQ(filter.rowCount(), 1);
  EXPECT_EQ(filter.event(filter.index(0, 0))->id, "12");
  EXPECT_EQ(filter.rowCount(filter.index(0, 0)), 1);
  filter.setSearch("n: 1");
  EXPECT_EQ(filter.rowCount(), 4);
  filter.setSearch("nowhere");
  EXPECT_EQ(filter.rowCount(), 0);
}

}  // namespace
}  // namespace docent::qt
