// A store that does what a test tells it to: refuse, fail, or hold back its answers.
#pragma once

#include <mutex>
#include <utility>
#include <vector>

#include "store/event_store.h"

namespace docent::server::test {

class FakeStore final : public EventStore {
 public:
  enum class Mode { accept, full, fail, hold };
  explicit FakeStore(Mode mode) : mode_(mode) {}

  bool ingest(std::unique_ptr<IngestBatch> batch, Done<IngestOutcome> done) override {
    const IngestOutcome outcome{batch->events.size(), 0, 0};
    switch (mode_) {
      case Mode::full: return false;
      case Mode::fail: done(core::Status(core::Code::io, "the disk is full")); return true;
      case Mode::accept: done(outcome); return true;
      case Mode::hold: break;
    }
    const std::lock_guard lock(mutex_);
    held_.emplace_back(std::move(done), outcome);
    return true;
  }
  bool erase(EraseRequest, Done<uint64_t> done) override { return answer<uint64_t>(std::move(done), 0); }
  bool events(EventQuery, Done<std::vector<StoredEvent>> done) override { return answer<std::vector<StoredEvent>>(std::move(done), {}); }
  bool analyse(Analysis work, Done<std::string> done) override {
    if (mode_ != Mode::accept) return answer<std::string>(std::move(done), {});
    done(work(EventTable()));
    return true;
  }
  bool scan(ScanQuery query, Done<ScanPage> done) override {
    // The first page is fine, so that a failure comes in the middle of a reply.
    if (mode_ == Mode::fail && query.after > 0) return answer<ScanPage>(std::move(done), {});
    ScanPage page;
    page.upto = 10;
    page.events.resize(1);
    page.events[0].seq = 1;
    page.events[0].body = R"({"messageId":"m1"})";
    done(std::move(page));
    return true;
  }
  bool ledger(std::size_t, Done<LedgerReport> done) override { return answer<LedgerReport>(std::move(done), {}); }
  StoreStats stats() const override {
    StoreStats stats;
    if (mode_ == Mode::fail) stats.last_error = "the disk is full";
    return stats;
  }
  void stop() override { release(); }

  std::size_t held() const {
    const std::lock_guard lock(mutex_);
    return held_.size();
  }
  void release() {
    std::vector<std::pair<Done<IngestOutcome>, IngestOutcome>> held;
    {
      const std::lock_guard lock(mutex_);
      held.swap(held_);
    }
    for (auto& [done, outcome] : held) done(outcome);
  }

 private:
  template <class T>
  bool answer(Done<T> done, T value) {
    if (mode_ == Mode::full) return false;
    if (mode_ == Mode::fail) done(core::Status(core::Code::io, "the disk is full"));
    else done(std::move(value));
    return true;
  }

  const Mode mode_;
  mutable std::mutex mutex_;
  std::vector<std::pair<Done<IngestOutcome>, IngestOutcome>> held_;
};

}  // namespace docent::server::test
