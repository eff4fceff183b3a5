// Shorthands for tests of the outbox.
#pragma once

#include "base/rfc3339.h"
#include "storage/chunk_text.h"
#include "storage_fixture.h"

#include <libdeflate.h>

namespace docent::core::test {

class OutboxFixture : public StorageTest {
 protected:
  template <class Work>
  void commit(Work work) {
    ASSERT_OK(database->begin());
    work();
    ASSERT_OK(database->commit(Durability::normal));
  }

  static std::string event(int64_t at_ms, const std::string& name = "e") {
    return R"({"type":"track","event":")" + name + R"(","timestamp":")" + format_rfc3339(at_ms) + R"("})";
  }

  static std::string deflate(std::string_view text) {
    auto* compressor = libdeflate_alloc_compressor(6);
    std::string body(libdeflate_deflate_compress_bound(compressor, text.size()), '\0');
    body.resize(libdeflate_deflate_compress(compressor, text.data(), text.size(), body.data(), body.size()));
    libdeflate_free_compressor(compressor);
    return body;
  }

  // A chunk of `events` whose stored body is what is given, readable or not.
  int64_t add_chunk(Priority priority, uint32_t events, const std::string& body, bool maybe_delivered = false, int64_t context = 1) {
    Chunk c;
    c.priority = priority;
    c.context_id = context;
    c.events = events;
    c.raw_bytes = 100;
    c.maybe_delivered = maybe_delivered;
    const auto id = outbox->insert_chunk(c, body);
    EXPECT_TRUE(id.ok()) << text_of(id);
    return id.ok() ? *id : 0;
  }

  int64_t add_real_chunk(Priority priority, const std::vector<std::string>& events) {
    std::string text;
    for (const auto& e : events) text.append(text.empty() ? "" : ",").append(e);
    text.append(chunk_end);
    Chunk c;
    c.priority = priority;
    c.context_id = 1;
    c.events = static_cast<uint32_t>(events.size());
    c.raw_bytes = static_cast<uint32_t>(text.size());
    c.crc = gzip_crc32(text);
    const auto id = outbox->insert_chunk(c, deflate(text));
    EXPECT_TRUE(id.ok()) << text_of(id);
    return id.ok() ? *id : 0;
  }

  void add_row(Priority priority, const std::string& json, uint32_t events = 1, int64_t oldest_ms = 0, int64_t context = 1) {
    ASSERT_OK(outbox->append({priority, context, events, oldest_ms, json}));
  }

  int64_t next_id(const std::vector<int64_t>& busy = {}) const {
    const auto chunk = outbox->next_chunk(busy);
    return chunk ? chunk->id : 0;
  }
};

}  // namespace docent::core::test
