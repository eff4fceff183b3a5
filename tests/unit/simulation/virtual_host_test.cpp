#include "simulation/virtual_host.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

Presentation shown(const std::string& campaign, const std::string& type, uint8_t id = 1) {
  Presentation p;
  p.campaign = campaign;
  p.type = type;
  p.id.bytes[0] = id;
  p.json = R"({"minVisibleMs":1000})";
  return p;
}
std::string due(VirtualHost& host, int64_t ms) {
  std::string text;
  for (const auto& r : host.due(ms)) text += r.campaign + ":" + std::to_string(static_cast<int>(r.outcome)) + r.detail + " ";
  return text;
}
std::string react(VirtualHost& host, const std::string& campaign, Outcome outcome, const std::string& detail = "") {
  std::string text;
  for (const auto& r : host.react(campaign, outcome, detail)) text += r.campaign + ":" + std::to_string(static_cast<int>(r.outcome)) + r.detail + " ";
  return text;
}

TEST(VirtualHost, ATipIsCountedAndGoesAway) {
  VirtualHost host(10'000);
  host.take(shown("tip", "tip"), 0);
  EXPECT_EQ(host.next_timer_ms(), 1'000);
  EXPECT_EQ(due(host, 999), "");
  EXPECT_EQ(due(host, 1'000), "tip:1 ");
  EXPECT_EQ(host.next_timer_ms(), 10'000);
  EXPECT_EQ(due(host, 10'000), "tip:5 ");
  EXPECT_FALSE(host.next_timer_ms().has_value());
}

TEST(VirtualHost, AChecklistStaysAndATourGoesOn) {
  VirtualHost host(10'000);
  host.take(shown("list", "checklist"), 0);
  host.take(shown("tour", "tour", 2), 0);
  EXPECT_EQ(due(host, 1'000), "list:1 tour:1 ");
  EXPECT_EQ(due(host, 10'000), "tour:8next ");
  Presentation last = shown("tour", "tour", 2);
  last.change = Change::update;
  last.json = R"({"completed":true})";
  host.take(last, 10'000);
  EXPECT_EQ(due(host, 1'000'000), "");
  EXPECT_NE(host.showing("list"), nullptr);
}

TEST(VirtualHost, WhatTheUserDidComesFirst) {
  VirtualHost host(10'000);
  EXPECT_EQ(react(host, "tip", Outcome::dismissed), "") << "it is not there";
  host.take(shown("tip", "tip"), 0);
  EXPECT_EQ(react(host, "tip", Outcome::interacted, "try"), "tip:1 tip:2try ") << "who uses it has seen it";
  EXPECT_EQ(host.showing("tip"), nullptr);
  host.take(shown("tour", "tour"), 0);
  EXPECT_EQ(react(host, "tour", Outcome::interacted, "x"), "tour:1 tour:2x ");
  EXPECT_EQ(react(host, "tour", Outcome::advanced, "next"), "tour:8next ") << "it is still there";
  EXPECT_EQ(react(host, "tour", Outcome::dismissed), "tour:3 ");
  EXPECT_EQ(react(host, "tour", Outcome::dismissed), "");
  host.take(shown("tip", "tip"), 0);
  EXPECT_EQ(react(host, "tip", Outcome::abandoned, "anchor_missing"), "tip:6anchor_missing ") << "never seen";
}

TEST(VirtualHost, AWithdrawalTakesItsOwnOnly) {
  VirtualHost host(10'000);
  host.take(shown("tip", "tip", 1), 0);
  Presentation gone = shown("tip", "tip", 2);
  gone.change = Change::withdraw;
  host.take(gone, 0);
  EXPECT_NE(host.showing("tip"), nullptr);
  gone.id.bytes[0] = 1;
  host.take(gone, 0);
  EXPECT_EQ(host.showing("tip"), nullptr);
  Presentation preview = shown("tip", "tip", 3);
  preview.preview = true;
  host.take(preview, 0);
  EXPECT_EQ(host.showing("tip"), nullptr) << "a preview counts nothing";
}

}  // namespace
}  // namespace docent::core
