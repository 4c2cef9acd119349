// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <map>

#include "core/error.hpp"
#include "core/files.hpp"
#include "core/preprocess.hpp"
#include "host/cli/artefacts.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/workload.hpp"
#include "host/engine/experiment/records.hpp"
#include "storage/repositories.hpp"
#include "storage/table_reader.hpp"

namespace vantage::cli {
namespace {

const Usage kUsage{
    "export", "--db FILE --what TABLE --format FORMAT [--out PATH]",
    "Writes what a database holds. Tables (models, images, runs, predictions, explanations, failures) "
    "become\n"
    "csv or json, on stdout or in the file --out. Maps become npy or png files in the folder --out, named "
    "as\n"
    "explain names them; png draws them over their photographs, which must still be where they were.",
    "  vantage export --db results.db --what explanations --format csv > explanations.csv\n"
    "  vantage export --db results.db --what maps --format png --out maps\n"};

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string csv_cell(const storage::Cell& cell) {
  if (const auto* i = std::get_if<int64_t>(&cell)) return std::to_string(*i);
  if (const auto* d = std::get_if<double>(&cell)) return fmt::format("{}", *d);
  if (const auto* s = std::get_if<std::string>(&cell)) return csv_field(*s);
  return "";
}

Json json_cell(const storage::Cell& cell) {
  if (const auto* i = std::get_if<int64_t>(&cell)) return *i;
  if (const auto* d = std::get_if<double>(&cell)) return *d;
  if (const auto* s = std::get_if<std::string>(&cell)) return *s;
  return nullptr;
}

std::string csv(storage::Database& db, const std::string& what) {
  std::string text;
  const auto line = [&](const auto& cells, const auto& to_text) {
    for (size_t i = 0; i < cells.size(); ++i) text += (i ? "," : "") + to_text(cells[i]);
    text += "\r\n";  // RFC 4180
  };
  storage::read_table(db, what,
                      {[&](const auto& names) { line(names, csv_field); },
                       [&](const auto& cells) { line(cells, csv_cell); }});
  return text;
}

std::string json(storage::Database& db, const std::string& what) {
  std::vector<std::string> names;
  Json rows = Json::array();
  storage::read_table(db, what,
                      {[&](const auto& columns) { names = columns; },
                       [&](const auto& cells) {
                         Json row;
                         for (size_t i = 0; i < cells.size(); ++i) row[names[i]] = json_cell(cells[i]);
                         rows.push_back(std::move(row));
                       }});
  return Json{{what, rows}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// The maps of a database as the files that explain would have written.
class MapExport {
 public:
  MapExport(Context& context, storage::Database& db, const std::string& folder, bool pictures)
      : failures_(context),
        writer_(folder, Ground::photo,
                pictures ? ArtefactWriter::Kind::pictures : ArtefactWriter::Kind::numbers),
        db_(db),
        pictures_(pictures) {
    for (auto& m : storage::ModelRepository(db).all()) models_.emplace(m.id, m);
    for (auto& i : storage::ImageRepository(db).all()) images_.emplace(i.id, i);
  }

  int run() {
    storage::ExplanationRepository(db_).for_each({}, [&](const storage::Explanation& e) {
      const auto& image = images_.at(e.image);
      const auto& model = models_.at(e.model);
      attempt([&] { write(e, model, image); },
              [&](const auto& why) { failures_.add(model.name, image.path, e.method, why); });
    });
    fmt::print("{} maps written\n", written_);
    return failures_.status();
  }

 private:
  void write(const storage::Explanation& row, const storage::Model& model, const storage::Image& image) {
    engine::Explanation e;
    e.method = row.method;
    e.raw = {row.height, row.width, row.map};
    e.map = core::finish(e.raw, core::profile(row.profile), model.input_height, model.input_width).map;
    core::Input input;
    if (pictures_) {
      const auto photograph = store_.get(image.path);
      if (photograph->sha256 != image.sha256)
        throw core::Error("image " + image.path +
                          " is not the one that was explained: its contents have changed");
      input = core::preprocess(photograph->rgb, engine::preprocessing_of(model));
    }
    writer_.write(image.path, model.name, input, e);
    ++written_;
  }

  Failures failures_;
  ArtefactWriter writer_;
  storage::Database& db_;
  bool pictures_;
  ImageStore store_;
  std::map<int64_t, storage::Model> models_;
  std::map<int64_t, storage::Image> images_;
  size_t written_ = 0;
};

}  // namespace

int export_tables(Context& context, const Strings& args) {
  po::options_description own("Options", kPageWidth);
  auto add = own.add_options();
  add("db", po::value<std::string>()->value_name("FILE"), "the database");
  add("what", po::value<std::string>()->value_name("WHAT"), "a table, or maps");
  add("format", po::value<std::string>()->value_name("FORMAT"),
      "csv or json for tables; npy or png for maps");
  add("out,o", po::value<std::string>()->value_name("PATH"),
      "the file (default: stdout), or the folder for maps");
  const auto values = parse(context, args, kUsage, own);
  if (context.globals.help) return 0;
  const auto file = value_or(values, "db", std::string()), what = value_or(values, "what", std::string());
  const bool maps = what == "maps";
  const auto format = value_or(values, "format", std::string(maps ? "npy" : "csv"));
  const auto out = value_or(values, "out", std::string());
  if (file.empty()) throw UsageError("name the database: --db FILE");
  if (what.empty())
    throw UsageError("say what to export: --what maps, or a table; see 'vantage export --help'");
  if (maps ? format != "npy" && format != "png" : format != "csv" && format != "json")
    throw UsageError(maps ? "maps are exported as npy or png" : "tables are exported as csv or json");
  if (maps && out.empty()) throw UsageError("maps need a folder: --out DIR");

  auto db = storage::Database::create_or_open(file, {5000, /*read_only=*/true});
  if (maps) return MapExport(context, db, out, format == "png").run();
  const auto text = format == "csv" ? csv(db, what) : json(db, what);
  if (out.empty())
    std::fwrite(text.data(), 1, text.size(), stdout);
  else
    core::write_atomically(out, text);
  return 0;
}

}  // namespace vantage::cli
