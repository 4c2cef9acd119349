// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include <cstdio>
#include <filesystem>
#include <map>

#include "core/error.hpp"
#include "core/files.hpp"
#include "core/npy.hpp"
#include "core/preprocess.hpp"
#include "host/cli/artefacts.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/workload.hpp"
#include "host/engine/analysis/layouts.hpp"
#include "host/engine/analysis/stored_maps.hpp"
#include "host/engine/analysis/tables.hpp"
#include "host/engine/experiment/records.hpp"
#include "host/engine/suggest.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"
#include "storage/table_reader.hpp"

namespace vantage::cli {
namespace {

const Usage kExportUsage{
    "export", "--db FILE --what TABLE --format FORMAT [--out PATH]",
    "Writes what a database holds. Tables (models, images, runs, predictions, explanations, "
    "failures, datasets,\n"
    "experiments, labelled, accuracy, similarities, attention, localisation; layouts, "
    "distances and the colour\n"
    "histograms of what maps mark) become csv or json, on stdout or in the file --out. Maps "
    "become npy or png files\n"
    "in the folder --out, named as explain names them; png draws them over their photographs, "
    "which must still be\n"
    "where they were.",
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

using ReadTable = std::function<void(const storage::TableReader&)>;

std::string csv(const ReadTable& read) {
  std::string text;
  const auto line = [&](const auto& cells, const auto& to_text) {
    for (size_t i = 0; i < cells.size(); ++i) text += (i ? "," : "") + to_text(cells[i]);
    text += "\r\n";  // RFC 4180
  };
  read({[&](const auto& names) { line(names, csv_field); },
        [&](const auto& cells) { line(cells, csv_cell); }});
  return text;
}

std::string json(const std::string& what, const ReadTable& read) {
  std::vector<std::string> names;
  Json rows = Json::array();
  read({[&](const auto& columns) { names = columns; },
        [&](const auto& cells) {
          Json row;
          for (size_t i = 0; i < cells.size(); ++i) row[names[i]] = json_cell(cells[i]);
          rows.push_back(std::move(row));
        }});
  return Json{{what, rows}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// Every class distance matrix as <data set>.<model>.distances.npy, its classes as .classes.npy.
int export_distances(storage::Database& db, const std::filesystem::path& folder) {
  int written = 0;
  std::filesystem::create_directories(folder);
  for (const auto& dataset : storage::DatasetRepository(db).all())
    for (const auto& model : storage::ModelRepository(db).all())
      for (const std::string precision : {"bf16", "fp32"}) {
        const auto d = engine::class_distances(db, dataset.id, model.id, precision);
        const auto n = static_cast<int64_t>(d.classes.size());
        if (n == 0) continue;
        const std::vector<float> distances(d.distances.data(), d.distances.data() + n * n);  // symmetric
        const std::vector<float> classes(d.classes.begin(), d.classes.end());
        const auto stem =
            folder / (dataset.name + "." + model.name + (precision == "fp32" ? "" : "." + precision));
        const int64_t square[] = {n, n};
        core::write_atomically(stem.string() + ".distances.npy", core::npy_bytes(square, distances.data()));
        core::write_atomically(stem.string() + ".classes.npy", core::npy_bytes({square, 1}, classes.data()));
        ++written;
      }
  fmt::print("{} matrices written\n", written);
  return 0;
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
    e.map = engine::finished_map(row, model.input_height, model.input_width).map;
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
  add("what", po::value<std::string>()->value_name("WHAT"),
      "a table, distances, layouts, histograms, or maps");
  add("format", po::value<std::string>()->value_name("FORMAT"),
      "csv or json for tables; npy or png for maps; npy for distances as well");
  add("out,o", po::value<std::string>()->value_name("PATH"),
      "the file (default: stdout), or the folder for npy and png");
  add("threshold", po::value<double>()->value_name("T"),
      "of histograms: what a map must reach (default: 0.5)");
  add("bins", po::value<int>()->value_name("N"), "of histograms: must divide 256 (default: 32)");
  const auto values = parse(context, args, kExportUsage, own);
  if (context.globals.help) return 0;
  const auto what = value_or(values, "what", std::string());
  const bool maps = what == "maps";
  const auto format = value_or(values, "format", std::string(maps ? "npy" : "csv"));
  const auto out = value_or(values, "out", std::string());
  const auto file = existing_database(values);
  if (what.empty())
    throw UsageError("say what to export: --what maps, or a table; see 'vantage export --help'");
  auto known = storage::table_names();
  known.insert(known.end(), {"layouts", "distances", "histograms", "maps"});
  if (std::find(known.begin(), known.end(), what) == known.end())
    throw UsageError(fmt::format("there is nothing called '{}' to export{}; choose one of {}", what,
                                 engine::did_you_mean(what, known), fmt::join(known, ", ")));
  const int bins = value_or(values, "bins", 32);
  if (bins < 1 || bins > 256 || 256 % bins != 0) throw UsageError("--bins must divide 256: 8, 16, 32, ...");
  const bool matrices = what == "distances" && format == "npy";
  if (maps ? format != "npy" && format != "png" : !matrices && format != "csv" && format != "json")
    throw UsageError(maps ? "maps are exported as npy or png" : "tables are exported as csv or json");
  if ((maps || matrices) && out.empty()) throw UsageError("npy and png files need a folder: --out DIR");

  auto db = storage::Database::create_or_open(file, {5000, /*read_only=*/true});
  if (maps) return MapExport(context, db, out, format == "png").run();
  if (matrices) return export_distances(db, out);
  int status = 0;
  const ReadTable read = [&](const storage::TableReader& reader) {
    if (what == "layouts")
      engine::read_layouts(db, reader);
    else if (what == "distances")
      engine::read_distances(db, reader);
    else if (what == "histograms")
      engine::read_histograms(db, value_or(values, "threshold", 0.5), bins, reader,
                              [&](const std::string& why) {
                                context.report(why);
                                status = 1;
                              });
    else
      storage::read_table(db, what, reader);
  };
  const auto text = format == "csv" ? csv(read) : json(what, read);
  if (out.empty())
    std::fwrite(text.data(), 1, text.size(), stdout);
  else
    core::write_atomically(out, text);
  return status;
}

}  // namespace vantage::cli
