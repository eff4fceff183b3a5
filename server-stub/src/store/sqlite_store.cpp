#include "store/sqlite_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <new>
#include <thread>

#include "store/event_reader.h"
#include "store/job_queue.h"
#include "store/table_loader.h"
#include "store/write_thread.h"

namespace docent::server {
namespace {

constexpr std::chrono::seconds idle_turn{60};

// SQLite gives its files the mode of the database file, so the file is made before SQLite sees it.
core::Status create_private(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return core::errno_status("cannot open " + path, errno);
  ::close(fd);
  return {};
}

uint64_t file_bytes(const std::string& path) noexcept {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? static_cast<uint64_t>(info.st_size) : 0;
}

}  // namespace

struct SqliteStore::Impl {
  using Read = std::function<void(EventReader&)>;

  Impl(std::string path, const Limits& limits)
      : database_path(std::move(path)), reads(limits.max_reads, SIZE_MAX), analyses(limits.max_analyses, SIZE_MAX) {}

  // Runs what is queued until the queue is closed.
  template <class Job, class... Arguments>
  static void run(JobQueue<Job>& queue, Arguments&... arguments) {
    Job job;
    while (!queue.is_drained()) {
      if (!queue.wait(idle_turn) || !queue.try_pop(job)) continue;
      job(arguments...);
      job = nullptr;
    }
  }
  // Nothing that a report needs may end the process that takes events in.
  core::Result<std::string> analysed(const Analysis& work) {
    try {
      const auto status = loader->refresh(table);
      return status.ok() ? work(table) : core::Result<std::string>(status);
    } catch (const std::bad_alloc&) {
      return core::Status(core::Code::no_memory, "there is not enough memory for this report");
    }
  }
  void analyse(const Analysis& work, const Done<std::string>& done) {
    if (stopping) return done(core::Status(core::Code::closed, "the server is stopping"));
    done(analysed(work));
  }

  std::string database_path;
  std::unique_ptr<WriteThread> writer;
  std::optional<EventReader> reader;
  JobQueue<Read> reads;
  std::thread reader_thread;
  std::optional<TableLoader> loader;  // these two belong to the analysing thread
  EventTable table;
  JobQueue<std::function<void()>> analyses;
  std::thread analysing_thread;
  std::atomic<bool> stopping{false};  // what is queued for analysis is refused then
};

SqliteStore::SqliteStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

SqliteStore::~SqliteStore() { stop(); }

core::Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& path, const Limits& limits) {
  DOCENT_TRY(create_private(path));
  auto impl = std::make_unique<Impl>(path, limits);
  auto writing = Sqlite::open(path, Sqlite::Role::writer);
  if (!writing.ok()) return writing.status();
  auto writer = WriteThread::start(std::move(*writing), limits);
  if (!writer.ok()) return writer.status();
  impl->writer = std::move(*writer);
  auto reading = Sqlite::open(path, Sqlite::Role::reader);
  if (!reading.ok()) return reading.status();
  auto reader = EventReader::open(std::move(*reading));
  if (!reader.ok()) return reader.status();
  impl->reader.emplace(std::move(*reader));
  auto analysing = Sqlite::open(path, Sqlite::Role::reader);
  if (!analysing.ok()) return analysing.status();
  auto loader = TableLoader::open(std::move(*analysing), limits);
  if (!loader.ok()) return loader.status();
  impl->loader.emplace(std::move(*loader));
  impl->reader_thread = std::thread([raw = impl.get()] { raw->run(raw->reads, *raw->reader); });
  impl->analysing_thread = std::thread([raw = impl.get()] { raw->run(raw->analyses); });
  return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(impl)));
}

bool SqliteStore::ingest(std::unique_ptr<IngestBatch> batch, Done<IngestOutcome> done) {
  return impl_->writer->push(std::move(batch), std::move(done));
}

bool SqliteStore::erase(EraseRequest request, Done<uint64_t> done) { return impl_->writer->push(std::move(request), std::move(done)); }

bool SqliteStore::events(EventQuery query, Done<std::vector<StoredEvent>> done) {
  return impl_->reads.push([query = std::move(query), done = std::move(done)](EventReader& reader) { done(reader.events(query)); }, 0);
}

bool SqliteStore::scan(ScanQuery query, Done<ScanPage> done) {
  return impl_->reads.push([query, done = std::move(done)](EventReader& reader) { done(reader.scan(query)); }, 0);
}

bool SqliteStore::analyse(Analysis work, Done<std::string> done) {
  return impl_->analyses.push([raw = impl_.get(), work = std::move(work), done = std::move(done)] { raw->analyse(work, done); }, 0);
}

bool SqliteStore::ledger(std::size_t max_installs, Done<LedgerReport> done) {
  return impl_->reads.push([max_installs, done = std::move(done)](EventReader& reader) { done(reader.ledger(max_installs)); }, 0);
}

StoreStats SqliteStore::stats() const {
  StoreStats stats;
  impl_->writer->add_stats(stats);
  for (const char* suffix : {"", "-wal", "-shm"}) stats.bytes_on_disk += file_bytes(impl_->database_path + suffix);
  return stats;
}

void SqliteStore::stop() {
  // The readers go first: a connection in use would keep the writer from emptying the log.
  impl_->stopping = true;
  impl_->reads.close();
  impl_->analyses.close();
  for (std::thread* const thread : {&impl_->reader_thread, &impl_->analysing_thread})
    if (thread->joinable()) thread->join();
  impl_->reader.reset();
  impl_->loader.reset();
  impl_->writer->stop();
}

}  // namespace docent::server
