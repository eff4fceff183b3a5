// Property: whatever the strategy and whatever happens, what was stored and read back decides as if nothing had been stored. Seeded; a failure names
// its seed.
#include <algorithm>
#include <random>

#include "rig.h"

namespace docent::core::test {
namespace {

class Chance {
 public:
  explicit Chance(uint64_t seed) : random_(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  const std::string& of(const std::vector<std::string>& list) { return list[below(list.size())]; }
  // `text` once in n times, else nothing.
  std::string maybe(std::size_t n, const std::string& text) { return one_in(n) ? text : ""; }

 private:
  std::mt19937_64 random_;
};

const std::vector<std::string> names = {"e0", "e1", "e2", "e3", "failed"};
const std::vector<std::string> spans = {"PT1S", "PT10S", "PT1M", "PT10M", "PT1H", "P1D", "P7D"};
const std::vector<std::string> rules = {
    R"({"==":[{"var":"context.mode"},"x"]})",
    R"({">=":[{"event_count":["e0","PT10M"]},2]})",
    R"({"<":[{"event_age":["e1"]},600]})",
    R"({">":[{"event_sum":["e2","n","P1D"]},5]})",
    R"({">=":[{"event_days":["e3","P7D"]},2]})",
    R"({"event_seq":[["e0","e1"],"PT1H"]})",
    R"({"in_segment":["seg"]})",
    R"({"<":[{"campaign_count":["c0","shown"]},2]})",
    R"({"==":[{"var":"user.plan"},"pro"]})",
    R"({"!":[{"var":"app.modal"}]})",
    R"({"cat":[1]})",
};

std::string campaign(Chance& c, std::size_t i) {
  const std::string id = "c" + std::to_string(i);
  const std::string text = R"("text":{"en":{"title":"{{event.n|none}} {{context.mode}}","body":"b"}})";
  std::string o = R"({"id":")" + id + "\"";
  const std::string type = c.of({"tip", "banner", "tour", "survey", "checklist", "tip"});
  o += R"(,"type":")" + type + "\"";
  if (type != "checklist") {
    o += R"(,"triggers":[{"event":")" + c.of(names) + "\"" +
         c.maybe(3, R"(,"goal":)" + std::to_string(1 + c.below(4)) + R"(,"within":")" + c.of(spans) + "\"") +
         c.maybe(4, R"(,"filter":{">":[{"var":"n"},1]})") + "}" + c.maybe(4, R"(,{"event":")" + c.of(names) + R"("})") + "]";
  }
  o += c.maybe(3, R"(,"priority":)" + std::to_string(c.below(5))) + c.maybe(4, R"(,"delay":")" + c.of(spans) + "\"");
  o +=
      c.maybe(4, R"(,"cancelTriggers":[{"event":")" + c.of(names) + R"("}])") + c.maybe(6, R"(,"invalidateOn":[{"event":")" + c.of(names) + R"("}])");
  o += c.maybe(2, R"(,"targeting":)" + c.of(rules)) + c.maybe(5, R"(,"exclusionGroup":"g")") + c.maybe(6, R"(,"policy":"emergency")");
  o += c.maybe(5, R"(,"schedule":{"windows":[{"from":"08:00","to":"10:00"}]})") + c.maybe(5, R"(,"feature":"f")");
  o += R"(,"frequency":{"redisplayAfterDismiss":)" + c.of({"true", "false"}) + c.maybe(3, R"(,"displayLimit":)" + std::to_string(c.below(4))) +
       c.maybe(3, R"(,"interval":")" + c.of(spans) + "\"") +
       c.maybe(4, R"(,"until":")" + c.of({"shown", "interacted", "completed", "responded"}) + "\"") + c.maybe(2, R"(,"resume":true)") + "}";
  if (type == "tip" && c.one_in(3)) {
    o += R"(,"experiment":{"seed":"s","control":"off","variants":[{"id":"off","weight":1},{"id":"on","weight":3,"content":{"text":{"en":"v"}}}],)"
         R"("goal":{"event":"e1","within":"P1D"}})";
  }
  if (type == "tour") {
    o += R"(,"steps":[{"id":"one",)" + text + R"(,"advanceOn":{"event":")" + c.of(names) +
         R"("}},{"id":"two","anchor":"a","skipMissingElement":true,)" + text + R"(},{"id":"three",)" + text + "}]";
  } else if (type == "survey") {
    o += R"(,"questions":[{"id":"q","type":"nps","text":{"en":"?"},"branching":[{"if":{">":[{"var":"answer"},8]},"next":"end"}]},)"
         R"({"id":"r","type":"open","optional":true,"text":{"en":"?"}}])";
  } else {
    o += R"(,"content":{)" + text +
         R"(,"actions":[{"id":"later","action":"snooze:PT1M","text":{"en":"l"}},{"id":"go","action":"launch:c0","text":{"en":"g"}}]})";
  }
  if (type == "checklist") {
    o += R"(,"items":[{"id":"i","completeWhen":)" + c.of(rules) + R"(,"launches":"c0","text":{"en":"i"}},{"id":"k","completeWhen":)" + c.of(rules) +
         R"(,"text":{"en":"k"}}])";
  }
  return o + "}";
}

// `plans`: with emergency plans. Whoever comes to an armed one is shown its banner, also one who only comes back, so reading back is not the same.
std::string random_strategy(Chance& c, bool plans) {
  std::string campaigns;
  const std::size_t count = 2 + c.below(8);
  for (std::size_t i = 0; i < count; i++) campaigns += (i == 0 ? "" : ",") + campaign(c, i);
  campaigns += R"(,{"id":"alarm","type":"banner","policy":"emergency","armedOnly":true,"content":{"text":{"en":"!"}}})";
  std::string policies = R"("policies":{"frequency":{"maxConcurrent":)" + std::to_string(1 + c.below(3));
  policies += c.maybe(3, R"(,"cooldown":")" + c.of(spans) + "\"") + c.maybe(3, R"(,"suppressWhen":{"var":"app.modal"})");
  policies += c.maybe(3, R"(,"caps":[{"id":"k","limit":)" + std::to_string(c.below(4)) + R"(,"window":")" + c.of(spans) + R"("}])");
  policies += c.maybe(3, R"(,"exempt":["banner"])") + c.maybe(3, R"(,"groups":[{"id":"o","ordered":["c0","c1"]}])") + "}";
  policies += c.maybe(4, R"(,"user":{"quietHours":{"from":"09:30","to":"11:00"},"userMayLower":["tip","banner"]})");
  policies += c.maybe(6, R"(,"holdout":{"seed":"h","percentage":50})");
  if (plans && c.one_in(2)) {
    policies += R"(,"emergency":[{"id":"p","armWhen":{">=":[{"event_count":["failed","PT10M"]},3]},"standDownAfter":")" + c.of(spans) +
                R"(","killSwitch":["f"],"shows":"alarm"}])";
  }
  policies += "}";
  return strategy(campaigns, R"("features":[{"id":"f"}],"segments":[{"id":"seg","rule":)" + rules[c.below(4)] + "}]," + policies);
}

// One thing that happens, the same to each rig that it is done to.
void happen(Chance& c, std::vector<Rig*> rigs) {
  const std::size_t what = c.below(20);
  const std::string name = c.of(names), span = c.of(spans);
  const Value n(static_cast<int64_t>(c.below(4)));
  const std::size_t which = c.below(4), outcome = 1 + c.below(8);
  const std::string detail = c.of({"", "next", "back", "three", "later", "go", "i", "anchor_missing", "PT1M", "close"});
  const std::string answer = c.of({"3", "9", "11", "", "\"x\"", "{"}), question = c.of({"q", "r", "none"});
  const std::string launch = "c" + std::to_string(c.below(6));
  for (Rig* r : rigs) {
    const Uuid id = r->count() == 0 ? Uuid{} : r->presentations[r->count() - 1 - std::min(which, r->count() - 1)].id;
    if (what < 7) r->track(name, {{"n", n}});
    else if (what < 10) r->pass(span);
    else if (what < 13) r->report(id, Outcome::shown);
    else if (what < 16) r->report(id, static_cast<Outcome>(outcome), detail);
    else if (what == 16) r->timers(), r->engine->answer(id, question, answer, r->now(), r->out), r->take();
    else if (what == 17) r->launch(launch);
    else if (what == 18 && which == 0) r->app("app.modal", which % 2 == 0 ? Value(n.as_int() > 1) : Value());
    else if (what == 18) r->user("plan", Value(n.as_int() > 1 ? "pro" : "free"));
    else if (which == 0) r->engine->set_do_not_disturb(n.as_int() > 1 ? r->now_ms + minute : 0);
    else if (which == 1) (void)r->engine->lower_frequency("", static_cast<uint64_t>(n.as_int()), n.as_int() > 2 ? 0 : hour);
    else r->context("mode", n.as_int() > 1 ? Value("x") : Value());
  }
}

// All that came out, in order and without what differs by nature.
std::vector<std::string> told(const Rig& r) {
  std::vector<std::string> lines;
  for (const auto* list : {&r.presentations, &r.updates}) {
    for (const Presentation& p : *list) lines.push_back(p.json);
  }
  for (const Uuid& id : r.withdrawn) lines.push_back(to_string(id));
  for (const EngineEvent& e : r.events) {
    std::string& line = lines.emplace_back(e.name);
    for (const auto& [key, value] : e.properties) line += " " + key + "=" + to_json(value);
  }
  return lines;
}

// What the one told and the other did not, from the first difference; "": they told the same.
std::string difference(const Rig& a, const Rig& b) {
  const auto x = told(a), y = told(b);
  const auto [in_x, in_y] = std::mismatch(x.begin(), x.end(), y.begin(), y.end());
  if (in_x == x.end() && in_y == y.end()) return "";
  return "\n  " + (in_x == x.end() ? "nothing" : *in_x) + "\nand not\n  " + (in_y == y.end() ? "nothing" : *in_y) + "\n";
}

EngineConfig config_of(Chance& c) {
  EngineConfig config;
  config.install_id = "install-" + std::to_string(c.below(20));
  config.seed = 7;
  return config;
}

TEST(Replay, StoredAndReadBackDecidesTheSame) {
  std::size_t shown = 0;
  for (uint64_t seed = 1; seed <= 600; seed++) {
    Chance c(seed);
    const std::string document = random_strategy(c, false);
    const EngineConfig config = config_of(c);
    Rig plain(document, config);
    Rig stored(document, config);
    ASSERT_FALSE(HasFailure()) << "seed " << seed << ": " << document;
    for (int i = 0; i < 60; i++) {
      happen(c, {&plain, &stored});
      if (c.one_in(4)) stored.save();
      if (c.one_in(8)) {
        plain.timers(), stored.timers();  // what is still to be looked at is not stored
        stored.save(), stored.restore_rows();
      }
      ASSERT_EQ(difference(stored, plain), "") << "seed " << seed << ", after " << i << ": " << document;
      if (c.one_in(10)) {
        // Who of two came first in one round is remembered, not stored: afterwards the one excludes the other.
        const std::string explained = plain.engine->explain("", plain.now());
        const bool ranked = explained.find("OUTRANKED") != std::string::npos;
        ASSERT_TRUE(ranked || stored.engine->explain("", stored.now()) == explained) << "seed " << seed << ": " << explained;
      }
    }
    shown += plain.count();
  }
  EXPECT_GT(shown, 2'000u) << "the strategies show something at all";
}

TEST(Replay, RestartsAndNewStrategiesKeepTheInvariants) {
  for (uint64_t seed = 10'001; seed <= 10'300; seed++) {
    Chance c(seed);
    Rig r(random_strategy(c, true), config_of(c));
    int version = 1;
    for (int i = 0; i < 60; i++) {
      happen(c, {&r});
      if (c.one_in(15)) r.restart();
      if (c.one_in(20)) {
        std::string next = random_strategy(c, true);
        const std::string first = "\"version\":1";
        next.replace(next.find(first), first.size(), "\"version\":" + std::to_string(++version));
        ASSERT_TRUE(r.engine->load_strategy(next, r.now()).ok()) << "seed " << seed;
      }
      if (c.one_in(30)) r.engine->leave_identity(r.now(), r.out), r.take();
      if (c.one_in(40)) r.engine->set_history_permitted(c.one_in(2));
      ASSERT_TRUE(parse_json(r.engine->explain("", r.now())).ok()) << "seed " << seed;
    }
    // Whatever was shown is taken away or over at last, and no timer turns without an end.
    const auto timer = r.engine->next_timer_ms();
    r.pass("P30D");
    ASSERT_TRUE(!r.engine->next_timer_ms() || *r.engine->next_timer_ms() > r.now_ms) << "seed " << seed << " " << timer.value_or(0);
  }
}

}  // namespace
}  // namespace docent::core::test
