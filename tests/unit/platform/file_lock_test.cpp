#include "platform/file_lock.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <thread>

#include "surroundings.h"

namespace docent::core {
namespace {

TEST(FileLock, HasOneOwner) {
  const TempDir dir;
  auto first = FileLock::try_lock(dir / "lock");
  ASSERT_TRUE(first.ok()) << first.status().to_string();
  EXPECT_TRUE(first->held());
  const auto second = FileLock::try_lock(dir / "lock");
  EXPECT_EQ(second.status().code(), Code::busy);
  EXPECT_EQ(second.status().message(), dir / "lock" + " is owned by another process");
  first->release();
  EXPECT_FALSE(first->held());
  first->release();
  EXPECT_TRUE(FileLock::try_lock(dir / "lock").ok());
}

TEST(FileLock, MakesAPrivateFileThatProgramsStartedLaterDoNotInherit) {
  const TempDir dir;
  const auto lock = FileLock::try_lock(dir / "lock");
  ASSERT_TRUE(lock.ok());
  struct stat info {};
  ASSERT_EQ(fstat(lock->descriptor(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  EXPECT_TRUE(fcntl(lock->descriptor(), F_GETFD) & FD_CLOEXEC);
}

TEST(FileLock, MovesItsOwnership) {
  const TempDir dir;
  auto lock = FileLock::try_lock(dir / "lock");
  ASSERT_TRUE(lock.ok());
  FileLock moved(std::move(*lock));
  EXPECT_FALSE(lock->held());
  FileLock assigned;
  assigned = std::move(moved);
  EXPECT_TRUE(assigned.held());
  EXPECT_EQ(FileLock::try_lock(dir / "lock").status().code(), Code::busy);
  assigned = FileLock();
  EXPECT_TRUE(FileLock::try_lock(dir / "lock").ok());
}

TEST(FileLock, CreatesAsTold) {
  const TempDir dir;
  EXPECT_EQ(FileLock::try_lock(dir / "x", FileLock::Open::existing).status().code(), Code::not_found);
  EXPECT_TRUE(FileLock::try_lock(dir / "x", FileLock::Open::create_new).ok());
  EXPECT_EQ(FileLock::try_lock(dir / "x", FileLock::Open::create_new).status().code(), Code::io);
  EXPECT_TRUE(FileLock::try_lock(dir / "x", FileLock::Open::existing).ok());
}

TEST(FileLock, RefusesWhatIsNoPlainFile) {
  const TempDir dir;
  std::filesystem::create_symlink(dir / "target", dir / "link");
  EXPECT_EQ(FileLock::try_lock(dir / "link").status().message(), dir / "link" + " is a symbolic link, which is not followed");
  ASSERT_EQ(mkfifo((dir / "fifo").c_str(), 0600), 0);
  EXPECT_EQ(FileLock::try_lock(dir / "fifo").status().message(), dir / "fifo" + " is not a regular file");
  EXPECT_EQ(FileLock::try_lock(dir.path()).status().code(), Code::io);
  EXPECT_EQ(FileLock::try_lock(dir / "missing" + "/lock").status().code(), Code::io);
}

TEST(FileLock, EndsWithItsProcess) {
  const TempDir dir;
  EXPECT_EQ(in_child([&] { return FileLock::try_lock(dir / "lock").ok() ? 0 : 1; }), 0);
  EXPECT_TRUE(FileLock::try_lock(dir / "lock").ok());
}

// A owns the lock and forks B; A is killed while B lives on.
TEST(FileLock, IsNotProlongedByAForkedChild) {
  const TempDir dir;
  int ready[2];
  int stop[2];
  ASSERT_EQ(pipe(ready), 0);
  ASSERT_EQ(pipe(stop), 0);
  const pid_t a = fork();
  if (a == 0) {
    const auto lock = FileLock::try_lock(dir / "lock");
    const pid_t b = fork();
    if (b == 0) {
      close(stop[1]);
      char byte = 0;
      (void)!write(ready[1], "b", 1);
      (void)!read(stop[0], &byte, 1);  // until the test is over
      _exit(0);
    }
    for (;;) pause();
  }
  close(ready[1]);
  char byte = 0;
  ASSERT_EQ(read(ready[0], &byte, 1), 1);
  EXPECT_EQ(FileLock::try_lock(dir / "lock").status().code(), Code::busy);
  kill(a, SIGKILL);
  ASSERT_EQ(waitpid(a, nullptr, 0), a);
  EXPECT_TRUE(FileLock::try_lock(dir / "lock").ok());
  close(stop[1]);
  close(stop[0]);
  close(ready[0]);
}

TEST(FileLock, OfTheParentIsNothingInAChild) {
  const TempDir dir;
  auto lock = FileLock::try_lock(dir / "lock");
  ASSERT_TRUE(lock.ok());
  EXPECT_EQ(in_child([&] {
              const int reused = open("/dev/null", O_RDONLY);  // takes the number that the child's copy had
              if (reused != lock->descriptor()) return 1;
              lock->release();
              return fcntl(reused, F_GETFD) >= 0 ? 0 : 2;
            }),
            0);
  EXPECT_EQ(FileLock::try_lock(dir / "lock").status().code(), Code::busy);
}

// Each owner deletes the file before it lets go, so that others often hold a lock on a file that is no longer there.
TEST(FileLock, ExcludesOthersWhileTheFileIsReplaced) {
  const TempDir dir;
  std::atomic<int> inside{0};
  std::atomic<int> overlaps{0};
  std::atomic<int> entered{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; t++)
    threads.emplace_back([&] {
      for (int i = 0; i < 300; i++) {
        auto lock = FileLock::try_lock(dir / "lock");
        if (!lock.ok()) continue;
        if (inside.fetch_add(1) != 0) overlaps++;
        entered++;
        inside--;
        unlink((dir / "lock").c_str());
      }
    });
  for (auto& t : threads) t.join();
  EXPECT_EQ(overlaps, 0);
  EXPECT_GT(entered, 0);
}

}  // namespace
}  // namespace docent::core
