// What tests of files and of the environment need around them: a directory that goes away, a variable that is put back, a child process that reports.
#pragma once

#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "support/temp_dir.h"

namespace docent::core {

using docent::test::TempDir;

// Sets a variable (or takes it away) for the life of the object.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    set(value);
  }
  ~Variable() { set(before_ ? before_->c_str() : nullptr); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  void set(const char* value) {
    if (value == nullptr) unsetenv(name_);
    else setenv(name_, value, 1);
  }

 private:
  const char* name_;
  std::optional<std::string> before_;
};

// The exit code of a forked child that runs `body`, or -1 when it ended otherwise.
template <class Body>
int in_child(Body body) {
  const pid_t child = fork();
  if (child == 0) _exit(body());
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
  return WEXITSTATUS(status);
}

}  // namespace docent::core
