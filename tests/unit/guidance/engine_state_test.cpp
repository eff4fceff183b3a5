#include "rig.h"

namespace docent::core::test {
namespace {

const std::string document = strategy(tip("a", "e", R"(,"frequency":{"displayLimit":1},"targeting":{"==":[{"var":"user.plan"},"pro"]})") + "," +
                                          tip("b", "f", R"(,"targeting":{">":[{"event_count":["x","P1D",{"var":"big"}]},1]})"),
                                      R"("policies":{"frequency":{"cooldown":"PT1H"}})");

TEST(EngineState, OnlyWhatChangedIsWritten) {
  Rig r(document);
  std::vector<std::string> written;
  const auto save = [&] {
    written.clear();
    r.engine->save_dirty(
        [&](std::string_view kind, std::string_view key, std::string_view) { written.push_back(std::string(kind) + "/" + std::string(key)); });
  };
  save();
  EXPECT_TRUE(written.empty());
  r.track("unrelated");
  save();
  EXPECT_THAT(written, testing::ElementsAre("history/unrelated"));
  r.user("plan", Value("pro")).track("e");
  save();
  EXPECT_THAT(written, testing::UnorderedElementsAre("history/e", "campaign/a", "engine/counter", "traits/all"));
  r.report(Outcome::shown);
  save();
  EXPECT_THAT(written, testing::UnorderedElementsAre("campaign/a", "shown/tip"));
  save();
  EXPECT_TRUE(written.empty());
}

TEST(EngineState, WithoutConsentNothingIsWrittenThoughTheUserAsksForACampaign) {
  Rig r(document);
  r.engine->set_history_permitted(false);
  r.save();
  ASSERT_TRUE(r.engine->invoke("a", r.now(), r.out).ok());
  r.take();
  r.report(Outcome::shown).report(Outcome::dismissed, "close");
  std::vector<std::string> written;
  r.engine->save_dirty([&](std::string_view kind, std::string_view key, std::string_view bytes) {
    if (!bytes.empty()) written.push_back(std::string(kind) + "/" + std::string(key));
  });
  EXPECT_THAT(written, testing::ElementsAre());
}

TEST(EngineState, ASaveThatWasNotCommittedIsRepeated) {
  Rig r(document);
  r.user("plan", Value("pro")).track("e").track("x", {{"big", Value(true)}});
  r.engine->save_dirty([](std::string_view, std::string_view, std::string_view) {});
  r.engine->mark_all_dirty();
  r.save();
  Rig copy(document);
  copy.rows = r.rows;
  copy.restore_rows();
  EXPECT_EQ(copy.codes("a"), r.codes("a"));
  EXPECT_EQ(copy.codes("b"), r.codes("b"));
}

TEST(EngineState, RowsMayComeBeforeTheStrategy) {
  Rig r(document);
  r.track("x", {{"big", Value(true)}}).track("x", {{"big", Value(true)}}).user("plan", Value("pro")).track("e").report(Outcome::shown);
  r.save();
  Rig late("");
  late.rows = r.rows;
  late.restore_rows();
  ASSERT_TRUE(late.engine->load_strategy(document, late.now()).ok());
  EXPECT_EQ(late.codes("a"), r.codes("a"));
  EXPECT_EQ(late.codes("b"), r.codes("b"));
}

TEST(EngineState, HistoryBelongsToTheIdentity) {
  Rig r(strategy(tip("a", "e")));
  r.track("e").report(Outcome::shown).report(Outcome::dismissed, "close");
  r.save();
  const auto of_a = r.rows;
  r.rows.clear();
  r.restore_rows();  // B logs in
  r.track("e");
  EXPECT_EQ(r.count(), 2u) << "B sees the tip";
  r.save();
  r.rows = of_a;
  r.restore_rows();  // A returns
  r.track("e");
  EXPECT_EQ(r.count(), 2u) << "and does not";
  EXPECT_NE(r.codes("a").find("INVALIDATED"), std::string::npos);
}

TEST(EngineState, UserTraitsBelongToTheIdentity) {
  Rig r(document);
  r.user("plan", Value("pro"));
  r.save();
  const auto rows = r.rows;
  r.engine->clear_identity();
  EXPECT_NE(r.codes("a").find("TARGETING_MISMATCH"), std::string::npos);
  r.rows = rows;
  r.restore_rows();
  EXPECT_EQ(r.codes("a"), "TRIGGER_PENDING");
  r.user("plan", Value());
  r.save();
  EXPECT_EQ(r.rows.count({"traits", "all"}), 0u);
}

TEST(EngineState, WithoutConsentNothingIsKept) {
  Rig r(document);
  r.user("plan", Value("pro")).track("e").report(Outcome::shown).track("x", {{"big", Value(true)}});
  r.save();
  EXPECT_GE(r.rows.size(), 5u);
  const auto before = r.rows;
  r.engine->set_history_permitted(false);
  r.save();
  EXPECT_TRUE(r.rows.empty()) << r.rows.begin()->first.first;
  r.track("e").user("plan", Value("pro")).track("x", {{"big", Value(true)}});
  r.engine->mark_all_dirty();
  r.save();
  EXPECT_TRUE(r.rows.empty());
  r.rows = before;
  r.restore_rows();
  EXPECT_NE(r.codes("b").find("NO_CONSENT"), std::string::npos);
  r.engine->set_history_permitted(true);
  EXPECT_EQ(r.verdict("b", "TARGETING_MISMATCH")["values"], *parse_json("[0,1]")) << "rows are not taken back in without consent";
}

TEST(EngineState, AliasMerges) {
  Rig anonymous(document);
  anonymous.user("plan", Value("pro")).track("e").report(Outcome::shown).report(Outcome::dismissed).track("x", {{"big", Value(true)}});
  anonymous.save();
  Rig known(document);
  known.track("x", {{"big", Value(true)}});
  std::vector<std::array<std::string, 3>> rows;
  for (const auto& [key, bytes] : anonymous.rows) rows.push_back({key.first, key.second, bytes});
  known.engine->merge_from(rows);
  EXPECT_EQ(known.codes("a"), "TRIGGER_PENDING LIMIT_REACHED COOLDOWN INVALIDATED");
  EXPECT_EQ(known.codes("b"), "TRIGGER_PENDING COOLDOWN") << "two big ones together";
  known.save();
  Rig copy(document);
  copy.rows = known.rows;
  copy.restore_rows();
  EXPECT_EQ(copy.codes("a"), known.codes("a"));
}

TEST(EngineState, DamagedRowsAreAsIfTheyHadNeverBeen) {
  Rig r(document);
  for (const char* kind : {"history", "slot", "campaign", "shown", "plan", "traits", "engine", "nonsense"}) {
    r.engine->restore(kind, "a", "\xff\xff\xff");
    r.engine->restore(kind, "tip", "");
    r.engine->restore(kind, "counter", "");
    r.engine->merge_from({{kind, "a", "\xff\xff\xff"}});
  }
  r.user("plan", Value("pro")).track("e");
  EXPECT_EQ(r.shown(), "a");
}

TEST(EngineState, IdsAreTheSameForTheSameInputs) {
  EngineConfig config;
  config.seed = 42;
  const auto run = [&](EngineConfig c) {
    Rig r(strategy(tip("a", "e")), std::move(c));
    for (int i = 0; i < 3; i++) r.track("e").report(Outcome::timed_out).pass("PT1M");
    std::vector<Uuid> ids;
    for (const auto& p : r.presentations) ids.push_back(p.id);
    return ids;
  };
  const auto ids = run(config);
  EXPECT_EQ(ids.size(), 3u);
  EXPECT_EQ(run(config), ids);
  config.seed = 43;
  EXPECT_NE(run(config), ids);
}

TEST(EngineState, TheCounterGoesOnAfterARestart) {
  Rig r(strategy(tip("a", "e")));
  r.track("e").report(Outcome::timed_out);
  r.restart();
  r.track("e");
  EXPECT_NE(r.presentations[0].id, r.presentations[1].id) << "even in the same millisecond";
}

}  // namespace
}  // namespace docent::core::test
