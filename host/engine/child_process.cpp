// SPDX-License-Identifier: Apache-2.0
#include "host/engine/child_process.hpp"

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>

#include "host/engine/error.hpp"

namespace vantage::engine {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kNotStarted = 127;
constexpr int kSliceMs = 10;  // how soon an end is seen that the pipe does not show

struct Pipe {
  int ends[2] = {-1, -1};
  Pipe() {
    if (::pipe2(ends, O_CLOEXEC) != 0) throw Error("cannot start a helper process: too many open files");
  }
  ~Pipe() {
    close(0);
    close(1);
  }
  Pipe(const Pipe&) = delete;
  void close(int end) {
    if (ends[end] >= 0) ::close(ends[end]);
    ends[end] = -1;
  }
};

void limit(int resource, uint64_t value, uint64_t at_last) {
  const rlimit r{value, at_last};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &r);
}

// Between fork() and execv(): other threads' locks may be held, so nothing here allocates or locks.
[[noreturn]] void become(char* const* argv, int output, const ChildLimits& limits, uint64_t cpu_seconds) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int null = ::open("/dev/null", O_RDWR);
  ::dup2(null, STDIN_FILENO);
  ::dup2(null, STDERR_FILENO);
  ::dup2(output, STDOUT_FILENO);
  ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);  // whatever else is open here is none of its business
  limit(RLIMIT_CORE, 0, 0);
  limit(RLIMIT_CPU, cpu_seconds, cpu_seconds + 1);  // SIGXCPU, which can be ignored, then SIGKILL
  if (limits.memory > 0) limit(RLIMIT_DATA, limits.memory, limits.memory);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::execv(argv[0], argv);
  ::_exit(kNotStarted);
}

double seconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
}

// True once the process has ended; it stays a zombie, so that its number and its group's are not reused.
bool has_ended(pid_t pid) {
  siginfo_t info{};
  return ::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT | WNOHANG) == 0 &&
         info.si_pid == pid;
}

// Reads what is there. False at the end of the output.
bool read_available(int fd, ChildResult& result, size_t most) {
  char block[65536];
  for (;;) {
    const ssize_t got = ::read(fd, block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno == EAGAIN;
    if (got == 0) return false;
    result.output.append(block, static_cast<size_t>(got));
    if (result.output.size() > most) {
      result.flooded = true;
      return false;
    }
  }
}

void supervise(pid_t pid, int fd, const ChildLimits& limits, ChildResult& result) {
  const auto deadline = Clock::now() + std::chrono::duration<double>(limits.seconds);
  bool open = true;
  while (!result.flooded) {
    // First look whether it has ended, then read: what it wrote before its end is then complete.
    const bool ended = has_ended(pid);
    if (open) open = read_available(fd, result, limits.output);
    if (ended) return;
    if (Clock::now() >= deadline) {
      result.timed_out = true;
      return;
    }
    pollfd p{open ? fd : -1, POLLIN, 0};
    ::poll(&p, 1, open ? kSliceMs : 1);
  }
}

}  // namespace

ChildResult run_child(const std::vector<std::string>& words, const ChildLimits& limits) {
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (const auto& w : words) argv.push_back(const_cast<char*>(w.c_str()));
  argv.push_back(nullptr);
  Pipe pipe;
  ::fcntl(pipe.ends[0], F_SETFL, O_NONBLOCK);
  const auto cpu_seconds = static_cast<uint64_t>(std::ceil(limits.cpu_seconds));

  const pid_t pid = ::fork();
  if (pid < 0) throw Error("cannot start a helper process: the system has no room for another one");
  if (pid == 0) become(argv.data(), pipe.ends[1], limits, cpu_seconds);
  ::setpgid(pid, pid);  // here too: whoever comes first
  pipe.close(1);

  ChildResult result;
  supervise(pid, pipe.ends[0], limits, result);
  ::kill(-pid, SIGKILL);
  ::kill(pid, SIGKILL);  // should it have left its group
  int status = 0;
  rusage usage{};
  while (::wait4(pid, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  result.started = !(WIFEXITED(status) && WEXITSTATUS(status) == kNotStarted && result.output.empty());
  result.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  result.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  const double computed = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  if (result.signal == SIGXCPU || (result.signal == SIGKILL && computed >= static_cast<double>(cpu_seconds)))
    result.timed_out = true;
  result.peak_memory = static_cast<uint64_t>(usage.ru_maxrss) * 1024;
  return result;
}

}  // namespace vantage::engine
