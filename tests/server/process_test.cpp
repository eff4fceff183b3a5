// The executable: command line, what it prints, kill -9 in the middle of concurrent ingest, SIGTERM under load.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "json/value.h"
#include "test_support.h"

namespace docent::server {
namespace {

using namespace test;

// A docent-server of its own process. Reads "listening on …" from its standard output.
class Process {
 public:
  explicit Process(const std::vector<std::string>& arguments) {
    int out[2];
    if (::pipe2(out, O_CLOEXEC) != 0) std::abort();
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(out[1], 1);
      ::dup2(out[1], 2);
      std::vector<char*> argv{const_cast<char*>(DOCENT_SERVER_BINARY)};
      for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
      argv.push_back(nullptr);
      ::execv(argv[0], argv.data());
      ::_exit(127);
    }
    ::close(out[1]);
    out_ = out[0];
  }
  ~Process() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      wait();
    }
    ::close(out_);
  }
  // Until a line contains `text`, or the end.
  std::string read_until(const std::string& text) {
    std::string seen;
    char c = 0;
    while ((seen.find(text) == std::string::npos || seen.back() != '\n') && ::read(out_, &c, 1) == 1) seen.push_back(c);
    return seen;
  }
  uint16_t port() {
    if (port_ == 0) {
      const std::string line = read_until("listening on http://127.0.0.1:");
      const auto colon = line.rfind(':');
      EXPECT_NE(colon, std::string::npos) << line;
      port_ = static_cast<uint16_t>(std::stoi(line.substr(colon + 1)));
    }
    return port_;
  }
  void signal(int number) { ::kill(pid_, number); }
  // The exit code, or 128 + the signal that ended it.
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t pid_ = -1;
  int out_ = -1;
  uint16_t port_ = 0;
};

std::vector<std::string> serve(const TempDir& dir) { return {"serve", "--listen", "127.0.0.1:0", "--data-dir", dir.path(), "--write-key", "key"}; }

std::string admin(uint16_t port, const TempDir& dir, const std::string& path) {
  std::string token = read_file(dir / "admin-token");
  token.pop_back();
  const Reply reply = call(port, {.method = "GET", .path = path, .bearer = token});
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(reply.whole);
  return reply.body;
}

TEST(ProcessTest, HelpVersionAndErrors) {
  Process help({"--help"});
  EXPECT_NE(help.read_until("no such text").find("--data-dir"), std::string::npos);
  EXPECT_EQ(help.wait(), 0);
  Process version({"--version"});
  EXPECT_TRUE(version.read_until("no such text").starts_with("docent-server "));
  EXPECT_EQ(version.wait(), 0);
  Process wrong({"serve", "--listen"});
  EXPECT_NE(wrong.read_until("no such text").find("--listen"), std::string::npos);
  EXPECT_EQ(wrong.wait(), 2);
  TempDir dir;
  Process strategy({"serve", "--listen", "127.0.0.1:0", "--data-dir", dir.path(), "--strategy", dir / "missing.json"});
  EXPECT_NE(strategy.read_until("no such text").find("missing.json"), std::string::npos);
  EXPECT_EQ(strategy.wait(), 1);
}

TEST(ProcessTest, OneServerADirectoryAndAPort) {
  TempDir dir;
  Process first(serve(dir));
  ASSERT_NE(first.port(), 0);
  Process second(serve(dir));
  EXPECT_NE(second.read_until("no such text").find("another docent-server"), std::string::npos);
  EXPECT_EQ(second.wait(), 1);
  TempDir other;
  Process taken({"serve", "--listen", "127.0.0.1:" + std::to_string(first.port()), "--data-dir", other.path()});
  EXPECT_NE(taken.read_until("no such text").find("cannot listen"), std::string::npos);
  EXPECT_EQ(taken.wait(), 1);
}

TEST(ProcessTest, TheFirstStartWithoutAKeyMakesOne) {
  TempDir dir;
  const std::vector<std::string> arguments = {"serve", "--listen", "127.0.0.1:0", "--data-dir", dir / "new"};
  std::string key;
  {
    Process first(arguments);
    const uint16_t port = first.port();
    const std::string line = first.read_until("write key: ");
    key = line.substr(line.find(": ") + 2, 64);
    EXPECT_EQ(call(port, {.body = batch({event("m1")}), .write_key = key}).status, 200);
    EXPECT_EQ(call(port, {.body = batch({event("m1")}), .write_key = "guess"}).status, 401);
    first.signal(SIGTERM);
    EXPECT_EQ(first.wait(), 0);
  }
  Process second(arguments);
  EXPECT_EQ(call(second.port(), {.body = batch({event("m1")}), .write_key = key}).status, 200);
  struct stat info {};
  ASSERT_EQ(::stat((dir / "new/admin-token").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  ASSERT_EQ(::stat((dir / "new/events.db").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
}

// Clients that send batch after batch, each with ids of its own, and remember what was acknowledged.
class Senders {
 public:
  Senders(uint16_t port, int round) : port_(port), round_(round) {
    for (int c = 0; c < 4; c++) threads_.emplace_back([this, c] { run(c); });
  }
  void wait_for(std::size_t acknowledged) {
    for (std::size_t now = count_; now < acknowledged; now = count_) count_.wait(now);
  }
  std::set<std::string> join() {
    for (auto& thread : threads_) thread.join();
    return acknowledged_;
  }
  std::set<std::string> sent() const { return sent_; }

 private:
  void run(int c) {
    HttpClient client(port_);
    for (int b = 0;; b++) {
      std::vector<std::string> events;
      std::vector<std::string> ids;
      for (int i = 0; i < 25; i++) {
        ids.push_back("r" + std::to_string(round_) + "-" + std::to_string(c) + "-" + std::to_string(b) + "-" + std::to_string(i));
        events.push_back(event(ids.back()));
      }
      {
        const std::lock_guard lock(mutex_);
        sent_.insert(ids.begin(), ids.end());
      }
      const Reply reply = client.call({.body = batch(events)});
      if (reply.status != 200 || !reply.whole) return;
      const std::lock_guard lock(mutex_);
      acknowledged_.insert(ids.begin(), ids.end());
      count_ = acknowledged_.size();
      count_.notify_all();
    }
  }
  const uint16_t port_;
  const int round_;
  std::mutex mutex_;
  std::set<std::string> acknowledged_, sent_;
  std::atomic<std::size_t> count_{0};
  std::vector<std::thread> threads_;
};

// Every acknowledged id is there, none twice, none that was never sent.
void expect_exactly_once(const std::vector<std::string>& exported, const std::set<std::string>& acknowledged, const std::set<std::string>& sent) {
  const std::set<std::string> unique(exported.begin(), exported.end());
  EXPECT_EQ(unique.size(), exported.size()) << "an event is there twice";
  for (const auto& id : acknowledged) ASSERT_TRUE(unique.contains(id)) << id << " was acknowledged and is lost";
  for (const auto& id : unique) ASSERT_TRUE(sent.contains(id)) << id;
}

TEST(ProcessTest, Kill9InTheMiddleOfIngestLosesNothingAcknowledged) {
  TempDir dir;
  std::set<std::string> acknowledged;
  std::set<std::string> sent;
  for (int round = 0; round < 5; round++) {
    Process process(serve(dir));
    Senders senders(process.port(), round);
    senders.wait_for(200 + static_cast<std::size_t>(round) * 37);
    process.signal(SIGKILL);
    acknowledged.merge(senders.join());
    sent.merge(senders.sent());
    EXPECT_EQ(process.wait(), 128 + SIGKILL);
  }
  Process process(serve(dir));
  const auto exported = message_ids(admin(process.port(), dir, "/api/export"));
  expect_exactly_once(exported, acknowledged, sent);
  const auto ledger = core::parse_json(admin(process.port(), dir, "/api/ledger"));
  EXPECT_EQ((*ledger)["accepted"].as_int(), static_cast<int64_t>(exported.size()));
  // What was in doubt is sent again, and is there once.
  const std::vector<std::string> all(sent.begin(), sent.end());
  for (std::size_t at = 0; at < all.size(); at += 1'000) {
    std::vector<std::string> events;
    for (std::size_t i = at; i < std::min(at + 1'000, all.size()); i++) events.push_back(event(all[i]));
    EXPECT_EQ(call(process.port(), {.body = batch(events)}).status, 200);
  }
  expect_exactly_once(message_ids(admin(process.port(), dir, "/api/export")), sent, sent);
}

TEST(ProcessTest, SigtermUnderLoadLosesNothingAcknowledged) {
  TempDir dir;
  std::set<std::string> acknowledged;
  std::set<std::string> sent;
  for (int round = 0; round < 3; round++) {
    Process process(serve(dir));
    Senders senders(process.port(), round);
    senders.wait_for(300);
    process.signal(round == 1 ? SIGINT : SIGTERM);
    acknowledged.merge(senders.join());
    sent.merge(senders.sent());
    EXPECT_EQ(process.wait(), 0);
    EXPECT_EQ(read_file(dir / "events.db-wal"), "") << "the log is moved into the database";
  }
  Process process(serve(dir));
  expect_exactly_once(message_ids(admin(process.port(), dir, "/api/export")), acknowledged, sent);
}

}  // namespace
}  // namespace docent::server
