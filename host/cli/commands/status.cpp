// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>

#include "host/cli/commands.hpp"
#include "host/cli/json.hpp"
#include "host/cli/table.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"
#include "storage/views.hpp"

namespace vantage::cli {
namespace {

const Usage kStatusUsage{
    "status", "--db FILE",
    "Shows how far the experiments of a database are: what there is of each model on each data set, and\n"
    "what failed. A run may be writing meanwhile.",
    "  vantage status --db results.db\n"};

// What there is of every model on every data set.
class Status {
 public:
  explicit Status(storage::Database& db) : db_(db) {
    for (auto& m : storage::MethodRepository(db).all()) methods_.emplace(m.id, m);
  }

  void collect() {
    storage::DatasetRepository datasets(db_);
    for (const auto& d : datasets.all())
      for (const auto& m : storage::ModelRepository(db_).all()) {
        const auto there = storage::Views(db_).progress(d.id, m.id);
        const auto images = datasets.size(d.id);
        for (const auto& p : there.predictions) row(d.name, m.name, p.precision, "", p.entries, images);
        for (const auto& x : there.maps) {
          const auto& method = methods_.at(x.method);
          row(d.name, m.name, x.precision,
              method.method + (method.profile == "paper" ? "" : " (" + method.profile + ")"), x.maps, images);
        }
      }
    for (const auto& f : storage::FailureRepository(db_).all())
      failures_.push_back(
          {{"model", f.model}, {"image", f.image}, {"method", f.method}, {"reason", f.reason}});
  }

  void print_text() const {
    if (table_.empty()) fmt::print("there are no results yet\n");
    fmt::print("{}", table_.text());
    if (!failures_.empty())
      fmt::print("{} failures; 'vantage export --what failures' lists them\n", failures_.size());
  }
  Json json() const { return {{"results", results_}, {"failed", failures_}}; }

 private:
  void row(const std::string& dataset, const std::string& model, const std::string& precision,
           const std::string& method, int64_t done, int64_t images) {
    table_.row({dataset, model, precision, method.empty() ? "predictions" : method, std::to_string(done),
                std::to_string(images)});
    results_.push_back({{"dataset", dataset},
                        {"model", model},
                        {"precision", precision},
                        {"method", method.empty() ? Json() : Json(method)},
                        {"done", done},
                        {"images", images}});
  }

  storage::Database& db_;
  std::map<int64_t, storage::Method> methods_;
  Table table_{{"data set", "model", "precision", "what", ">results", ">images"}};
  Json results_ = Json::array(), failures_ = Json::array();
};

}  // namespace

int status(Context& context, const Strings& args) {
  po::options_description own("Options", kPageWidth);
  own.add_options()("db", po::value<std::string>()->value_name("FILE"), "the database");
  const auto values = parse(context, args, kStatusUsage, own);
  if (context.globals.help) return 0;
  auto db = storage::Database::create_or_open(required(values, "db", "name the database: --db FILE"),
                                              {5000, /*read_only=*/true});
  Status all(db);
  all.collect();
  if (context.globals.json)
    print(all.json());
  else
    all.print_text();
  return 0;
}

}  // namespace vantage::cli
