#include "debug/debug_figures.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QTreeWidget>

#include "rig.h"

namespace docent::qt {
namespace {

QString value(QTreeWidget* table, const QString& name) {
  const auto found = table->findItems(name, Qt::MatchExactly | Qt::MatchRecursive);
  return found.size() == 1 ? found[0]->text(1) : QString("%1 times").arg(found.size());
}

TEST(DebugFigures, CountsWhatWasRecordedAndSaysHowDeliveryIs) {
  testing::Rig rig;
  DebugFigures view(DebugSource{rig.client().get(), {}, {}, {}, {}});
  auto* const table = view.findChild<QTreeWidget*>("figures");
  rig.client().track("one");
  const int recorded = static_cast<int>(rig.recorded().size());
  EXPECT_TRUE(testing::until([&] {
    view.refresh();
    return value(table, "accepted") == QString::number(recorded);
  }));
  EXPECT_EQ(value(table, "state"), "off: no endpoint");
  EXPECT_EQ(value(table, "strategy version"), "none");
}

TEST(DebugFigures, SaysThatTheClientIsClosed) {
  testing::Rig rig;
  DebugFigures view(DebugSource{rig.client().get(), {}, {}, {}, {}});
  rig.close();
  view.refresh();
  auto* const state = view.findChild<QLabel*>("figureState");
  EXPECT_TRUE(testing::until([&] { return state->text() == "The client is closed."; }));
}

}  // namespace
}  // namespace docent::qt
