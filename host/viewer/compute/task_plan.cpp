// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/compute/task_plan.hpp"

#include <map>
#include <set>

#include "host/engine/experiment/register_dataset.hpp"
#include "host/engine/method.hpp"
#include "host/engine/params.hpp"
#include "host/viewer/error.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

// What is there of one kind and what lacks, and how long some of what is there took.
struct Cost {
  int64_t there = 0, lacking = 0, timed = 0;
  double seconds = 0;  // of those that are timed

  bool known() const { return lacking == 0 || timed > 0; }
  double to_come() const {
    return lacking == 0 || timed == 0 ? 0
                                      : seconds / static_cast<double>(timed) * static_cast<double>(lacking);
  }
};

class Planning {
 public:
  Planning(storage::Database& db, const engine::Registry& registry, const TaskRequest& request)
      : db_(db), registry_(registry), request_(request) {}

  TaskPlan run() {
    const auto images =
        engine::chosen_images(db_, engine::find_dataset(db_, request_.dataset), request_.images);
    std::set<int> labels;
    for (const auto& i : images) labels.insert(i.label);
    plan_.models = static_cast<int64_t>(request_.models.size());
    plan_.classes = static_cast<int64_t>(labels.size());
    plan_.images = static_cast<int64_t>(images.size());
    plan_.methods = static_cast<int64_t>(request_.methods.size());
    plan_.predictions = plan_.models * plan_.images;
    plan_.maps = plan_.predictions * plan_.methods;
    plan_.counted = plan_.maps <= TaskPlan::kCounted;
    if (!plan_.counted) return plan_;
    for (const int64_t row : request_.models) count(storage::ModelRepository(db_).find(row).value(), images);
    estimate();
    return plan_;
  }

 private:
  void count(const storage::Model& model, const std::vector<engine::RunImage>& images) {
    const auto parameters = engine::parse_key_values(model.parameters);
    const auto precision = parameters.find("precision");
    storage::ExplanationKey key;
    key.model = model.id;
    key.precision = precision == parameters.end() ? "fp32" : precision->second;
    key.profile = request_.options.profile;
    key.seed = request_.options.seed;
    std::vector<int> classes;  // to be explained, by image; -1: no one knows yet
    for (const auto& image : images) {
      const auto p = storage::PredictionRepository(db_).find(model.id, image.image, key.precision);
      classes.push_back(target(image, p ? p->top5[0].first : -1));
      note(predictions_, p.has_value(), p ? std::optional(p->seconds) : std::nullopt);
    }
    for (const auto& spec : request_.methods) {
      set_method(key, spec, model);
      bool timed = false;
      for (size_t i = 0; i < images.size(); ++i) {
        key.image = images[i].image;
        key.cls = classes[i];
        timed = note_map(costs_[spec.id], key, timed);
      }
    }
  }

  int target(const engine::RunImage& image, int predicted) const {
    const std::string& text = request_.options.classes.front();
    if (text == "label") return image.label;
    if (text == "predicted") return predicted;
    try {
      return std::stoi(text);
    } catch (const std::exception&) {
      return -1;
    }
  }

  void set_method(storage::ExplanationKey& key, const engine::MethodSpec& spec, const storage::Model& model) {
    const engine::PluginInfo* plugin = registry_.find(VTG_EXPLAINER, spec.id);
    if (!plugin) throw Error("method '" + spec.id + "' is not installed; choose another");
    const auto bound = engine::bind_parameters(
        *plugin, spec, request_.options.layers, request_.options.profile, [&] { return model.default_layer; },
        [](const std::string&) { return 0; });
    key.method = plugin->id;
    key.version = plugin->version;
    key.parameters = bound.canonical;
    key.layer = bound.layer;
  }

  static void note(Cost& cost, bool there, std::optional<double> seconds = {}) {
    cost.there += there;
    cost.lacking += !there;
    cost.timed += seconds.has_value();
    cost.seconds += seconds.value_or(0);
  }

  // The first of a model and method is read for its time; for the others it is enough that they are there.
  bool note_map(Cost& cost, const storage::ExplanationKey& key, bool timed) {
    storage::ExplanationRepository maps(db_);
    if (timed) {
      note(cost, maps.contains(key));
      return true;
    }
    const auto one = maps.find(key);
    note(cost, one.has_value(), one ? std::optional(one->seconds) : std::nullopt);
    return one.has_value();
  }

  void estimate() {
    plan_.predictions_lacking = predictions_.lacking;
    bool known = predictions_.known();
    double seconds = predictions_.to_come();
    for (const auto& [id, cost] : costs_) {
      plan_.maps_lacking += cost.lacking;
      known = known && cost.known();
      seconds += cost.to_come();
    }
    if (known) plan_.seconds = seconds;
  }

  storage::Database& db_;
  const engine::Registry& registry_;
  const TaskRequest& request_;
  TaskPlan plan_;
  Cost predictions_;
  std::map<std::string, Cost> costs_;  // by method
};

}  // namespace

TaskPlan plan_task(storage::Database& db, const engine::Registry& registry, const TaskRequest& request) {
  return Planning(db, registry, request).run();
}

}  // namespace vantage::viewer
