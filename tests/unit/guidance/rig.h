// Drives an Engine as the worker does: due timers fire before the input that follows them, rows are stored as a database would, time is virtual.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/duration.h"
#include "guidance/engine.h"
#include "model/limits.h"

namespace docent::core::test {

inline constexpr int64_t t0 = 1'795'424'400'000;  // 2026-11-23T09:00:00Z, a Monday
inline constexpr int64_t second = 1'000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;

// A document with the given campaigns (JSON objects, comma separated) and further members of the envelope.
inline std::string strategy(const std::string& campaigns, const std::string& members = "", int version = 1) {
  return R"({"schemaVersion":1,"product":"test","version":)" + std::to_string(version) + R"(,"locales":{"default":"en"},)" + members +
         (members.empty() ? "" : ",") + R"("campaigns":[)" + campaigns + "]}";
}

// A tip that `event` triggers; `members` begins with a comma or is empty.
inline std::string tip(const std::string& id, const std::string& event, const std::string& members = "") {
  return R"({"id":")" + id + R"(","type":"tip","triggers":[{"event":")" + event + R"("}],"content":{"text":{"en":{"title":")" + id +
         R"(","body":"b"}}})" + members + "}";
}

struct Property {
  std::string key;
  Value value;
};

class Rig {
 public:
  explicit Rig(const std::string& json, EngineConfig config = {}) : config_(std::move(config)), json_(json) { start(); }

  // --- time
  Instant now() const { return {now_ms, offset_s}; }
  void at(int64_t ms) { now_ms = ms; }
  Rig& pass(const std::string& duration) {
    const int64_t end = now_ms + *parse_duration_ms(duration);
    // A worker sleeps until the next timer, so timers fire when they are due.
    for (int turns = 0; turns < 10'000; turns++) {
      const auto due = engine->next_timer_ms();
      if (!due || *due > end) break;
      now_ms = std::max(now_ms, *due);
      engine->advance(now(), out);
      take();
    }
    now_ms = end;
    return *this;
  }
  // What the worker does before each record.
  void timers() {
    const auto due = engine->next_timer_ms();
    if (due && *due <= now_ms) engine->advance(now(), out), take();
  }

  // --- inputs
  Rig& track(const std::string& name, const std::vector<Property>& properties = {}) {
    timers();
    std::vector<PropertyView> views;
    std::vector<std::string> texts;
    texts.reserve(properties.size());
    for (const auto& p : properties) views.push_back(view(p, texts));
    engine->observe({name, views, now(), {}}, out);
    take();
    return *this;
  }
  Rig& track_times(const std::string& name, int times, const std::string& every) {
    for (int i = 0; i < times; i++) track(name).pass(every);
    return *this;
  }
  Rig& context(const std::string& key, const Value& value) {
    timers();
    std::vector<std::string> texts;
    texts.reserve(1);
    const Property property{key, value};
    const PropertyView p = view(property, texts);
    engine->set_context(std::span(&p, 1), now(), out);
    take();
    return *this;
  }
  Rig& screen(const std::string& name) {
    timers();
    engine->screen(name, now(), out);
    take();
    return *this;
  }
  Rig& user(const std::string& key, const Value& value) {
    std::vector<std::string> texts;
    texts.reserve(1);
    const Property property{key, value};
    const PropertyView p = view(property, texts);
    engine->set_user(std::span(&p, 1));
    return *this;
  }
  Rig& app(const std::string& key, const Value& value) {
    engine->set_app_state(key, value);
    return *this;
  }
  Rig& report(const Uuid& id, Outcome outcome, const std::string& detail = "") {
    timers();
    engine->outcome(id, outcome, detail, now(), out);
    take();
    return *this;
  }
  // … of the latest presentation.
  Rig& report(Outcome outcome, const std::string& detail = "") { return report(presentations.back().id, outcome, detail); }

  Rig& answer(const std::string& question, const std::string& json) {
    timers();
    engine->answer(presentations.back().id, question, json, now(), out);
    take();
    return *this;
  }
  Rig& launch(const std::string& campaign) {
    timers();
    invoked = engine->invoke(campaign, now(), out);
    take();
    return *this;
  }
  Status invoked;  // what the last launch() answered

  // --- what came out
  std::vector<Presentation> presentations;  // all so far
  std::vector<Presentation> updates;        // … and what they became
  std::vector<EngineEvent> events;          // all so far
  std::size_t count() const { return presentations.size(); }
  // "tip.a tip.b": campaigns presented so far.
  std::string shown() const {
    std::string text;
    for (const auto& p : presentations) text += (text.empty() ? "" : " ") + p.campaign;
    return text;
  }
  std::string event_names() const {
    std::string text;
    for (const auto& e : events) text += (text.empty() ? "" : " ") + e.name;
    return text;
  }
  static std::string property_of(const EngineEvent& event, const std::string& key) {
    for (const auto& [k, v] : event.properties)
      if (k == key) return std::string(v.as_string());
    return "";
  }
  Value explain(const std::string& campaign) const {
    const auto parsed = parse_json(engine->explain(campaign, now()));
    return parsed.ok() ? *parsed : Value();
  }
  // "CAP COOLDOWN"
  std::string codes(const std::string& campaign) const {
    std::string text;
    const Value explained = explain(campaign);
    for (const Value& v : explained["verdicts"].as_array()) text += (text.empty() ? "" : " ") + std::string(v["code"].as_string());
    return text;
  }
  Value verdict(const std::string& campaign, const std::string& code) const {
    const Value explained = explain(campaign);
    for (const Value& v : explained["verdicts"].as_array())
      if (v["code"].as_string() == code) return v;
    return {};
  }

  // --- persistence
  using Rows = std::map<std::pair<std::string, std::string>, std::string>;
  Rows rows;
  void save() {
    engine->save_dirty([this](std::string_view kind, std::string_view key, std::string_view bytes) {
      const auto row = std::make_pair(std::string(kind), std::string(key));
      if (bytes.empty()) rows.erase(row);
      else rows[row] = bytes;
    });
  }
  void restore_rows() {
    engine->clear_identity();
    for (const auto& [key, bytes] : rows) engine->restore(key.first, key.second, bytes);
  }
  // The process ends and starts again; the host's context is gone.
  void restart() {
    save();
    start();
    restore_rows();
    engine->finish_restore(now(), out);
    take();
  }
  void take() {
    for (auto& p : out.presentations) {
      if (p.change == Change::show) presentations.push_back(std::move(p));
      else if (p.change == Change::update) updates.push_back(std::move(p));
      else withdrawn.push_back(p.id);
    }
    for (auto& e : out.events) events.push_back(std::move(e));
    out.clear();
  }

  int64_t now_ms = t0;
  int32_t offset_s = 0;
  std::unique_ptr<Engine> engine;
  EngineOutput out;
  std::vector<Uuid> withdrawn;

 private:
  void start() {
    engine = std::make_unique<Engine>(config_);
    if (json_.empty()) return;
    const auto status = engine->load_strategy(json_, now());
    EXPECT_TRUE(status.ok()) << status.message();
  }
  static PropertyView view(const Property& p, std::vector<std::string>& texts) {
    PropertyView v;
    v.key = p.key;
    if (p.value.is_string()) v.type = PropertyType::string, v.text = p.value.as_string();
    else if (p.value.is_int()) v.type = PropertyType::integer, v.integer = p.value.as_int();
    else if (p.value.is_double()) v.type = PropertyType::number, v.number = p.value.as_double();
    else if (p.value.is_bool()) v.type = PropertyType::boolean, v.integer = p.value.as_bool();
    else if (!p.value.is_null()) texts.push_back(to_json(p.value)), v.type = PropertyType::json, v.text = texts.back();
    return v;
  }
  EngineConfig config_;
  std::string json_;
};

}  // namespace docent::core::test
