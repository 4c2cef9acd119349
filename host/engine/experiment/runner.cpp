// SPDX-License-Identifier: Apache-2.0
#include "host/engine/experiment/runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <future>

#include "host/engine/experiment/model_work.hpp"
#include "host/engine/experiment/records.hpp"
#include "host/engine/experiment/register_dataset.hpp"
#include "host/engine/experiment/result_store.hpp"
#include "host/engine/host_services.hpp"
#include "host/engine/host_tensor.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::engine {
namespace {

using Clock = std::chrono::steady_clock;

// A method that masks the image or runs parts of the network again takes long: it is asked image by image, so
// that little is lost when the run is ended. The others share passes over the whole batch.
bool takes_long(const Method& m) {
  return (m.plugin().needs & (VTG_CAN_PERTURB | VTG_CAN_PERTURB_GRADIENT | VTG_CAN_RESUME)) != 0;
}

class Runner {
 public:
  Runner(Registry& registry, storage::Database& db, const Experiment& experiment, const RunOptions& options,
         const storage::Dataset& dataset)
      : registry_(registry),
        db_(db),
        experiment_(experiment),
        options_(options),
        dataset_(dataset),
        images_(chosen_images(db, dataset, experiment.choice)),
        store_(db, new_run(options.command_line, experiment.options.seed, Host(registry.host()).threads()),
               dataset.id, experiment.keep_confidences) {
    for (const auto& m : experiment.methods) {
      owned_.push_back(Method::open(registry, m));
      methods_.push_back(owned_.back().get());
    }
    for (size_t b = 0; b * experiment_.batch < images_.size(); ++b)
      if (static_cast<int>(b % static_cast<size_t>(options.shards)) == options.shard - 1) {
        blocks_.push_back(b);
        summary_.images += static_cast<int64_t>(images_of(b).size());
      }
  }

  RunSummary run() {
    progress_.total =
        summary_.images * static_cast<int64_t>(experiment_.models.size() * (1 + methods_.size()));
    for (size_t next = 0; next < experiment_.models.size() && !summary_.stopped;) {
      open_models(next);
      run_models();
      group_.clear();
    }
    store_.flush();
    summary_.run = store_.run();
    summary_.seconds = elapsed();
    return summary_;
  }

 private:
  struct Member {
    ModelWork work;
    size_t preprocessing;        // its place in preprocessings_
    std::vector<size_t> blocks;  // that lack something, ascending
  };

  double elapsed() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  bool stopped() {
    if (!summary_.stopped && options_.stop && options_.stop()) summary_.stopped = true;
    return summary_.stopped;
  }
  void report(const std::string& model, const std::string& method = "", double fraction = 0) {
    progress_.model = model;
    progress_.method = method;
    progress_.fraction = fraction;
    progress_.failures = summary_.failures;
    progress_.seconds = elapsed();
    if (options_.progress) options_.progress(progress_);
  }
  void fail(const std::string& model, const std::string& image, const std::string& method,
            const std::string& reason) {
    store_.fail(model, image, method, reason);
    ++summary_.failures;
  }
  std::vector<RunImage> images_of(size_t block) const {
    const auto first = images_.begin() + static_cast<std::ptrdiff_t>(block * experiment_.batch);
    const auto size = std::min<size_t>(experiment_.batch, static_cast<size_t>(images_.end() - first));
    return {first, first + static_cast<std::ptrdiff_t>(size)};
  }

  // As many models as fit well into memory: each block of images is then read once for all of them.
  void open_models(size_t& next) {
    preprocessings_.clear();
    while (next < experiment_.models.size() && !stopped() &&
           (group_.empty() || free_memory() > machine_memory() / 2)) {
      const auto& spec = experiment_.models[next++];
      report(spec.name);
      try {
        add_model(OpenModel::open(registry_, spec));
      } catch (const Error& e) {
        fail(spec.name, "", "", e.what());
        progress_.total -= summary_.images * static_cast<int64_t>(1 + methods_.size());
      }
    }
  }

  void add_model(std::unique_ptr<OpenModel> opened) {
    const auto most = std::max_element(images_.begin(), images_.end(),
                                       [](const auto& a, const auto& b) { return a.label < b.label; });
    if (most->label >= opened->info().classes)
      throw Error(
          fmt::format("model '{}' has {} classes, but data set '{}' labels images with class {}; "
                      "give a model that was trained for it",
                      opened->name(), opened->info().classes, dataset_.name, most->label));
    const auto wanted = opened->preprocessing();
    const auto same = std::find(preprocessings_.begin(), preprocessings_.end(), wanted);
    const auto place = static_cast<size_t>(same - preprocessings_.begin());
    if (same == preprocessings_.end()) preprocessings_.push_back(wanted);
    const int64_t row = store_.model(*opened);
    group_.push_back(
        {ModelWork(std::move(opened), row, methods_, experiment_.options, db_, dataset_.id), place, {}});
    auto& member = group_.back();
    for (const auto& b : member.work.plan().methods())
      if (!b.failure.empty()) fail(member.work.model().name(), "", b.method->plugin().id, b.failure);
    int64_t missing = 0;
    for (const size_t b : blocks_) {
      ModelWork::Counts n;
      for (const auto& image : images_of(b)) {
        const auto of_image = member.work.count(image);
        n.existing += of_image.existing;
        n.missing += of_image.missing;
      }
      if (n.missing > 0) member.blocks.push_back(b);
      summary_.existing += n.existing;
      missing += n.missing;
    }
    progress_.total += missing - summary_.images * static_cast<int64_t>(1 + methods_.size());
  }

  void run_models() {
    std::vector<size_t> wanted;
    for (const auto& m : group_) wanted.insert(wanted.end(), m.blocks.begin(), m.blocks.end());
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    const bool on_cores = std::all_of(group_.begin(), group_.end(), [](const Member& m) {
      return std::string_view(m.work.model().info().device) == "cpu";
    });
    BlockReader reader(images_, experiment_.batch, std::move(wanted), preprocessings_,
                       on_cores ? Reading::between_passes : Reading::beside_passes);
    while (!reader.done() && !stopped()) {
      const auto block = next_block(reader);
      for (auto& m : group_) {
        if (stopped()) break;
        if (std::binary_search(m.blocks.begin(), m.blocks.end(), block.number)) run_block(m, block);
      }
    }
  }

  // Rows are made and written while images are decoded: on one core, when the others would have to wait.
  ImageBlock next_block(BlockReader& reader) {
    if (!store_.has_waited(std::chrono::milliseconds(250))) return reader.next();
    auto writing = std::async(std::launch::async, [this] { store_.flush(); });
    auto block = reader.next();
    writing.get();
    return block;
  }

  void run_block(Member& member, const ImageBlock& block) {
    auto& work = member.work;
    const auto& name = work.model().name();
    for (const auto& [image, why] : block.failures) {
      fail(name, image.path, "", why);
      progress_.done += work.count(image).missing;
    }
    const float* pixels = block.pixels[member.preprocessing].get();
    const size_t size = work.plan().batch_size(experiment_.batch);
    for (size_t first = 0; first < block.images.size() && !stopped(); first += size) {
      const size_t last = std::min(first + size, block.images.size());
      const std::vector<RunImage> images(block.images.begin() + static_cast<std::ptrdiff_t>(first),
                                         block.images.begin() + static_cast<std::ptrdiff_t>(last));
      report(name);
      try {
        run_batch(work, images,
                  ImageBatch(pixels + first * preprocessings_[member.preprocessing].numbers(),
                             static_cast<int64_t>(images.size()), work.model().info()));
      } catch (const Error& e) {
        for (const auto& image : images) fail(name, image.path, "", e.what());
      }
    }
  }

  void run_batch(ModelWork& work, const std::vector<RunImage>& images, const ImageBatch& batch) {
    ExplainPass pass(work.plan(), batch);
    for (size_t n = 0; n < images.size(); ++n) {
      const auto& p = pass.predictions()[n];
      if (!p.failure.empty()) {
        fail(work.model().name(), images[n].path, "", p.failure);
        progress_.done += work.count(images[n]).missing;
      } else if (work.needs_prediction(images[n])) {
        store_.add(work.row(), work.model(), images[n], p);
        ++summary_.predictions;
        ++progress_.done;
      }
    }
    store_.flush_if_due();
    for (const auto& b : work.plan().methods()) {
      if (!b.failure.empty()) continue;
      Targets targets;
      for (size_t n = 0; n < images.size(); ++n)
        if (const auto& p = pass.predictions()[n]; p.failure.empty())
          targets.add(static_cast<int64_t>(n), work.missing(b, images[n], p.top(1)[0].cls));
      if (!takes_long(*b.method)) {
        explain(work, images, pass, b, targets);
        continue;
      }
      for (size_t n = 0; n < images.size(); ++n)
        explain(work, images, pass, b, targets.of_image(static_cast<int64_t>(n)));
    }
  }

  void explain(ModelWork& work, const std::vector<RunImage>& images, ExplainPass& pass,
               const ExplainPlan::Bound& b, const Targets& targets) {
    if (targets.classes.empty() || stopped()) return;
    if (takes_long(*b.method)) store_.flush();  // what is done must not wait for it
    const auto& name = work.model().name();
    const auto results = pass.explain(b, targets, [&](const std::string& method, double fraction) {
      report(name, method, fraction);
      return false;
    });
    for (const auto& r : results) {
      const auto& image = images[r.image];
      if (!r.explanation) {
        fail(name, image.path, b.method->plugin().id, r.failure);
        continue;
      }
      store_.add(work.row(), work.model(), image, *r.explanation);
      ++summary_.maps;
    }
    progress_.done += static_cast<int64_t>(targets.classes.size());
    store_.flush_if_due();
    report(name, b.method->plugin().id, 1);
  }

  Registry& registry_;
  storage::Database& db_;
  const Experiment& experiment_;
  const RunOptions& options_;
  storage::Dataset dataset_;
  std::vector<RunImage> images_;
  ResultStore store_;
  std::vector<std::unique_ptr<Method>> owned_;
  std::vector<const Method*> methods_;
  std::vector<size_t> blocks_;
  std::vector<Member> group_;
  std::vector<core::Preprocessing> preprocessings_;
  RunProgress progress_;
  RunSummary summary_;
  Clock::time_point start_ = Clock::now();
};

}  // namespace

RunSummary run_experiment(Registry& registry, storage::Database& db, const Experiment& experiment,
                          const RunOptions& options) {
  const auto dataset = find_dataset(db, experiment.dataset);
  Runner runner(registry, db, experiment, options, dataset);
  storage::Experiment row;
  row.dataset = dataset.id;
  row.name = experiment.name;
  row.text = experiment.text;
  row.created_utc = new_run("", 0, 0).started_utc;
  storage::ExperimentRepository(db).put(row);
  return runner.run();
}

}  // namespace vantage::engine
