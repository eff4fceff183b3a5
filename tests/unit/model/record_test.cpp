#include "model/record.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "json/writer.h"
#include "model/event_json.h"
#include "model/limits.h"

namespace docent::core {
namespace {

PropertyView property(std::string_view key, PropertyType type) {
  PropertyView p;
  p.key = key;
  p.type = type;
  return p;
}

std::vector<std::byte> encode(const RecordInput& in) {
  uint32_t size = 0;
  EXPECT_EQ(measure_record(in, 0, size), Code::ok);
  std::vector<std::byte> bytes(size + 8, std::byte{0xee});
  write_record(in, bytes.data());
  for (int i = 0; i < 8; i++) EXPECT_EQ(bytes[size + i], std::byte{0xee}) << "wrote past the measured size";
  bytes.resize(size);
  return bytes;
}

RecordInput sample(std::vector<PropertyView>& properties) {
  properties = {property("s", PropertyType::string), property("i", PropertyType::integer), property("d", PropertyType::number),
                property("n", PropertyType::null), property("j", PropertyType::json)};
  properties[0].text = "文字";
  properties[1].integer = -5;
  properties[2].number = 2.5;
  properties[4].text = "[1,{}]";
  RecordInput in;
  in.name = "table_inserted";
  in.message_id = "m1";
  in.user_id = "u1";
  in.timestamp_ms = 77;
  in.wall_ns = 123;
  in.critical = true;
  in.id = *parse_uuid("0190f1c2-7c1e-7aaa-8bbb-123456789abc");
  in.properties = properties;
  return in;
}

TEST(Record, RoundTrips) {
  std::vector<PropertyView> in_properties;
  const auto in = sample(in_properties);
  const auto bytes = encode(in);
  Record out;
  std::vector<PropertyView> properties;
  ASSERT_TRUE(decode_record(bytes, out, properties));
  EXPECT_EQ(out.kind, RecordKind::track);
  EXPECT_EQ(out.name, "table_inserted");
  EXPECT_EQ(out.message_id, "m1");
  EXPECT_EQ(out.user_id, "u1");
  EXPECT_EQ(out.timestamp_ms, 77);
  EXPECT_EQ(out.wall_ns, 123);
  EXPECT_TRUE(out.critical());
  EXPECT_EQ(out.id, in.id);
  ASSERT_EQ(properties.size(), 5u);
  EXPECT_EQ(properties[0].text, "文字");
  EXPECT_EQ(properties[1].integer, -5);
  EXPECT_EQ(properties[2].number, 2.5);
  EXPECT_EQ(properties[4].text, "[1,{}]");
}

TEST(Record, DecodeNeverTrustsThePayload) {
  std::vector<PropertyView> in_properties;
  const auto bytes = encode(sample(in_properties));
  Record out;
  std::vector<PropertyView> properties;
  for (std::size_t n = 0; n < bytes.size(); n++) EXPECT_FALSE(decode_record(std::span(bytes).first(n), out, properties)) << n;
  std::mt19937 gen(7);
  for (int round = 0; round < 20'000; round++) {  // whatever it says, it stays inside the payload (the sanitizers watch)
    auto damaged = bytes;
    for (int k = 0; k < 3; k++) damaged[gen() % damaged.size()] = static_cast<std::byte>(gen());
    (void)decode_record(damaged, out, properties);
  }
}

TEST(Record, RefusesBadInput) {
  uint32_t size = 0;
  const auto refuse = [&](PropertyView p) {
    RecordInput in;
    in.name = "x";
    in.properties = std::span(&p, 1);
    return measure_record(in, 0, size);
  };
  auto p = property("k", PropertyType::string);
  p.text = "\xff";
  EXPECT_EQ(refuse(p), Code::invalid_utf8);
  EXPECT_EQ(refuse(property("", PropertyType::null)), Code::invalid);
  EXPECT_EQ(refuse(property("\xc0", PropertyType::null)), Code::invalid_utf8);
  EXPECT_EQ(refuse(property(std::string(limits::max_name_bytes + 1, 'k'), PropertyType::null)), Code::invalid);
  EXPECT_EQ(refuse(property(std::string(limits::max_name_bytes, 'k'), PropertyType::null)), Code::ok);
  auto number = property("k", PropertyType::number);
  number.number = NAN;
  EXPECT_EQ(refuse(number), Code::invalid_number);
  number.number = -INFINITY;
  EXPECT_EQ(refuse(number), Code::invalid_number);
  auto json = property("k", PropertyType::json);
  json.text = "{\"a\":}";
  EXPECT_EQ(refuse(json), Code::invalid_json);
  EXPECT_EQ(refuse(property("k", static_cast<PropertyType>(9))), Code::invalid);
  RecordInput in;
  in.name = "\xed\xa0\x80";
  EXPECT_EQ(measure_record(in, 0, size), Code::invalid_utf8);
}

TEST(Record, BoundIsNeverBelowTheRealJson) {
  std::mt19937 gen(3);
  for (int round = 0; round < 300; round++) {
    std::string text(gen() % 400, 'a');
    for (char& c : text) c = static_cast<char>(gen() % 128);
    std::string json;
    append_json_string(json, text);
    EXPECT_EQ(json_string_bound(text) >= json.size(), true);
    EXPECT_LE(json_string_bound(text), json.size() + 5 * text.size());
  }
}

// What is seen at a glance and what is measured exactly agree: the bytes written are the bytes announced, and no bad byte slips through.
TEST(Record, MeasuresWhatItWritesWhereverABadByteStands) {
  std::mt19937 gen(5);
  for (int round = 0; round < 2'000; round++) {
    const std::string text(gen() % 24, 'x');
    const std::string key(1 + gen() % 20, 'k');
    const std::string name(1 + gen() % 30, 'n');
    std::vector<PropertyView> list = {property(key, PropertyType::string), property("i", PropertyType::integer), property("b", PropertyType::boolean),
                                      property("t", PropertyType::time)};
    list[0].text = text;
    if (gen() % 3 == 0) list.push_back(property("d", PropertyType::number));
    RecordInput in;
    in.name = name;
    in.properties = list;
    uint32_t size = 0;
    ASSERT_EQ(measure_record(in, 0, size), Code::ok);
    std::vector<std::byte> payload(size + 8, std::byte{0xee});
    write_record(in, payload.data());
    EXPECT_TRUE(std::all_of(payload.begin() + size, payload.end(), [](std::byte b) { return b == std::byte{0xee}; }));
    Record record;
    std::vector<PropertyView> decoded;
    ASSERT_TRUE(decode_record(std::span(payload).first(size), record, decoded));
    EXPECT_EQ(record.name, name);
    ASSERT_EQ(decoded.size(), list.size());
    EXPECT_EQ(decoded[0].text, text);

    std::string bad = name;
    bad[gen() % bad.size()] = static_cast<char>(0x80 + gen() % 0x40);
    in.name = bad;
    EXPECT_EQ(measure_record(in, 0, size), Code::invalid_utf8);
    in.name = name;
    std::string bad_key = key;
    bad_key[gen() % bad_key.size()] = '\xff';
    list[0].key = bad_key;
    EXPECT_EQ(measure_record(in, 0, size), Code::invalid_utf8);
    list[0].key = key;
    if (text.empty()) continue;
    std::string bad_text = text;
    bad_text[gen() % bad_text.size()] = '\xc0';
    list[0].text = bad_text;
    EXPECT_EQ(measure_record(in, 0, size), Code::invalid_utf8);
  }
}

TEST(Record, SizeLimitIsExactForOneString) {
  auto p = property("k", PropertyType::string);
  RecordInput in;
  in.name = "x";
  uint32_t size = 0;
  std::size_t largest = 0;
  for (std::size_t n = limits::max_event_bytes - 64; n < limits::max_event_bytes + 2; n++) {
    const std::string text(n, 'a');
    p.text = text;
    in.properties = std::span(&p, 1);
    const Code code = measure_record(in, 0, size);
    if (code == Code::ok) largest = n;
    else EXPECT_EQ(code, Code::too_large);
  }
  EXPECT_GT(largest, limits::max_event_bytes - 64);
  EXPECT_LT(largest, limits::max_event_bytes);
  const std::string quotes(limits::max_event_bytes / 2, '"');  // doubles when escaped
  p.text = quotes;
  EXPECT_EQ(measure_record(in, 0, size), Code::too_large);
}

TEST(Record, CountsProperties) {
  std::vector<PropertyView> many(limits::max_properties_count + 1, property("k", PropertyType::null));
  RecordInput in;
  in.name = "x";
  uint32_t size = 0;
  in.properties = many;
  EXPECT_EQ(measure_record(in, 0, size), Code::too_large);
  in.properties = std::span(many).first(limits::max_properties_count);
  EXPECT_EQ(measure_record(in, 0, size), Code::ok);
}

}  // namespace
}  // namespace docent::core
