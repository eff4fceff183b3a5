// What a strategy may hold at most, through a real client into a small window: texts of 10,000 characters everywhere, as many steps, questions,
// items and choices as there may be. Nothing leaves the window, and every button can be reached.
#include <gtest/gtest.h>

#include "cards/checklist_panel.h"
#include "cards/survey_sheet.h"
#include "layout_audit.h"
#include "presenter/scene.h"

namespace docent::qt {
namespace {

using testing::Scene;
using testing::until;

const QByteArray run(10000, 'x');                                                   // nowhere to break
const QByteArray prose = QByteArray("many words ").repeated(910).left(9999) + ".";  // everywhere

QByteArray in(const QByteArray& json) { return R"("text": {"en": )" + json + "}"; }
QByteArray both(const QByteArray& words) { return in(R"({"title": ")" + words + R"(", "body": ")" + words + "\"}"); }
QByteArray actions(const QByteArray& words) {
  QByteArray all;
  for (const char* id : {"a", "b", "c"})
    all += QByteArray(all.isEmpty() ? "" : ",") + R"({"id": ")" + id + R"(", "action": "host:x", )" + in('"' + words + '"') + "}";
  return R"("actions": [)" + all + "]";
}
QByteArray campaign(const char* type, const QByteArray& members) {
  return QByteArray(R"([{"id": "c", "type": ")") + type + R"(", "triggers": [{"event": "go"}], )" + members + "}]";
}
QByteArray repeated(int count, const std::function<QByteArray(const QByteArray& id)>& one) {
  QByteArray all;
  for (int i = 0; i < count; i++) all += QByteArray(i == 0 ? "" : ",") + one("n" + QByteArray::number(i));
  return "[" + all + "]";
}

struct Small : Scene {
  explicit Small(const QByteArray& campaigns) : Scene(campaigns) {
    window.resize(640, 480);
    rig.client().track("go");
  }
  Card* card() {
    for (Card* const c : window.findChildren<Card*>()) {
      if (c->isVisible()) return c;
    }
    return nullptr;
  }
  // The card, in the window, with every button in sight once the keyboard is on it.
  void expectReachable() {
    ASSERT_TRUE(waitFor("c"));
    until([&] { return layout().isEmpty(); }, 500);
    EXPECT_EQ(window.size(), QSize(640, 480)) << "the window had to give way";
    EXPECT_TRUE(layout().isEmpty()) << layout().join('\n').toStdString();
    int reached = 0;
    for (auto* const control : card()->findChildren<QAbstractButton*>()) {
      if (!control->isVisible() || !control->isEnabled()) continue;
      control->setFocus(Qt::TabFocusReason);
      const QRect seen = control->visibleRegion().boundingRect();
      EXPECT_TRUE(seen.height() >= std::min(control->height(), 40) && seen.width() >= 24) << testing::describe(control).toStdString();
      reached++;
    }
    EXPECT_GT(reached, 0);
  }
  QStringList layout() {
    const int shadow = qobject_cast<Banner*>(card()) != nullptr ? 0 : shadowExtent;
    const QRect surface = card()->rect().adjusted(shadow, shadow, -shadow, -shadow);
    QStringList out = testing::layoutDefects(card(), surface);
    out.erase(std::remove_if(out.begin(), out.end(), [](const QString& line) { return line.contains(" is cut"); }), out.end());  // elided, scrolled
    const QRect at(card()->mapToGlobal(surface.topLeft()), surface.size());
    const QRect bounds = card()->isWindow() ? card()->screen()->geometry() : QRect(window.mapToGlobal(QPoint()), window.size());
    if (!bounds.contains(at)) out << testing::describe(card()) + " leaves the window";
    return out;
  }
};

class TenThousandCharacters : public ::testing::TestWithParam<bool> {
 protected:
  QByteArray words() const { return GetParam() ? prose : run; }
};

TEST_P(TenThousandCharacters, Tip) {
  Small(campaign("tip", R"("content": {"anchor": "bold", )" + both(words()) + "," + actions(words()) + "}")).expectReachable();
}

TEST_P(TenThousandCharacters, TourElementAndModal) {
  for (const char* place : {R"("anchor": "bold")", R"("type": "modal")"}) {
    const QByteArray step = QByteArray(place) + "," + both(words()) + "," + actions(words()) + "}";
    Small(campaign("tour", R"("steps": [{"id": "s", )" + step + R"(, {"id": "t", )" + step + "]")).expectReachable();
  }
}

TEST_P(TenThousandCharacters, Banner) {
  Small(campaign("banner", R"("content": {)" + both(words()) + "," + actions(words()) + "}")).expectReachable();
}

TEST_P(TenThousandCharacters, Checklist) {
  Small small(campaign("checklist", R"("content": {)" + both(words()) + R"(}, "items": )" + repeated(3, [&](const QByteArray& id) {
                                      return R"({"id": ")" + id + R"(", "launches": "c", "completeWhen": {"==": [1, 2]}, )" + both(words()) + "}";
                                    })));
  small.expectReachable();
  qobject_cast<ChecklistPanel*>(small.card())->setExpanded(false);
  small.expectReachable();
}

TEST_P(TenThousandCharacters, Survey) {
  const QByteArray asked = in(R"({"question": ")" + words() + R"(", "lowerBoundLabel": ")" + words() + R"(", "upperBoundLabel": ")" + words() +
                              R"(", "placeholder": ")" + words() + "\"}");
  const auto choice = [&](const QByteArray& id) { return R"({"id": ")" + id + R"(", )" + in('"' + words() + '"') + "}"; };
  for (const QByteArray type : {"nps", "rating", "single_choice", "multiple_choice", "open"}) {
    const QByteArray choices = type.endsWith("choice") ? R"("hasOpenChoice": true, "choices": )" + repeated(2, choice) + "," : "";
    Small(campaign("survey", R"("content": {)" + both(words()) + R"(}, "questions": [{"id": "q", "type": ")" + type + R"(", "optional": true, )" +
                                 choices + asked + "}]"))
        .expectReachable();
  }
}

INSTANTIATE_TEST_SUITE_P(Hostile, TenThousandCharacters, ::testing::Bool(), [](const auto& made) { return made.param ? "InWords" : "InOneRun"; });

TEST(AsManyAsThereMayBe, FiftySteps) {
  Small small(campaign(
      "tour", R"("steps": )" + repeated(50, [](const QByteArray& id) { return R"({"id": ")" + id + R"(", "type": "modal", )" + both(id) + "}"; })));
  small.expectReachable();
  for (int i = 0; i < 49; i++) {
    ASSERT_TRUE(until([&] { return small.callout() != nullptr && small.callout()->content().stepIndex() == i; })) << i;
    QTest::mouseClick(small.callout()->findChild<QPushButton*>("next"), Qt::LeftButton);
  }
  ASSERT_TRUE(until([&] { return small.callout()->content().stepIndex() == 49; }));
  EXPECT_TRUE(small.callout()->accessibleName().contains("Step 50 of 50"));
  small.expectReachable();
}

TEST(AsManyAsThereMayBe, FiftyQuestions) {
  Small small(campaign("survey", R"("questions": )" + repeated(50, [](const QByteArray& id) {
                                   return R"({"id": ")" + id + R"(", "type": "csat", )" + in('"' + id + '"') + "}";
                                 })));
  small.expectReachable();
  auto* const sheet = qobject_cast<SurveySheet*>(small.card());
  ASSERT_NE(sheet, nullptr);
  sheet->firstFocus()->setFocus();
  for (int i = 0; i < 50; i++) {
    ASSERT_EQ(sheet->findChild<QLabel*>("progress")->text(), "Question " + QString::number(i + 1));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_3);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
  }
  EXPECT_TRUE(sheet->findChild<QLabel*>("progress")->isHidden()) << "thanks";
  EXPECT_TRUE(small.waitForEvent("campaign_completed"));
}

TEST(AsManyAsThereMayBe, FiftyItems) {
  Small(campaign("checklist", R"("content": {)" + both("T") + R"(}, "items": )" +
                                  repeated(50,
                                           [](const QByteArray& id) {
                                             return R"({"id": ")" + id + R"(", "launches": "c", "completeWhen": {"==": [1, 2]}, )" + both(id) + "}";
                                           })))
      .expectReachable();
}

TEST(AsManyAsThereMayBe, AHundredChoices) {
  for (const QByteArray type : {"single_choice", "multiple_choice"}) {
    Small(campaign("survey", R"("questions": [{"id": "q", "type": ")" + type + R"(", "optional": true, "hasOpenChoice": true, )" + in("\"Q\"") +
                                 R"(, "choices": )" +
                                 repeated(100, [](const QByteArray& id) { return R"({"id": ")" + id + R"(", )" + in('"' + id + '"') + "}"; }) + "}]"))
        .expectReachable();
  }
}

TEST(HostileContent, AFontThatDoesNotExist) {
  const QFont before = QApplication::font();
  QApplication::setFont(QFont("No Such Family", 10));
  {
    Small small("[" + testing::tipAt("bold", "c") + "]");
    small.expectReachable();
    const QStringList defects = testing::layoutDefects(small.card(), small.card()->rect());
    EXPECT_TRUE(defects.isEmpty()) << defects.join('\n').toStdString();
  }
  QApplication::setFont(before);
}

TEST(HostileContent, NumbersInArabicReadFromTheRight) {
  ChecklistPanel panel(nullptr);
  panel.setContent(readContent(R"({"type": "checklist", "locale": "ar", "title": "دليل", "progress": {"done": 3, "of": 5},
    "items": [{"id": "a", "text": "أ", "done": true}, {"id": "b", "text": "ب", "done": false}]})"));
  auto* const counts = panel.findChild<QLabel*>("counts");
  ASSERT_NE(counts, nullptr);
  const QString three = panel.locale().toString(3), five = panel.locale().toString(5);
  EXPECT_LT(counts->text().indexOf(three), counts->text().indexOf(five));
  QLabel forced(QChar(0x200f) + counts->text());  // a right-to-left mark in front: how it has to look
  forced.setFont(counts->font());
  forced.setPalette(counts->palette());
  forced.setLayoutDirection(Qt::RightToLeft);
  forced.resize(300, 30);
  counts->setParent(nullptr);
  counts->setLayoutDirection(Qt::RightToLeft);
  counts->setContentsMargins(0, 0, 0, 0);
  counts->resize(300, 30);
  EXPECT_EQ(counts->grab().toImage(), forced.grab().toImage());
  delete counts;
}

}  // namespace
}  // namespace docent::qt
