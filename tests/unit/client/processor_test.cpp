#include "client/processor.h"

#include "rig.h"

namespace docent::core::test {
namespace {

class ProcessorTest : public ClientRig {
 protected:
  // Applies one record inside a transaction of its own and returns what it added to the outbox's texts.
  std::string apply(RecordKind kind, std::string_view name, std::vector<PropertyView> properties = {}) {
    Record record;
    record.kind = kind;
    record.name = name;
    record.wall_ns = clock_->wall_ns();
    record.id = new_uuid_v7(record.wall_ns);
    Processor& p = *runtime_->processor;
    EXPECT_TRUE(runtime_->database->begin().ok());
    EXPECT_TRUE(p.apply(record, properties).ok());
    EXPECT_TRUE(p.finish().ok());
    EXPECT_TRUE(runtime_->database->commit(Durability::normal).ok());
    std::string text = p.texts(Priority::normal).json;
    p.clear_turn();
    return text;
  }
};

TEST_F(ProcessorTest, SessionsAreDerivedFromTheTimesOfEvents) {
  options_.sessions = true;
  open();
  settle();
  EXPECT_EQ(apply(RecordKind::track, "a").find("session_start"), std::string::npos) << "the run began one";
  clock_->advance_ms(options_.session_timeout_ms + 1);
  const std::string text = apply(RecordKind::track, "b");
  EXPECT_NE(text.find("session_end"), std::string::npos);
  EXPECT_NE(text.find("\"reason\":\"timeout\""), std::string::npos);
  EXPECT_NE(text.find("session_start"), std::string::npos);
  EXPECT_LT(text.find("session_end"), text.find("session_start"));
  EXPECT_LT(text.find("session_start"), text.find("\"event\":\"b\""));
}

TEST_F(ProcessorTest, APayloadThatIsNoRecordIsCountedNotCrashedOn) {
  open();
  const std::byte garbage[] = {std::byte{99}, std::byte{1}};
  ASSERT_TRUE(runtime_->database->begin().ok());
  EXPECT_TRUE(runtime_->processor->apply(garbage).ok());
  EXPECT_TRUE(runtime_->processor->finish().ok());
  ASSERT_TRUE(runtime_->database->commit(Durability::normal).ok());
  EXPECT_EQ(runtime_->ledger->dropped(DropReason::invalid), 1u);
}

TEST_F(ProcessorTest, ARollbackTakesEverythingBack) {
  open();
  (void)apply(RecordKind::identify, "A");
  ASSERT_TRUE(runtime_->database->begin().ok());
  Record record;
  record.kind = RecordKind::identify;
  record.name = "B";
  record.wall_ns = clock_->wall_ns();
  ASSERT_TRUE(runtime_->processor->apply(record, {}).ok());
  EXPECT_EQ(runtime_->identity->user_id(), "B");
  runtime_->database->rollback();
  ASSERT_TRUE(runtime_->processor->load(options_.consent).ok());
  EXPECT_EQ(runtime_->identity->user_id(), "A");
  EXPECT_EQ(runtime_->ledger->accepted(), 1u);
}

TEST_F(ProcessorTest, ContextAndSuperPropertiesHaveALimit) {
  open();
  const auto names = [](std::size_t from, std::size_t to) {
    std::vector<std::string> list;
    for (std::size_t i = from; i < to; i++) list.push_back("k" + std::to_string(i));
    return list;
  };
  const auto properties = [](const std::vector<std::string>& keys, PropertyType type) {
    std::vector<PropertyView> list;
    for (const auto& key : keys) list.push_back({key, type, "v", 0, 0});
    return list;
  };
  for (const RecordKind kind : {RecordKind::context, RecordKind::super}) {
    const auto keys = names(0, limits::max_context_count);
    const auto more = names(limits::max_context_count, limits::max_context_count + 1);
    const std::vector<std::string> first = {keys.front()};
    (void)apply(kind, "", properties(keys, PropertyType::string));
    (void)apply(kind, "", properties(more, PropertyType::string));
    const auto count = [&] {
      const auto state = parse_json(**runtime_->database->get_meta("run_state"));
      return (*state)[kind == RecordKind::context ? "context" : "super"].as_object().size();
    };
    EXPECT_EQ(count(), limits::max_context_count);
    (void)apply(kind, "", properties(first, PropertyType::null));
    (void)apply(kind, "", properties(more, PropertyType::string));
    EXPECT_EQ(count(), limits::max_context_count) << "room was made";
  }
}

TEST_F(ProcessorTest, ForeignEventsAreSentAndNotObserved) {
  open();
  Record record;
  record.kind = RecordKind::track;
  record.flags = record_has_user_id;
  record.name = "x";
  record.user_id = "somebody else";
  record.wall_ns = clock_->wall_ns();
  ASSERT_TRUE(runtime_->database->begin().ok());
  ASSERT_TRUE(runtime_->processor->apply(record, {}).ok());
  EXPECT_NE(runtime_->processor->texts(Priority::normal).json.find("\"userId\":\"somebody else\""), std::string::npos);
  runtime_->database->rollback();
}

}  // namespace
}  // namespace docent::core::test
