// docent_track makes no system call while the worker lingers: a thread whose every system call would trap tracks a burst.
#include "fixture.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <array>
#include <atomic>
#include <csignal>
#include <cstddef>
#include <thread>

#include "support/sanitizers.h"

namespace docent::test {
namespace {

std::atomic<int> trapped{0};
std::atomic<long> last_call{-1};

void on_sigsys(int, siginfo_t* info, void*) {
  trapped++;
  last_call = info->si_syscall;
}

// Every system call of this thread from now on raises SIGSYS, but for those that a thread needs to end.
bool trap_system_calls() {
  const auto allow = [](uint32_t number) {
    return std::array<sock_filter, 2>{{BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)}};
  };
  std::vector<sock_filter> program = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr))};
  for (const uint32_t number : {SYS_exit, SYS_exit_group, SYS_munmap, SYS_madvise, SYS_futex, SYS_rt_sigreturn, SYS_rt_sigprocmask, SYS_rseq})
    for (const auto& line : allow(number)) program.push_back(line);
  program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP));
  const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

TEST_F(CapiTest, TrackMakesNoSystemCall) {
#ifdef DOCENT_SANITIZED
  GTEST_SKIP() << "the sanitizers' runtime makes system calls of its own";
#endif
  setup_.journal_bytes = 2 << 20;
  open();
  struct sigaction action {};
  action.sa_sigaction = on_sigsys;
  action.sa_flags = SA_SIGINFO;
  ASSERT_EQ(sigaction(SIGSYS, &action, nullptr), 0);
  const docent_property p[] = {docent_string("source", "menu"), docent_int("rows", 3)};
  docent_track(client_, "wakes_the_worker", DOCENT_AUTO_LEN, p, 2);
  settle();
  std::atomic<int> failed{-1};
  std::thread([&] {
    docent_track(client_, "first_of_this_thread", DOCENT_AUTO_LEN, p, 2);
    if (!trap_system_calls()) return;
    int bad = 0;
    for (int i = 0; i < 1000; i++) bad += docent_track(client_, "table_inserted", DOCENT_AUTO_LEN, p, 2) != DOCENT_OK;
    failed = bad;
  }).join();
  if (failed == -1) GTEST_SKIP() << "seccomp is not available here";
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(trapped, 0) << "system call " << last_call;
}

}  // namespace
}  // namespace docent::test
