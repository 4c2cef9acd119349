// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <new>

#include "storage/error.hpp"

namespace vantage::storage {
namespace {

std::string clean(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  return text;
}

std::string why(const SQLite::Exception& e, int busy_ms) {
  switch (e.getErrorCode() & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fmt::format(
          "is locked by another process and stayed so for {} s; wait until that one is done, then try again",
          busy_ms / 1000.0);
    case SQLITE_FULL:
      return "cannot grow: the disk is full; free some space, then try again (nothing was half written)";
    case SQLITE_NOTADB:
      return "is no SQLite database; name another file";
    case SQLITE_CORRUPT:
      return "is damaged (its pages contradict each other); restore a copy, or rescue what is left with "
             "'sqlite3 FILE .recover'";
    case SQLITE_READONLY:
      return "cannot be written: the file or its folder is read-only; change the permissions or name another "
             "file";
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return "cannot be opened: the file or its folder does not permit it; change the permissions or name "
             "another file";
    case SQLITE_IOERR:
      return "cannot be read or written: the disk is full or reports an error; check it and try again";
    case SQLITE_TOOBIG:
      return "holds a text or a map that is too large to be ours; it is damaged, restore a copy";
    case SQLITE_CONSTRAINT:
      return fmt::format("refused a row ({}); see docs/database.md for what it may hold", clean(e.what()));
    default:
      return fmt::format(
          "could not be used: SQLite says '{}'; the file was changed by another program or is damaged, "
          "restore a copy",
          clean(e.what()));
  }
}

}  // namespace

std::string quoted(const std::filesystem::path& path) {
  return "'" + clean(path.string()) + "'";
}

void rethrow(const SQLite::Exception& e, const std::filesystem::path& file, int busy_ms) {
  if ((e.getErrorCode() & 0xff) == SQLITE_NOMEM) throw std::bad_alloc();
  throw Error(fmt::format("database {} {}", quoted(file), why(e, busy_ms)));
}

}  // namespace vantage::storage
