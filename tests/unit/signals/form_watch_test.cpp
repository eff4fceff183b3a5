#include "signals/form_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/limits.h"
#include "reports.h"

namespace docent::core::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct FormAbandoned : testing::Test, Reports {
  FormAbandoned() { only("form_abandoned"); }
};

TEST_F(FormAbandoned, ClosedAfterAnEdit) {
  screen(0, "sheet");
  form(10, "edit", "invoice");
  form(500, "edit", "invoice");
  screen(600, "preview");
  form(900, "close", "invoice");
  ASSERT_EQ(signals.size(), 1u);
  EXPECT_EQ(to_json(Value(signals[0].properties)),
            R"({"form":"invoice","screen":"sheet","reason":"closed","count":2,"durationMs":490,"idleMs":600000})");
  EXPECT_THAT(heard(), ElementsAre("form_abandoned@900"));
  form(1'000, "close", "invoice");
  EXPECT_THAT(heard(), IsEmpty());
  EXPECT_EQ(timer(), -1);
}

TEST_F(FormAbandoned, NotWithoutAnEditNorAfterACommit) {
  form(0, "open", "invoice");
  form(1, "click", "invoice");
  form(2, "close", "invoice");
  form(10, "edit", "invoice");
  form(11, "commit", "invoice");
  form(12, "close", "invoice");
  advance(900'000);
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(FormAbandoned, IdleToTheLastMoment) {
  form(1'000, "edit", "invoice");
  EXPECT_EQ(timer(), 601'000);
  advance(600'999);
  EXPECT_THAT(heard(), IsEmpty());
  advance(601'000);
  EXPECT_EQ(property("reason"), Value("idle"));
  EXPECT_EQ(property("durationMs"), Value(0));
  EXPECT_THAT(heard(), ElementsAre("form_abandoned@601000"));
  form(602'000, "close", "invoice");
  EXPECT_THAT(heard(), IsEmpty()) << "announced once";
}

TEST_F(FormAbandoned, AnythingDoneInTheFormKeepsItAlive) {
  form(0, "edit", "invoice");
  int64_t ms = 0;
  for (const auto alive : {"click", "key", "focus", "scroll", "undo", "edit"}) form(ms += 599'999, alive, "invoice");
  EXPECT_THAT(heard(), IsEmpty());
  EXPECT_EQ(timer(), ms + 600'000);
  form(ms + 10, "repaint", "invoice");
  form(ms + 20, "key", "other");
  EXPECT_EQ(timer(), ms + 600'000) << "the program's doing, and another form";
}

TEST_F(FormAbandoned, ALaterEditBeginsAnew) {
  form(0, "edit", "invoice");
  advance(600'000);
  form(700'000, "edit", "invoice");
  form(700'010, "close", "invoice");
  EXPECT_EQ(property("count"), Value(1));
  EXPECT_THAT(heard(), ElementsAre("form_abandoned@600000", "form_abandoned@700010"));
}

TEST_F(FormAbandoned, ADialogBelongsToItself) {
  report(0, {"edit", "name", "text", "rename", {}, {}});
  report(1, {"close", "rename", "dialog", "", {}, {}});
  EXPECT_THAT(heard(), ElementsAre("form_abandoned@1"));
  report(10, {"edit", "name", "text", "rename", {}, {}});
  report(11, {"close", "rename", "", "", {}, {}});
  EXPECT_THAT(heard(), ElementsAre("form_abandoned@11"));
  report(20, {"edit", "name", "text", "rename", {}, {}});
  report(21, {"commit", "rename", "dialog", "main", {}, {}});
  report(30, {"edit", "name", "text", "rename", {}, {}});
  report(31, {"commit", "ok", "button", "rename", {}, {}});
  report(40, {"edit", "rename", "form", "", {}, {}});
  report(41, {"commit", "rename", "", "", {}, {}});
  advance(900'000);
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(FormAbandoned, WhatIsClosedInsideLeavesItOpen) {
  form(0, "edit", "invoice");
  report(1, {"close", "currency", "combobox", "invoice", {}, {}});
  report(2, {"close", "really", "dialog", "invoice", {}, {}});
  form(3, "close", "other");
  kind(4, "close");
  EXPECT_THAT(heard(), IsEmpty());
  report(5, {"close", "x", "button", "invoice", {}, {}});
  EXPECT_THAT(heard(), ElementsAre("form_abandoned@5"));
}

TEST_F(FormAbandoned, NotWithoutAName) {
  form(0, "edit", "");
  EXPECT_EQ(timer(), -1);
  kind(1, "close");
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(FormAbandoned, WatchesTheMostRecentlyUsed) {
  for (std::size_t i = 0; i < limits::max_watched_forms; i++) form(0, "edit", "f" + std::to_string(i));
  form(1, "key", "f0");
  form(2, "edit", "one more");
  form(3, "close", "f1");
  EXPECT_THAT(heard(), IsEmpty()) << "made room";
  form(4, "close", "f0");
  EXPECT_THAT(heard(), ElementsAre("form_abandoned@4"));
}

TEST_F(FormAbandoned, OwnThresholdsAndOff) {
  SignalThresholds t = detector.thresholds();
  t.form_abandoned.idle_ms = 50;
  detector.set_thresholds(t);
  form(0, "edit", "a");
  form(10, "edit", "b");
  advance(55);
  EXPECT_EQ(property("idleMs"), Value(50));
  EXPECT_THAT(heard(), ElementsAre("form_abandoned@50"));
  t.form_abandoned.enabled = false;
  detector.set_thresholds(t);
  form(56, "edit", "c");
  advance(1'000);
  EXPECT_THAT(heard(), IsEmpty());
}

}  // namespace
}  // namespace docent::core::test
