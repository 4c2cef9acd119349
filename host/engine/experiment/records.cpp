// SPDX-License-Identifier: Apache-2.0
#include "host/engine/experiment/records.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>
#include <time.h>

#include <opencv2/core/version.hpp>

namespace vantage::engine {
namespace {

std::string now_utc() {
  const time_t now = time(nullptr);
  tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

std::string platform() {
  utsname u{};
  uname(&u);
  return fmt::format("{} {} {}", u.sysname, u.release, u.machine);
}

}  // namespace

storage::Run new_run(const std::string& command_line, uint64_t seed, int threads) {
  storage::Run run;
  run.command_line = command_line;
  run.vantage_version = VANTAGE_VERSION;
  run.started_utc = now_utc();
  run.seed = seed;
  run.threads = threads;
  run.platform = platform();
  run.libraries = fmt::format("OpenCV {}, {}", CV_VERSION, VANTAGE_RUNTIME);
  return run;
}

storage::Model record_of(const OpenModel& m) {
  const auto& i = m.info();
  storage::Model r;
  r.name = m.name();
  r.architecture = i.architecture;
  r.source = m.source();
  r.weights_sha256 = i.weights_sha256;
  r.loader = m.loader().id;
  r.loader_version = m.loader().version;
  r.parameters = m.parameters();
  r.classes = i.classes;
  r.input_channels = i.channels;
  r.input_height = i.height;
  r.input_width = i.width;
  r.resize = i.resize;
  r.interpolation = i.interpolation;
  std::copy_n(i.mean, 3, r.mean.begin());
  std::copy_n(i.std, 3, r.std.begin());
  r.parameter_count = i.parameters;
  r.macs = i.macs;
  r.default_layer = i.default_layer < 0 ? "" : m.layer_name(i.default_layer);
  return r;
}

core::Preprocessing preprocessing_of(const storage::Model& m) {
  core::Preprocessing p;
  p.height = m.input_height;
  p.width = m.input_width;
  p.resize = m.resize;
  p.filter = m.interpolation == 1 ? core::ResizeFilter::bicubic : core::ResizeFilter::bilinear;
  p.mean = m.mean;
  p.std = m.std;
  return p;
}

storage::Prediction record_of(const std::string& precision, const Prediction& p,
                              const std::vector<double>& probabilities) {
  storage::Prediction r;
  r.precision = precision;
  r.seconds = p.seconds;
  for (const auto& t : p.top(5, probabilities)) r.top5.emplace_back(static_cast<int>(t.cls), t.probability);
  return r;
}

storage::Explanation record_of(const OpenModel& m, const Explanation& e) {
  storage::Explanation r;
  r.method = e.method;
  r.version = e.version;
  r.parameters = e.parameters;
  r.profile = e.profile;
  r.layer = e.layer;
  r.cls = static_cast<int>(e.cls);
  r.precision = m.info().precision;
  r.seed = e.seed;
  r.logit = e.logit;
  r.probability = e.probability;
  r.no_attention = e.no_attention;
  r.seconds = e.seconds;
  r.height = e.raw.height;
  r.width = e.raw.width;
  r.map = e.raw.values;
  return r;
}

storage::ExplanationKey key_of(const OpenModel& m, const ExplainPlan::Bound& b, const ExplainOptions& o,
                               int64_t cls) {
  storage::ExplanationKey k;
  k.method = b.method->plugin().id;
  k.version = b.method->plugin().version;
  k.parameters = b.params.canonical;
  k.profile = o.profile;
  k.layer = b.params.layer;
  k.cls = static_cast<int>(cls);
  k.precision = m.info().precision;
  k.seed = o.seed;
  return k;
}

}  // namespace vantage::engine
