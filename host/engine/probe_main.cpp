// SPDX-License-Identifier: Apache-2.0
// The child's side of a probe.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <new>
#include <nlohmann/json.hpp>

#include "host/engine/probe.hpp"

namespace vantage::engine {
namespace {

int answer_fd = -1;
std::string if_out_of_memory;  // written beforehand: when it is needed there is no memory to write it

std::string text_of(const Verdict& verdict) {
  return to_json(verdict).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

[[noreturn]] void answer(const std::string& text, int status) {
  for (size_t done = 0; done < text.size();) {
    const ssize_t put = ::write(answer_fd, text.data() + done, text.size() - done);
    if (put <= 0) ::_exit(3);
    done += static_cast<size_t>(put);
  }
  // Not exit(): destructors of a library that is not trusted have nothing to say.
  ::_exit(status);
}

void out_of_memory() {
  answer(if_out_of_memory, 1);
}

}  // namespace

int probe_main(const std::filesystem::path& file) {
  rlimit limit{};
  ::getrlimit(RLIMIT_DATA, &limit);
  Verdict verdict;
  verdict.file = file;
  verdict.reason = limit.rlim_cur == RLIM_INFINITY ? "asked for more memory than there is"
                                                   : "used more than " + memory_text(limit.rlim_cur);
  if_out_of_memory = text_of(verdict);

  // A high number, so that a library which closes or writes to the usual few meets nothing.
  answer_fd = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 100);
  const int null = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  ::dup2(null, STDOUT_FILENO);
  ::dup2(null, STDERR_FILENO);
  std::set_new_handler(out_of_memory);
  verdict = probe_here(file);
  answer(text_of(verdict), verdict.good() ? 0 : 1);
}

}  // namespace vantage::engine
