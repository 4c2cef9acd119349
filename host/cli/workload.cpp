// SPDX-License-Identifier: Apache-2.0
#include "host/cli/workload.hpp"

#include <fmt/format.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "core/error.hpp"
#include "host/engine/error.hpp"
#include "storage/error.hpp"
#include "vantage/core.hpp"

namespace vantage::cli {
namespace {

constexpr size_t kImageBudget = size_t{1} << 30;

// Seconds since this process was started, by the kernel's clock ticks.
double process_age() {
  std::ifstream stat("/proc/self/stat");
  std::string line;
  std::getline(stat, line);
  std::istringstream rest(line.substr(std::min(line.size(), line.rfind(')') + 1)));
  std::string field;
  for (int i = 3; i <= 22; ++i) rest >> field;
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  const double started = std::strtod(field.c_str(), nullptr) / static_cast<double>(sysconf(_SC_CLK_TCK));
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9 - started;
}

}  // namespace

void add_workload_options(po::options_description& all) {
  all.add_options()("model,m", po::value<Strings>()->value_name("MODEL")->composing(),
                    "[NAME=]ARCHITECTURE:CHECKPOINT[,key=value...]; may be repeated")(
      "image,i", po::value<Strings>()->value_name("FILE")->multitoken()->composing(),
      "a JPEG, PNG, WebP, TIFF or BMP file; may be repeated")(
      "precision", po::value<std::string>()->value_name("fp32|bf16"),
      "arithmetic of the models (default: fp32)")("batch", po::value<int>()->value_name("N"),
                                                  "images in one pass, memory permitting (default: 8)");
}

Workload read_workload(const po::variables_map& values) {
  Workload w;
  std::set<std::string> names;
  for (const auto& text : list(values, "model")) {
    auto spec = engine::parse_model(text);
    if (values.count("precision")) spec.params.emplace("precision", values["precision"].as<std::string>());
    if (spec.name.empty()) spec.name = engine::default_name(spec);
    if (!names.insert(spec.name).second)
      throw UsageError("two models are called '" + spec.name + "'; name them: NAME=" + spec.source);
    w.models.push_back(std::move(spec));
  }
  w.images = list(values, "image");
  const int batch = value_or(values, "batch", 8);
  if (batch < 1 || batch > 1024) throw UsageError("--batch must be 1 to 1024");
  w.batch = static_cast<size_t>(batch);
  if (w.models.empty()) throw UsageError("name at least one model: --model ARCHITECTURE:CHECKPOINT");
  if (w.images.empty()) throw UsageError("name at least one image: --image FILE");
  return w;
}

std::shared_ptr<const core::Image> ImageStore::get(const std::string& path) {
  if (const auto it = kept_.find(path); it != kept_.end()) return it->second;
  auto image = std::make_shared<const core::Image>(core::load_image(path));
  const size_t size = image->rgb.total() * image->rgb.elemSize();
  if (bytes_ + size <= kImageBudget) {
    bytes_ += size;
    kept_.emplace(path, image);
  }
  return image;
}

void Failures::add(const std::string& model, const std::string& image, const std::string& method,
                   const std::string& reason) {
  context_.report(reason);
  Json entry;
  if (!model.empty()) entry["model"] = model;
  if (!image.empty()) entry["image"] = image;
  if (!method.empty()) entry["method"] = method;
  entry["reason"] = reason;
  all_.push_back(std::move(entry));
}

Phases::Phases() : start_(std::chrono::steady_clock::now()), last_(start_) {
  phases_.emplace_back("start", process_age());
}

void Phases::lap(const std::string& phase) {
  const auto now = std::chrono::steady_clock::now();
  const double seconds = std::chrono::duration<double>(now - last_).count();
  last_ = now;
  for (auto& [name, sum] : phases_)
    if (name == phase) {
      sum += seconds;
      return;
    }
  phases_.emplace_back(phase, seconds);
}

void Phases::print(const Context& context) const {
  if (!context.globals.verbose) return;
  std::string line;
  double sum = 0;
  for (const auto& [name, seconds] : phases_) {
    line += fmt::format("{} {:.3f} s, ", name, seconds);
    sum += seconds;
  }
  fmt::print(stderr, "vantage: time: {}together {:.3f} s\n", line, sum);
}

engine::ImageBatch Prepared::batch(const vtg_model_info& info) const {
  std::vector<const core::Input*> all;
  for (const auto& input : inputs) all.push_back(&input);
  return engine::ImageBatch(all, info);
}

void each_batch(const Workload& work, size_t size, const engine::OpenModel& model, ImageStore& images,
                Failures& failures, const std::function<void(const Prepared&)>& use) {
  for (size_t first = 0; first < work.images.size(); first += size) {
    Prepared some;
    for (size_t i = first; i < std::min(first + size, work.images.size()); ++i)
      attempt(
          [&] {
            auto picture = images.get(work.images[i]);
            some.inputs.push_back(core::preprocess(picture->rgb, model.preprocessing()));
            some.pictures.push_back(std::move(picture));
            some.paths.push_back(work.images[i]);
          },
          [&](const auto& why) { failures.add(model.name(), work.images[i], "", why); });
    if (!some.empty())
      attempt([&] { use(some); },
              [&](const auto& why) {
                for (const auto& path : some.paths) failures.add(model.name(), path, "", why);
              });
  }
}

bool attempt(const std::function<void()>& body, const std::function<void(const std::string&)>& fail) {
  try {
    body();
    return true;
  } catch (const engine::Error& e) {
    fail(e.what());
  } catch (const core::Error& e) {
    fail(e.what());
  } catch (const storage::Error& e) {
    fail(e.what());
  } catch (const vantage::Error& e) {  // a model's or a method's own words
    fail(e.what());
  }
  return false;
}

}  // namespace vantage::cli
