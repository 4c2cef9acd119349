// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <filesystem>

#include "host/cli/commands.hpp"
#include "host/cli/json.hpp"
#include "host/cli/table.hpp"
#include "host/engine/experiment/register_dataset.hpp"
#include "storage/dataset_repositories.hpp"

namespace vantage::cli {
namespace {

const Usage kAdd{"dataset add", "DIR|CSV --name NAME --db FILE",
                 "Registers the images of a folder (ImageNet's layout, class folders, or any) or of a CSV "
                 "file, with their\n"
                 "labels, boxes, masks and classes. Paths, sizes and SHA-256 are kept, never the pixels. "
                 "Adding a data set\n"
                 "again brings it up to date; what did not change keeps its results. docs/datasets.md "
                 "describes the layouts.",
                 "  vantage dataset add imagenet/val --name val --db results.db\n"
                 "  vantage dataset add images.csv --taxonomy classes.csv --name mine --db results.db\n"};
const Usage kList{"dataset list", "--db FILE", "Shows the data sets of a database.",
                  "  vantage dataset list --db results.db\n"};

constexpr char kNoDatabase[] = "name the database: --db FILE";

Json json_of(const engine::RegisterReport& r) {
  return {{"images", r.images},         {"labelled", r.labelled}, {"with_boxes", r.with_boxes},
          {"with_masks", r.with_masks}, {"classes", r.classes},   {"problems", r.problems}};
}

}  // namespace

int dataset_add(Context& context, const Strings& args) {
  po::options_description own("Options", kPageWidth);
  auto add = own.add_options();
  const auto text = [] { return po::value<std::string>(); };
  add("source", po::value<Strings>()->value_name("DIR|CSV"),
      "what to add; the option's name may be left out");
  add("name", text()->value_name("NAME"), "what experiments call it (default: the source's name)");
  add("db", text()->value_name("FILE"), "the database; made where there is none");
  add("taxonomy", text()->value_name("CSV"),
      "class_index,wnid,label,root (default: ImageNet's, or the folders)");
  add("annotations", text()->value_name("DIR"), "PASCAL VOC boxes: <class>/<stem>.xml or <stem>.xml");
  add("images", text()->value_name("DIR"), "where a CSV's file names begin (default: beside it)");
  add("masks", text()->value_name("DIR"), "mask pictures: <class>/<stem>.png or <stem>.png");
  const auto values = parse(context, args, kAdd, own, "source");
  if (context.globals.help) return 0;
  const auto sources = list(values, "source");
  if (sources.size() != 1)
    throw UsageError("name one folder or CSV file: vantage dataset add DIR --name NAME --db FILE");
  const auto file = required(values, "db", kNoDatabase);
  auto stem = std::filesystem::path(sources[0]).lexically_normal();
  if (!stem.has_filename()) stem = stem.parent_path();
  const auto name = value_or(values, "name", stem.stem().string());
  core::DatasetOptions options;
  options.taxonomy = value_or(values, "taxonomy", std::string());
  options.annotations = value_or(values, "annotations", std::string());
  options.images = value_or(values, "images", std::string());
  options.masks = value_or(values, "masks", std::string());

  auto listing = core::list_dataset(sources[0], options);
  auto db = storage::Database::create_or_open(file);
  const auto report = engine::register_dataset(
      db, name, sources[0], std::move(listing),
      [&](size_t done, size_t all) { context.progress(fmt::format("{} of {} images", done, all)); });
  context.end_progress();
  for (const auto& p : report.problems) context.report(p);
  if (context.globals.json)
    print(json_of(report));
  else
    fmt::print(
        "data set '{}': {} images of {} classes, {} labelled, {} with boxes, {} with masks; {} left out\n",
        name, report.images, report.classes, report.labelled, report.with_boxes, report.with_masks,
        report.problems.size());
  return report.problems.empty() ? 0 : 1;
}

int dataset_list(Context& context, const Strings& args) {
  po::options_description own("Options", kPageWidth);
  own.add_options()("db", po::value<std::string>()->value_name("FILE"), "the database");
  const auto values = parse(context, args, kList, own);
  if (context.globals.help) return 0;
  auto db =
      storage::Database::create_or_open(required(values, "db", kNoDatabase), {5000, /*read_only=*/true});
  storage::DatasetRepository datasets(db);
  Table table({"name", ">images", ">classes", "source"});
  Json all = Json::array();
  for (const auto& d : datasets.all()) {
    const auto images = datasets.size(d.id);
    const auto classes = datasets.classes(d.id).size();
    table.row({d.name, std::to_string(images), std::to_string(classes), d.source});
    all.push_back({{"name", d.name},
                   {"images", images},
                   {"classes", classes},
                   {"source", d.source},
                   {"sha256", d.sha256}});
  }
  if (context.globals.json)
    print({{"datasets", all}});
  else if (table.empty())
    fmt::print("there is no data set; add one with 'vantage dataset add'\n");
  else
    fmt::print("{}", table.text());
  return 0;
}

}  // namespace vantage::cli
