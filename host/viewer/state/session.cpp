// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/state/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "core/files.hpp"
#include "host/viewer/error.hpp"
#include "host/viewer/state/state_json.hpp"

namespace vantage::viewer {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
constexpr int kVersion = 1;
constexpr uint64_t kMaxBytes = 16 << 20;

fs::path folder_of(const fs::path& file) {
  return fs::absolute(file).parent_path();
}

json parse(const fs::path& file, const std::string& bytes) {
  try {
    return json::parse(bytes);
  } catch (const json::parse_error& e) {
    const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(std::min(e.byte, bytes.size()));
    const auto line = std::count(bytes.begin(), end, '\n') + 1;
    const auto start = std::find(std::make_reverse_iterator(end), bytes.rend(), '\n').base();
    throw Error(fmt::format("{}:{}:{}: this is no JSON; give a file that vantage-viewer has saved",
                            file.string(), line, std::max<std::ptrdiff_t>(end - start, 1)));
  } catch (const json::exception&) {  // a number beyond every range
    throw Error(fmt::format("{} holds a number that is too large; give a file that vantage-viewer has saved",
                            file.string()));
  }
}

Session session_from(const json& document) {
  if (!document.is_object() || !document.contains("vantage_session"))
    throw Error("this is no session; give a file that vantage-viewer has saved");
  const json& version = document["vantage_session"];
  if (!version.is_number_integer() || version.get<double>() < 1) throw Error("vantage_session must be 1");
  if (version.get<double>() > kVersion)
    throw Error(fmt::format("the session has version {}, this program knows {}; use a newer one",
                            version.dump(), kVersion));
  Session session;
  for (const auto& [name, value] : document.items()) {
    if (name == "database") {
      if (!value.is_string() || value.get_ref<const std::string&>().find('\0') != std::string::npos)
        throw Error("database must be a path");
      session.database = value.get<std::string>();
    } else if (name == "analysis") {
      session.state = state_from_json(value);
    } else if (name != "vantage_session") {
      throw Error("a session has vantage_session, database and analysis, nothing else");
    }
  }
  return session;
}

}  // namespace

void save_session(const fs::path& file, const Session& session) {
  const auto database = session.database.empty()
                            ? fs::path()
                            : fs::absolute(session.database).lexically_proximate(folder_of(file));
  const json document = {
      {"vantage_session", kVersion}, {"database", database.string()}, {"analysis", to_json(session.state)}};
  core::write_atomically(file, document.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
}

Session load_session(const fs::path& file) {
  const json document = parse(file, core::read_file(file, kMaxBytes));
  try {
    Session session = session_from(document);
    if (!session.database.empty()) session.database = (folder_of(file) / session.database).lexically_normal();
    return session;
  } catch (const Error& e) {
    throw Error(fmt::format("{}: {}", file.string(), e.what()));
  }
}

}  // namespace vantage::viewer
