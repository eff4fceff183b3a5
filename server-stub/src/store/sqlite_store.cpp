#include "store/sqlite_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

#include "store/event_reader.h"
#include "store/job_queue.h"
#include "store/write_thread.h"

namespace docent::server {
namespace {

constexpr std::chrono::seconds reader_turn{60};

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

  Impl(std::string path, const Limits& limits) : database_path(std::move(path)), reads(limits.max_reads, SIZE_MAX) {}

  void run_reader() {
    Read read;
    while (!reads.is_drained()) {
      if (!reads.wait(reader_turn)) continue;
      if (!reads.try_pop(read)) continue;
      read(*reader);
      read = nullptr;
    }
  }

  std::string database_path;
  std::unique_ptr<WriteThread> writer;
  std::optional<EventReader> reader;
  JobQueue<Read> reads;
  std::thread reader_thread;
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
  impl->reader_thread = std::thread([raw = impl.get()] { raw->run_reader(); });
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
  // The reader goes first: a connection in use would keep the writer from emptying the log.
  impl_->reads.close();
  if (impl_->reader_thread.joinable()) impl_->reader_thread.join();
  impl_->reader.reset();
  impl_->writer->stop();
}

}  // namespace docent::server
