// SPDX-License-Identifier: Apache-2.0
#include "host/engine/elf_check.hpp"

#include <elf.h>

#include <cstring>
#include <fstream>
#include <vector>

#include "host/engine/error.hpp"

namespace vantage::engine {
namespace {

#if defined(__x86_64__)
constexpr int kMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr int kMachine = EM_AARCH64;
#else
constexpr int kMachine = -1;  // left to the system's loader
#endif

[[noreturn]] void refuse(const char* why) {
  throw Error(std::string("not a shared library: ") + why);
}

template <class T>
bool read(std::ifstream& in, uint64_t offset, T* to, size_t count) {
  in.seekg(static_cast<std::streamoff>(offset));
  in.read(reinterpret_cast<char*>(to), static_cast<std::streamsize>(count * sizeof(T)));
  return in.good();
}

}  // namespace

void check_elf(const std::filesystem::path& file) {
  std::error_code why;
  const uint64_t size = std::filesystem::file_size(file, why);
  std::ifstream in(file, std::ios::binary);
  if (why || !in) throw Error("cannot be read");
  Elf64_Ehdr head{};
  if (size < sizeof head || !read(in, 0, &head, 1)) refuse("the file is too short");
  if (std::memcmp(head.e_ident, ELFMAG, SELFMAG) != 0) refuse("it is another kind of file");
  if (head.e_ident[EI_CLASS] != ELFCLASS64 || head.e_ident[EI_DATA] != ELFDATA2LSB ||
      (kMachine >= 0 && head.e_machine != kMachine))
    refuse("it is made for another kind of machine");
  if (head.e_type != ET_DYN) refuse("it is another kind of program file");
  if (head.e_phentsize != sizeof(Elf64_Phdr) || head.e_phnum == 0 || head.e_phoff > size)
    refuse("it is damaged");
  std::vector<Elf64_Phdr> segments(head.e_phnum);
  if (!read(in, head.e_phoff, segments.data(), segments.size())) refuse("the file is cut short");
  for (const auto& s : segments)
    if (s.p_type == PT_LOAD && (s.p_offset > size || s.p_filesz > size - s.p_offset))
      refuse("the file is cut short");
}

}  // namespace vantage::engine
