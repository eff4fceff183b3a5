// docs/strategy.schema.json, docs/strategy.md and the loader say the same: on the documents of the repository, on listed mistakes
// (strategy_cases.json, which strategy_schema_test.py gives to an independent validator), and on every small change of a document that has all
// members.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "files.h"
#include "guidance/strategy_loader.h"
#include "json_schema.h"
#include "support/sanitizers.h"

namespace docent::core::test {
namespace {

Value json_file(const std::string& path) {
  auto parsed = parse_json(read_text(path));
  EXPECT_TRUE(parsed.ok()) << path << ": " << parsed.status().message();
  return parsed.ok() ? std::move(*parsed) : Value();
}
const JsonSchema& schema() {
  static const JsonSchema loaded(json_file(DOCENT_SOURCE_DIR "/docs/strategy.schema.json"));
  return loaded;
}
const Value& cases() {
  static const Value loaded = json_file(DOCENT_SOURCE_DIR "/tests/unit/guidance/strategy_cases.json");
  return loaded;
}

using Path = std::vector<std::string>;

Path path_of(std::string_view pointer) {
  Path path;
  while (!pointer.empty()) {
    const auto end = std::min(pointer.find('/', 1), pointer.size());
    path.emplace_back(pointer.substr(1, end - 1));
    pointer.remove_prefix(end);
  }
  return path;
}

// `root` with another value at `path`, or without it.
Value changed(const Value& root, const Path& path, const std::optional<Value>& to, std::size_t depth = 0) {
  if (depth == path.size()) return to.value_or(Value());
  const bool last = depth + 1 == path.size();
  if (root.is_array()) {
    Value::Array items;
    for (std::size_t i = 0; i < root.as_array().size(); i++) {
      if (std::to_string(i) != path[depth]) items.push_back(root.as_array()[i]);
      else if (!last || to) items.push_back(changed(root.as_array()[i], path, to, depth + 1));
    }
    return Value(std::move(items));
  }
  Value::Object members;
  bool found = false;
  for (const auto& [key, member] : root.as_object()) {
    if (key != path[depth]) {
      members.emplace_back(key, member);
    } else {
      found = true;
      if (!last || to) members.emplace_back(key, changed(member, path, to, depth + 1));
    }
  }
  if (!found && to) members.emplace_back(path[depth], *to);
  return Value(std::move(members));
}

void collect_paths(const Value& value, Path& here, std::vector<Path>& all) {
  all.push_back(here);
  const auto enter = [&](const std::string& key, const Value& child) {
    here.push_back(key);
    collect_paths(child, here, all);
    here.pop_back();
  };
  for (std::size_t i = 0; i < value.as_array().size(); i++) enter(std::to_string(i), value.as_array()[i]);
  for (const auto& [key, member] : value.as_object()) enter(key, member);
}

// Whether a schema can know it: the shape of one member, not how it goes together with others.
bool is_about_shape(const Finding& f) {
  if (f.rule == "range") return !f.pointer.ends_with("/schedule/end") && !f.pointer.ends_with("/experiment/variants");
  for (const char* rule : {"type", "missing-member", "unknown-member", "enum", "text", "duration", "time", "reserved-name", "schema-version"}) {
    if (f.rule == rule) return true;
  }
  return false;
}

// "" when schema and loader agree about the document; counts what both refuse.
std::string disagreement(const Value& document, int& refused) {
  const std::string by_schema = schema().violation(document);
  const StrategyReport report = read_strategy(to_json(document));
  if (!by_schema.empty() && report.loaded == nullptr) refused++;
  if (!by_schema.empty()) return report.loaded == nullptr ? "" : "only the schema refuses: " + by_schema;
  for (const Finding& f : report.findings.errors) {
    if (is_about_shape(f)) return "only the loader refuses: " + f.rule + " " + f.pointer + " " + f.message;
  }
  return "";
}

void expect_clean(const std::string& json, const std::string& what, std::string_view allowed = {}) {
  const StrategyReport report = read_strategy(json);
  ASSERT_NE(report.loaded, nullptr) << what << ": " << refusal(report.findings, json).message();
  for (const Finding& f : report.findings.warnings) {
    if (f.rule != allowed) ADD_FAILURE() << what << ": " << finding_text(f, json);
  }
  EXPECT_EQ(schema().violation(*parse_json(json)), "") << what;
}

TEST(StrategySchema, TheExamplesOfItsPageLoadWithoutAWarning) {
  const std::string page = read_text(DOCENT_SOURCE_DIR "/docs/strategy.md");
  int examples = 0;
  std::set<std::string> types;
  const std::string fence = "\n```json\n";
  for (auto at = page.find(fence); at != std::string::npos; at = page.find(fence, at + 1)) {
    const auto begin = at + fence.size();
    const std::string json = page.substr(begin, page.find("\n```", begin) - begin);
    expect_clean(json, "example " + std::to_string(++examples));
    const auto document = parse_json(json);
    if (!document.ok()) continue;
    for (const Value& campaign : (*document)["campaigns"].as_array()) types.emplace(campaign["type"].as_string());
  }
  EXPECT_GE(examples, 4);
  EXPECT_THAT(types, testing::IsSupersetOf({"tip", "banner", "tour", "checklist", "survey", "recommendation"}));
}

// A recipe is members of a campaign, or of the document: they become those of a document with one tip. What else they name is declared elsewhere.
TEST(StrategySchema, TheRecipesOfItsPageLoad) {
  const std::string page = read_text(DOCENT_SOURCE_DIR "/docs/strategy.md");
  int recipes = 0;
  const std::string fence = "\n```jsonc\n";
  for (auto at = page.find(fence); at != std::string::npos; at = page.find(fence, at + 1)) {
    const auto begin = at + fence.size();
    const std::string fragment = page.substr(begin, page.find("\n```", begin) - begin);
    const auto members = parse_json("{" + fragment + "}");
    ASSERT_TRUE(members.ok()) << fragment;
    Value::Object tip{{"id", Value("tip")}, {"type", Value("tip")}, {"content", *parse_json(R"({"text":{"en":"!"}})")}};
    Value::Object document{
        {"schemaVersion", Value(1)}, {"product", Value("p")}, {"version", Value(1)}, {"locales", *parse_json(R"({"default":"en"})")}};
    for (const auto& [key, value] : members->as_object()) {
      const bool of_document = key == "policies" || key == "features" || key == "segments" || key == "lifecycle";
      if (key == "content") std::erase_if(tip, [](const auto& member) { return member.first == "content"; });
      (of_document ? document : tip).emplace_back(key, value);
    }
    document.emplace_back("campaigns", Value::Array{Value(std::move(tip))});
    const std::string json = to_json(Value(std::move(document)));
    const StrategyReport report = read_strategy(json);
    ASSERT_NE(report.loaded, nullptr) << fragment << "\n" << refusal(report.findings, json).message();
    EXPECT_EQ(report.loaded->strategy.campaigns[0].disabled, "") << fragment;
    EXPECT_EQ(schema().violation(*parse_json(json)), "") << fragment;
    recipes++;
  }
  EXPECT_GE(recipes, 15);
}

TEST(StrategySchema, TheSampleApplicationsStrategyConforms) {
  expect_clean(read_text(DOCENT_SOURCE_DIR "/examples/notes-terminal/strategy.json"), "notes-terminal");
}

TEST(StrategySchema, TheExampleStrategyConforms) {
  const std::string json = read_text(DOCENT_SHARED_DIR "/strategy.example.json");
  if (json.empty()) GTEST_SKIP() << "the example strategy is not beside this checkout";
  expect_clean(json, "the example");
}

TEST(StrategySchema, EveryMemberIsInTheCompleteDocument) {
  expect_clean(to_json(cases()["complete"]), "the complete document", "unknown-type");  // it has a campaign and a question of a later version
  EXPECT_THAT(schema().unmet(), testing::ElementsAre());
}

TEST(StrategySchema, ListedMistakes) {
  for (const Value& c : cases()["cases"].as_array()) {
    const bool sets = c.find("set") != nullptr;
    const Value document =
        changed(cases()["complete"], path_of(c[sets ? "set" : "remove"].as_string()), sets ? std::optional(c["value"]) : std::nullopt);
    const StrategyReport report = read_strategy(to_json(document));
    EXPECT_EQ(report.findings.errors.empty() ? "" : report.findings.errors[0].rule, c["loader"].as_string()) << c["why"].as_string();
    EXPECT_EQ(schema().violation(document).empty(), c["schema"].as_bool()) << c["why"].as_string();
  }
}

TEST(StrategySchema, AgreesWithTheLoaderOnEverySmallChange) {
  const Value& complete = cases()["complete"];
  std::vector<Path> paths;
  Path here;
  collect_paths(complete, here, paths);
  const std::vector<std::optional<Value>> replacements = {std::nullopt,
                                                          Value(),
                                                          Value(true),
                                                          Value(0),
                                                          Value(-1),
                                                          Value(1.5),
                                                          Value(1e9),
                                                          Value(""),
                                                          Value("x"),
                                                          Value("P1D"),
                                                          Value("tour"),
                                                          Value(Value::Array{}),
                                                          Value(Value::Array{1}),
                                                          Value(Value::Object{}),
                                                          Value(Value::Object{{"x", Value(1)}})};
#ifdef DOCENT_SANITIZED
  const std::size_t stride = 10;
#else
  const std::size_t stride = 1;
#endif
  int refused = 0;
  for (std::size_t i = 0; i < paths.size(); i += stride) {
    const Path& path = paths[i];
    if (path.empty()) continue;
    std::string place;
    for (const std::string& key : path) place += "/" + key;
    for (const auto& to : replacements) {
      EXPECT_EQ(disagreement(changed(complete, path, to), refused), "") << place << " = " << (to ? to_json(*to) : "(removed)");
    }
    if (complete.at_pointer(place)->is_object()) {
      Path added = path;
      added.emplace_back("unheard_of");
      EXPECT_EQ(disagreement(changed(complete, added, Value("x")), refused), "") << place << "/unheard_of";
    }
  }
  EXPECT_GT(refused, 1'000 / static_cast<int>(stride));
}

}  // namespace
}  // namespace docent::core::test
