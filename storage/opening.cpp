// SPDX-License-Identifier: Apache-2.0
#include "storage/opening.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <fstream>
#include <system_error>

#include "storage/migration.hpp"

namespace vantage::storage {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& file) {
  return file.parent_path().empty() ? fs::path(".") : file.parent_path();
}

// Before SQLite touches a file that may not be ours: even opening another program's database can change it.
void require_ours_by_header(const fs::path& file, const Steps& steps) {
  std::array<unsigned char, 100> header{};
  std::ifstream in(file, std::ios::binary);
  if (!in)
    throw Error(
        fmt::format("database {} cannot be read; change its permissions or name another file", quoted(file)));
  in.read(reinterpret_cast<char*>(header.data()), header.size());
  if (in.gcount() == 0) return;  // an empty file becomes a database
  const std::string magic("SQLite format 3\0", 16);
  if (in.gcount() < 100 || !std::equal(magic.begin(), magic.end(), header.begin()))
    throw Error(fmt::format("{} is no SQLite database; name another file", quoted(file)));
  const auto big_endian = [&](size_t at) {
    return static_cast<int32_t>(uint32_t{header[at]} << 24 | header[at + 1] << 16 | header[at + 2] << 8 |
                                header[at + 3]);
  };
  const int32_t version = big_endian(60), id = big_endian(68);
  if (id != 0 && id != kApplicationId) refuse_foreign(file);
  if (id == kApplicationId && version > static_cast<int64_t>(steps.size()))
    refuse_newer(file, version, steps.size());
  if (id == 0) {  // ours from the moment it exists has our id; this may be an empty database of nobody
    Connection look(file, file.string(), SQLite::OPEN_READONLY, 0);
    require_ours(look, steps);
  }
}

std::unique_ptr<Connection> connect(const fs::path& file, const Options& options) {
  // A URI or an absolute path: what the user calls "file:x" is a file, too. OPEN_URI also lets merge()
  // attach.
  const int flags = SQLite::OPEN_URI | (options.read_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE);
  return std::make_unique<Connection>(
      file, options.read_only ? read_only_uri(file) : fs::absolute(file).string(), flags, options.busy_ms);
}

void remove_database(const fs::path& file) {
  for (const char* end : {"", "-journal", "-wal", "-shm"}) {
    fs::path part = file;
    part += end;
    std::error_code ignored;
    fs::remove(part, ignored);
  }
}

// SQLite would play the log of a database that is gone into the new one of its name.
void require_no_log_of_another(const fs::path& file) {
  for (const char* end : {"-wal", "-journal"}) {
    fs::path log = file;
    log += end;
    if (fs::exists(log) && !fs::exists(file))
      throw Error(
          fmt::format("database {} is gone, but {} is left of it; put the database back, or delete what is "
                      "left to begin a new one",
                      quoted(file), quoted(log)));
  }
}

// Made under another name and linked to its own when it is whole, so that neither a full disk nor a kill
// leaves half a database, and of two processes that make the same one the second finds the first's.
void create(const fs::path& file, const Options& options, const Steps& steps) {
  const fs::path part = folder_of(file) / fmt::format(".{}.{}.tmp", file.filename().string(), ::getpid());
  remove_database(part);
  try {
    Connection made(file, part.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, options.busy_ms);
    migrate(made, steps);
    made.sqlite().exec("PRAGMA journal_mode = WAL");
  } catch (...) {
    remove_database(part);
    throw;
  }
  std::error_code failed;
  fs::create_hard_link(part, file, failed);
  // Some file systems have no links; there the rename could in theory replace what was made a moment ago.
  if (failed && failed != std::errc::file_exists && !fs::exists(file)) fs::rename(part, file, failed);
  remove_database(part);
  if (failed && failed != std::errc::file_exists)
    throw Error(fmt::format("database {} could not be created: {}; name a file in another folder",
                            quoted(file), failed.message()));
}

void require_place(const fs::path& file, const Options& options) {
  std::error_code ignored;
  const auto folder = folder_of(file);
  if (file.filename().empty() || fs::is_directory(file, ignored))
    throw Error(fmt::format("database {} is a folder; name a file in it", quoted(file)));
  if (!fs::is_directory(folder, ignored))
    throw Error(fmt::format("database {} cannot be made: there is no folder {}; create it first",
                            quoted(file), quoted(folder)));
  const auto status = fs::status(file, ignored);
  if (fs::exists(status) && !fs::is_regular_file(status))
    throw Error(fmt::format("database {} is no regular file; name another one", quoted(file)));
  if (options.read_only && !fs::exists(status))
    throw Error(fmt::format("there is no database {}; check the name", quoted(file)));
}

void prepare(Connection& connection, const Options& options, const Steps& steps) {
  require_ours(connection, steps);
  if (const int version = schema_version_of(connection); version != static_cast<int>(steps.size())) {
    if (options.read_only && version == 0)
      throw Error(fmt::format("database {} is empty; fill it with 'vantage dataset add' and 'vantage run'",
                              quoted(connection.file())));
    if (options.read_only)
      throw Error(
          fmt::format("database {} has the older schema {}, which reading alone does not bring up to "
                      "date; 'vantage analyze --db FILE' does",
                      quoted(connection.file()), version));
    migrate(connection, steps);
  }
  require_intact(connection, steps);
  if (options.read_only) return;
  // Readers need not wait for the writer then. Where another process is in the way, the next opening does it;
  // on a network disk SQLite stays with the mode it has.
  if (connection.sqlite().execAndGet("PRAGMA journal_mode").getString() != "wal")
    connection.sqlite().tryExec("PRAGMA journal_mode = WAL");
}

}  // namespace

std::string read_only_uri(const fs::path& file) {
  std::string uri = "file:";
  for (const unsigned char c : fs::absolute(file).string())
    uri += std::isalnum(c) || c == '/' || c == '.' || c == '-' || c == '_'
               ? std::string(1, static_cast<char>(c))
               : fmt::format("%{:02x}", c);
  fs::path wal = file;
  wal += "-wal";
  std::error_code ignored;
  // On read-only media nobody can be writing to it, and there is no place for what readers share.
  const bool alone = ::access(folder_of(file).c_str(), W_OK) != 0 && !fs::exists(wal, ignored);
  return uri + (alone ? "?mode=ro&immutable=1" : "?mode=ro");
}

std::unique_ptr<Connection> open_connection(const fs::path& file, const Options& options,
                                            const Steps& steps) {
  require_place(file, options);
  try {
    if (!fs::exists(file)) {
      require_no_log_of_another(file);
      create(file, options, steps);
    }
    require_ours_by_header(file, steps);
    auto connection = connect(file, options);
    prepare(*connection, options, steps);
    return connection;
  } catch (const SQLite::Exception& e) {
    rethrow(e, file, options.busy_ms);
  } catch (const fs::filesystem_error& e) {
    throw Error(
        fmt::format("database {} cannot be reached: {}; check the folder", quoted(file), e.code().message()));
  }
}

}  // namespace vantage::storage
