#include "admin/event_json.h"

#include <simdjson.h>

#include <vector>

#include "base/rfc3339.h"
#include "ingest/event_parser.h"
#include "ingest/json_text.h"
#include "json/writer.h"

namespace docent::server {
namespace {

namespace ondemand = simdjson::ondemand;

struct Member {
  std::string key;
  std::string_view raw;
};

// Views into `text`, which must have json_padding behind it. What is stored was checked when it came, so a damaged text just ends early.
std::vector<Member> members_of(std::string_view text) {
  std::vector<Member> members;
  thread_local ondemand::parser parser;
  ondemand::document document;
  ondemand::object object;
  if (parser.iterate(text, text.size() + json_padding).get(document) || document.get_object().get(object)) return members;
  for (auto entry : object) {
    ondemand::field field;
    std::string_view key;
    if (std::move(entry).get(field) || field.unescaped_key().get(key)) break;
    Member member{std::string(key), {}};
    if (json_text::raw(field.value()).get(member.raw)) break;
    members.push_back(std::move(member));
  }
  return members;
}

// JSON on one line: outside of strings a line end is only space, and inside it is escaped.
void append_one_line(std::string& out, std::string_view raw) {
  const std::size_t start = out.size();
  out.append(raw);
  for (std::size_t i = start; i < out.size(); i++)
    if (out[i] == '\n' || out[i] == '\r') out[i] = ' ';
}

std::string padded(std::string_view text) {
  std::string copy;
  copy.reserve(text.size() + json_padding);
  copy.append(text);
  return copy;
}

void append_member(std::string& out, std::string_view key, std::string_view raw) {
  if (out.back() != '{') out.push_back(',');
  core::append_json_key(out, key);
  append_one_line(out, raw);
}

void append_merged_context(std::string& out, std::string_view own, const std::string* shared) {
  if (!shared) {
    append_member(out, "context", own);
    return;
  }
  const std::string own_text = padded(own);
  const std::string shared_text = padded(*shared);
  const auto own_members = members_of(own_text);
  append_member(out, "context", "{");
  for (const auto& member : members_of(shared_text)) {
    bool overridden = false;
    for (const auto& mine : own_members) overridden = overridden || mine.key == member.key;
    if (!overridden) append_member(out, member.key, member.raw);
  }
  for (const auto& member : own_members) append_member(out, member.key, member.raw);
  out.push_back('}');
}

void append_time(std::string& out, std::string_view key, int64_t ms) {
  core::append_json_key(out, key);
  out.push_back('"');
  out.append(core::format_rfc3339(ms));
  out.push_back('"');
}

void append_provenance(std::string& out, const StoredEvent& event) {
  out.append(R"(,"docent":{"seq":)");
  core::append_json_int(out, event.seq);
  out.append(R"(,"writeKey":)");
  core::append_json_string(out, event.write_key);
  out.push_back(',');
  append_time(out, "receivedAt", event.received_ms);
  if (event.sent_ms) {
    out.push_back(',');
    append_time(out, "sentAt", *event.sent_ms);
  }
  out.push_back(',');
  append_time(out, "at", event.at_ms);
  out.push_back('}');
}

}  // namespace

void append_event_json(std::string& out, const StoredEvent& event) {
  const std::string body = padded(event.body);
  std::string_view context = "{}";
  out.push_back('{');
  for (const auto& member : members_of(body)) {
    if (member.key != "context") append_member(out, member.key, member.raw);
    else if (member.raw != "null") context = member.raw;
  }
  if (event.context || context != "{}") append_merged_context(out, context, event.context.get());
  append_provenance(out, event);
  out.push_back('}');
}

void append_feedback_json(std::string& out, const StoredEvent& event) {
  const std::string body = padded(event.body);
  out.append(R"({"messageId":)");
  core::append_json_string(out, event.message_id);
  out.push_back(',');
  append_time(out, "at", event.at_ms);
  out.push_back(',');
  append_time(out, "receivedAt", event.received_ms);
  const std::pair<std::string_view, const std::string&> identities[] = {{"userId", event.user_id}, {"anonymousId", event.anonymous_id}};
  for (const auto& [key, id] : identities) {
    if (id.empty()) continue;
    out.push_back(',');
    core::append_json_key(out, key);
    core::append_json_string(out, id);
  }
  for (const auto& member : members_of(body)) {
    if (member.key != "properties") continue;
    const std::string properties = padded(member.raw);
    for (const auto& property : members_of(properties))
      if (property.key == "rating" || property.key == "text" || property.key == "category") append_member(out, property.key, property.raw);
  }
  out.push_back('}');
}

}  // namespace docent::server
